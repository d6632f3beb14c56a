import * as pulumi from "@pulumi/pulumi";
import {
    isPlain,
    jobLimits,
    packed,
    planUsers,
    withSecretCredentials,
} from "pulumi-cognito-user-import/bin/nativeProgram";

/** Arguments of a component with people in them, or credentials. */
interface PrivateArguments {
    readonly source?: unknown;
    readonly groups?: unknown;
    readonly users?: unknown;
    readonly aws?: unknown;
}

/** These arguments with their people and credentials as secrets: the engine shows what a program gives to a component. */
export function secretArguments({ source, groups, users, aws }: PrivateArguments): pulumi.Inputs {
    return {
        ...(users !== undefined && { users: pulumi.secret(packedForOneJob(users)) }),
        ...(source !== undefined && { source: secretUnlessPath(source) }),
        ...(groups !== undefined && { groups: secretUnlessPath(groups) }),
        ...(aws !== undefined && { aws: withSecretCredentials(aws) }),
    };
}

/**
 * A list that one job takes, as the compressed text that the job gets anyway: row by row, 50,000 users take the engine 26 seconds and a
 * gigabyte. A longer one is the plugin's to split.
 */
function packedForOneJob(users: unknown): unknown {
    const isOneJob = Array.isArray(users) && isPlain(users) && planUsers(users, jobLimits).parts.length <= 1;
    return isOneJob ? packed(users) : users;
}

/** A path, also that of a FileAsset, is no secret; content, and a URL, which may contain a credential, is one. */
function secretUnlessPath(given: unknown): pulumi.Output<unknown> {
    const known = pulumi.output(given) as pulumi.Output<unknown>;
    return known.apply((value) => {
        const path = typeof value === "object" && value !== null && "path" in value ? value.path : value;
        return typeof path === "string" ? value : pulumi.secret(value);
    });
}
