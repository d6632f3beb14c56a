import { asSecret, isContentSecret, isPresent, isUnknown, secretAwsNames } from "pulumi-cognito-user-import/bin/native";
import type { Values } from "../protocol/values";

/**
 * Inputs whose people and credentials the engine encrypts, also where the program does not say so: `users`, a source that holds its
 * content or may hold a credential, and what in `aws` lets somebody in. Each by itself, so that a preview shows what else changes.
 */
export function withSecrets(inputs: Values): Values {
    const { users, source, groups, aws } = inputs;
    return {
        ...inputs,
        ...(isPresent(users) && { users: asSecret(users) }),
        ...(isSecretContent(source) && { source: asSecret(source) }),
        ...(isSecretContent(groups) && { groups: asSecret(groups) }),
        ...(isPresent(aws) && { aws: withSecretCredentials(aws) }),
    };
}

/** The same of the settings of a provider, which may be JSON text: one that has a credential in it is a secret as a whole. */
export function asSecretSettings(settings: Values): Values {
    const isSecretText = (value: unknown): boolean =>
        typeof value === "string" && secretAwsNames.some((name) => value.includes(`"${name}"`));
    const marked = withSecretCredentials(settings) as Values;
    return Object.fromEntries(
        Object.entries(marked).map(([name, value]) => [name, isSecretText(value) ? asSecret(value) : value]),
    );
}

/** Whether it is no path but an asset with the content itself, or with a URL. */
function isSecretContent(source: unknown): boolean {
    return isPresent(source) && typeof source !== "string" && isContentSecret({ source } as never);
}

function withSecretCredentials(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withSecretCredentials);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
            name,
            secretAwsNames.includes(name) && isPresent(inner) && !isUnknown(inner)
                ? asSecret(inner)
                : withSecretCredentials(inner),
        ]),
    );
}
