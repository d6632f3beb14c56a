import * as pulumi from "@pulumi/pulumi";
import { secretAwsNames } from "../aws/settings/awsArgument";

/**
 * The argument `aws` as it goes into the state: credentials are secrets, each by itself, so that a preview still shows which profile or
 * region changes. What the program has made a secret stays one.
 */
export function withSecretCredentials(aws: unknown): unknown {
    if (isLater(aws)) {
        return (pulumi.output(aws) as pulumi.Output<unknown>).apply(withSecretCredentials);
    }
    if (Array.isArray(aws)) {
        return aws.map(withSecretCredentials);
    }
    if (typeof aws !== "object" || aws === null) {
        return aws;
    }
    return Object.fromEntries(
        Object.entries(aws).map(([name, value]: [string, unknown]) => [
            name,
            isSecretValue(name, value) ? pulumi.secret(value) : withSecretCredentials(value),
        ]),
    );
}

function isSecretValue(name: string, value: unknown): boolean {
    return secretAwsNames.includes(name) && value !== undefined && value !== null;
}

/** Whether a value has to be waited for. */
export function isLater(value: unknown): boolean {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}
