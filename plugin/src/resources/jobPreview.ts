import {
    argumentNames,
    type CheckedInputs,
    contentOnce,
    hasEnded,
    isUnknown,
    jobOutputs,
    recordedInputs,
    type UserImportJobOutputs,
    unknownValue,
    withContentOf,
} from "pulumi-cognito-user-import/bin/native";
import type { Values } from "../protocol/values";
import { propertiesOf } from "./ownProperties";

/** Outputs that stay as they are while the job is the same. */
export const stables: readonly string[] = [
    "jobId",
    "jobName",
    "userPoolId",
    "creationDate",
    "passwordHashingAlgorithm",
];

/** What a preview knows of a resource that does not exist yet. */
export function previewed(inputs: Values): Values {
    const known = recordedInputs(inputs as unknown as CheckedInputs);
    const unknown = Object.keys(jobOutputs).filter((name) => name !== "passwordHashingAlgorithm");
    return { ...unknownFor(unknown), ...known };
}

/**
 * What a preview knows of a resource after its update: while the job is the same, so is what it has come to, once it has ended. Content
 * that is not known yet may be that of another job.
 */
export function previewedUpdate(olds: UserImportJobOutputs, news: Values, options: { once?: true }): Values {
    const given = { ...news, ...options } as unknown as CheckedInputs;
    const inputs = contentOnce(olds, given);
    const isSameJob = !isUnknown(inputs.sourceDigest);
    const moving = Object.keys(jobOutputs).filter((name) =>
        isSameJob
            ? !stables.includes(name) && !(name in news)
            : !["userPoolId", "passwordHashingAlgorithm"].includes(name),
    );
    const isOver = isSameJob && hasEnded(olds.status);
    const inputNames: readonly string[] = argumentNames;
    const outputs = {
        ...propertiesOf(olds, (name) => !inputNames.includes(name)),
        ...recordedInputs(inputs),
        jobName: olds.jobName,
        ...(isOver ? {} : unknownFor(moving)),
    };
    const { once: _once, ...others } = withContentOf(olds, given, outputs as unknown as UserImportJobOutputs);
    return { ...others, ...propertiesOf(news, (name) => name === "once") };
}

function unknownFor(names: readonly string[]): Values {
    return Object.fromEntries(names.map((name) => [name, unknownValue]));
}
