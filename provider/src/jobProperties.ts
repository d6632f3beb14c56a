import * as pulumi from "@pulumi/pulumi";
import { withSecretCredentials } from "./program/awsProperty";
import { folderOf } from "./program/engineFacts";
import { packed, secretAsset } from "./program/sourceProperties";
import { jobOutputs } from "./resource/jobOutputs";
import type { UserImportJobArgs } from "./userImportJobArgs";

/**
 * What a `UserImportJob` registers, whichever plugin makes it: its outputs, and its arguments as they go to the engine.
 *
 * @param args `undefined` for an adopted job, which has none
 * @param access the argument `aws`
 * @param folder where a relative path starts; `undefined`: in the plugin's own folder
 */
export function jobProperties(
    args: UserImportJobArgs | undefined,
    access: Pick<UserImportJobArgs, "aws"> | undefined,
    folder: string | undefined,
): pulumi.Inputs {
    return { ...jobOutputs, ...args, ...secretSource(args), ...folderOf(args?.source, folder), ...secretAws(access) };
}

/** Leaves nothing to read off the resource that is no output: one that is exported would have `isUp` in an up and not in a preview. */
export function hideInputs(job: pulumi.Resource): void {
    for (const input of ["organization", "isUp", "sourceFolder", "plannedPart", "aws"]) {
        Reflect.deleteProperty(job, input);
    }
}

function secretAws({ aws }: Pick<UserImportJobArgs, "aws"> = {}): { aws?: unknown } {
    return aws === undefined ? {} : { aws: withSecretCredentials(aws) };
}

/** What the arguments hold of people, or of credentials in a URL, goes into state encrypted. */
function secretSource(args: UserImportJobArgs | undefined): { source?: unknown; users?: unknown } {
    const { source, users } = args ?? {};
    return {
        ...(source !== undefined && { source: pulumi.output(source).apply(secretAsset) }),
        ...(users !== undefined && { users: pulumi.secret(packed(users)) }),
    };
}
