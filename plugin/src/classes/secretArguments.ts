import * as pulumi from "@pulumi/pulumi";
import { withSecretCredentials } from "pulumi-cognito-user-import/bin/nativeProgram";

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
        ...(users !== undefined && { users: pulumi.secret(users) }),
        ...(source !== undefined && { source: secretUnlessPath(source) }),
        ...(groups !== undefined && { groups: secretUnlessPath(groups) }),
        ...(aws !== undefined && { aws: withSecretCredentials(aws) }),
    };
}

/** A path, also that of a FileAsset, is no secret; content, and a URL, which may contain a credential, is one. */
function secretUnlessPath(given: unknown): pulumi.Output<unknown> {
    const known = pulumi.output(given) as pulumi.Output<unknown>;
    return known.apply((value) => {
        const path = typeof value === "object" && value !== null && "path" in value ? value.path : value;
        return typeof path === "string" ? value : pulumi.secret(value);
    });
}
