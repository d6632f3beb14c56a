import { asFields, asList, countLost, isFilled, newFields, type Preset } from "./preset";
import { reasons } from "./reasons";

const lostFields: Readonly<Record<string, string>> = {
    blocked: reasons.status,
    multifactor: reasons.factors,
    guardian_authenticators: reasons.factors,
    mfa_factors: reasons.factors,
    roles: reasons.roles,
    permissions: reasons.roles,
};

/**
 * Auth0's users export (a job of the Management API: JSON lines or CSV), and its export of password hashes (JSON lines, from its support).
 *
 * @see https://auth0.com/docs/manage-users/user-migration/bulk-user-exports
 * @see https://support.auth0.com/center/s/article/How-to-Use-the-Password-Hashes-Export-from-Auth0
 */
export const auth0: Preset = {
    title: "Auth0",
    containers: ["users"],
    hasCsv: true,
    recognizes: (fields) =>
        fields.localId === undefined &&
        (/^[\w-]+\|/u.test(String(fields.user_id ?? fields.Id ?? "")) ||
            (asFields(fields._id).$oid !== undefined && fields.connection !== undefined) ||
            (fields.email !== undefined && (fields.identities !== undefined || fields.logins_count !== undefined))),
    prepare(fields, lost) {
        const prepared = newFields(fields);
        // The export of hashes may have an address among the identifiers only.
        for (const identifier of asList(fields.identifiers)) {
            const { type, value, verified } = asFields(identifier);
            if (type === "email" && prepared.email === undefined) {
                prepared.email = value;
                prepared.email_verified = verified;
            } else if (type === "phone" && prepared.phone_number === undefined) {
                prepared.phone_number = value;
                prepared.phone_verified = verified;
            } else if (type === "username" && prepared.username === undefined) {
                prepared.username = value;
            }
        }
        prepared.user_id ??= fields.Id;
        prepared.id ??= fields.alt_id ?? asFields(fields._id).$oid;
        countLost(fields, lostFields, lost);
        const links = asList(fields.identities).filter((one) => asFields(one).provider !== "auth0");
        if (links.length > 0) {
            lost.add(`identities: ${reasons.links}`);
        }
        return prepared;
    },
    columns: {
        name: { from: ["name", "Name"] },
        given_name: { from: ["given_name", "Given Name"] },
        family_name: { from: ["family_name", "Family Name"] },
        nickname: { from: ["nickname", "Nickname"] },
        picture: { from: ["picture", "Picture"] },
        locale: { from: ["locale", "Locale"] },
        email: { from: ["email", "Email"] },
        email_verified: { from: ["email_verified", "Email Verified"] },
        phone_number: { from: ["phone_number", "Phone Number"] },
        phone_number_verified: { from: ["phone_verified", "phone_number_verified"] },
        updated_at: { from: ["updated_at", "Updated At"], date: "iso" },
    },
    counts: (name) => name === "app_metadata" || name === "user_metadata",
    ownNames: "none",
    usernames: ["username", "email", "Email", "phone_number", "user_id", "id"],
    plainUsernames: ["username", "user_id", "id"],
    hashesLost: undefined,
    hasHash: ({ passwordHash, password_hash: hash }) => isFilled(passwordHash ?? hash),
    hashOf: ({ passwordHash, password_hash: hash }) => {
        const found = passwordHash ?? hash;
        return typeof found === "string" && found !== "" ? found : undefined;
    },
};
