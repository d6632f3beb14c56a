import { keycloakHash } from "./keycloakHash";
import { asFields, asList, countLost, newFields, type Preset } from "./preset";
import { reasons } from "./reasons";

const lostFields: Readonly<Record<string, string>> = {
    realmRoles: reasons.roles,
    clientRoles: reasons.roles,
    requiredActions: "required actions are not imported",
    federatedIdentities: reasons.links,
    federationLink: reasons.links,
    serviceAccountClientId: "it is a client, not a person",
    clientConsents: "consents are not imported",
};

/**
 * A realm export of Keycloak (`kc.sh export`, also its files of users), or what the Admin API lists.
 *
 * @see https://www.keycloak.org/server/importExport
 */
export const keycloak: Preset = {
    title: "Keycloak",
    containers: ["users"],
    hasCsv: false,
    recognizes: ({ username, localId, Attributes, enabled, credentials, emailVerified, createdTimestamp }) =>
        username !== undefined &&
        localId === undefined &&
        Attributes === undefined &&
        [enabled, credentials, emailVerified, createdTimestamp].some((value) => value !== undefined),
    prepare(fields, lost) {
        const prepared = newFields(fields);
        const attributes = asFields(fields.attributes);
        for (const name of Object.keys(attributes)) {
            prepared[`attributes.${name}`] = attributes[name];
        }
        prepared.groups = asList(fields.groups).map((path) => String(path).replace(/^\//u, ""));
        prepared.fullName = [fields.firstName, fields.lastName].filter(Boolean).join(" ");
        countLost(fields, lostFields, lost);
        if (fields.enabled === false) {
            lost.add(`enabled: ${reasons.status}`);
        }
        const factors = asList(fields.credentials).some((one) => asFields(one).type !== "password");
        if (factors || fields.totp === true) {
            lost.add(`credentials: ${reasons.factors}`);
        }
        return prepared;
    },
    columns: {
        name: { from: "fullName" },
        given_name: { from: "firstName" },
        family_name: { from: "lastName" },
        email: { from: "email" },
        email_verified: { from: "emailVerified" },
        phone_number: { from: ["attributes.phone_number", "attributes.phoneNumber"] },
        phone_number_verified: { from: ["attributes.phone_number_verified", "attributes.phoneNumberVerified"] },
        middle_name: { from: ["attributes.middle_name", "attributes.middleName"] },
        preferred_username: { from: "attributes.preferred_username" },
        birthdate: { from: "attributes.birthdate", date: "iso" },
        updated_at: { from: ["attributes.updated_at", "attributes.updatedAt"] },
    },
    counts: (name) => name.startsWith("attributes."),
    ownNames: "attributes",
    usernames: ["username"],
    plainUsernames: ["username", "id"],
    hashesLost: undefined,
    hasHash: ({ credentials }) => asList(credentials).some((one) => asFields(one).type === "password"),
    hashOf: ({ credentials }, algorithm, lost) => keycloakHash(credentials, algorithm, lost),
};
