import { asFields, asList, countLost, newFields, type Preset } from "./preset";
import { reasons } from "./reasons";

const madeAttributes: Readonly<Record<string, string>> = {
    sub: reasons.made,
    identities: reasons.links,
};

/**
 * What `aws cognito-idp list-users` prints: one object with Users, one after another, or the users themselves as an array or
 * as lines.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserType.html
 */
export const cognito: Preset = {
    title: "list-users of Cognito",
    containers: ["Users"],
    hasCsv: false,
    recognizes: ({ Username, Attributes }) => Username !== undefined && Attributes !== undefined,
    prepare(fields, lost) {
        const prepared = newFields({ Username: fields.Username });
        for (const attribute of asList(fields.Attributes)) {
            const { Name, Value } = asFields(attribute);
            if (typeof Name !== "string") {
                continue;
            }
            const reason = Name.startsWith("cognito:") ? reasons.made : madeAttributes[Name];
            if (reason === undefined) {
                prepared[Name] = Value;
            } else {
                lost.add(`${Name}: ${reason}`);
            }
        }
        if (fields.Enabled === false) {
            lost.add(`Enabled: ${reasons.status}`);
        }
        countLost(fields, { MFAOptions: reasons.factors }, lost);
        return prepared;
    },
    leavesOut: ({ UserStatus }) =>
        UserStatus === "EXTERNAL_PROVIDER"
            ? [
                  "federated-user",
                  "The user comes from an identity provider. The pool makes such users itself when they sign in; an imported one would have no link to the provider.",
              ]
            : undefined,
    columns: {},
    counts: (name) => name !== "Username",
    ownNames: "all",
    usernames: ["Username"],
    plainUsernames: ["Username"],
    hashesLost: undefined,
    hasHash: () => false,
    hashOf: () => undefined,
};
