import { asFields, asList, countLost, isFilled, newFields, type Preset } from "./preset";
import { reasons } from "./reasons";

const lostFields: Readonly<Record<string, string>> = {
    disabled: reasons.status,
    mfaInfo: reasons.factors,
};

/**
 * What `firebase auth:export users.json` writes: one object with users.
 *
 * @see https://firebase.google.com/docs/cli/auth
 */
export const firebase: Preset = {
    title: "Firebase",
    containers: ["users"],
    hasCsv: false,
    recognizes: ({ localId }) => localId !== undefined,
    prepare(fields, lost) {
        const prepared = newFields(fields);
        countLost(fields, lostFields, lost);
        const claims = parseClaims(fields.customAttributes);
        // For a mapping, such as custom:plan: customAttributes.plan.
        prepared.customAttributes = claims;
        if (claims === undefined) {
            lost.add("customAttributes: they are not JSON");
        }
        const providers = asList(fields.providerUserInfo).map(asFields);
        if (providers.some(({ providerId }) => providerId !== "password" && providerId !== "phone")) {
            lost.add(`providerUserInfo: ${reasons.links}`);
        }
        return prepared;
    },
    columns: {
        name: { from: "displayName" },
        picture: { from: "photoUrl" },
        email: { from: "email" },
        email_verified: { from: "emailVerified" },
        phone_number: { from: "phoneNumber" },
    },
    counts: (name) => name === "customAttributes",
    ownNames: "none",
    usernames: ["email", "phoneNumber", "localId"],
    plainUsernames: ["localId"],
    hashesLost:
        "Firebase's own modification of scrypt, which needs a secret key of the project: Cognito cannot check it. These users set a new password",
    hasHash: ({ passwordHash }) => isFilled(passwordHash),
    hashOf: () => undefined,
};

/** Claims are JSON in a text. */
function parseClaims(value: unknown): Record<string, unknown> | undefined {
    if (value === undefined || value === "") {
        return {};
    }
    try {
        const claims: unknown = JSON.parse(String(value));
        return newFields(asFields(claims) as Record<string, unknown>);
    } catch {
        return undefined;
    }
}
