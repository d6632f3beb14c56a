import type { RowFailures } from "../cognito/readRowFailures";
import { isInterrupted, messageOf } from "../errors/errors";
import type { ExistingLines } from "../existing/findExistingLines";
import { mayOmit } from "../resource/outputs";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";
import { findExisting, openChecked } from "./prepareUpload";

/**
 * Failures with the line numbers of the source, where Cognito's log counts those of what was uploaded. What was left out
 * is known to the process that uploaded it; any other finds it out again, since users who existed are older than the job.
 * Where the source or the pool has changed meanwhile there are no line numbers but a hint.
 *
 * @param hintInstead the hint where the source and the pool would have to be gone through; `undefined`: they are
 */
export async function originalLines(
    context: JobContext,
    job: ImportJob,
    found: RowFailures,
    hintInstead: string | undefined,
): Promise<RowFailures> {
    const isWhole = !mayOmit(context.inputs, context.recorded) || uploadedRows(job) === context.inputs.totalUsers;
    if (isWhole || found.failures.length === 0) {
        return found;
    }
    if (hintInstead !== undefined && context.preparedUpload === undefined) {
        return { ...found, failures: [], hint: hintInstead };
    }
    try {
        const { existing } = (await context.preparedUpload) ?? { existing: await findOlder(context, job) };
        const uploaded = found.failures.map(({ line }) => line);
        const lines = existing?.lines.originalLines(uploaded) ?? uploaded;
        return {
            ...found,
            failures: found.failures.map((failure, index) => ({ ...failure, line: lines[index] ?? failure.line })),
        };
    } catch (error) {
        if (isInterrupted(error)) {
            throw error;
        }
        return {
            ...found,
            failures: [],
            hint: `The failed lines are unknown: the search for the users who were left out of the upload failed. ${messageOf(error)}`,
        };
    }
}

async function findOlder(context: JobContext, job: ImportJob): Promise<ExistingLines> {
    const createdBefore = Date.parse(job.creationDate ?? "");
    const existing = await findExisting(context, await openChecked(context), createdBefore);
    if (existing.rows - existing.lines.size !== uploadedRows(job)) {
        throw new Error("The pool has changed since the upload.");
    }
    return existing;
}

/** Rows that the job had; of one that has not succeeded only those that it came to. */
function uploadedRows({ importedUsers, skippedUsers, failedUsers }: ImportJob): number {
    return importedUsers + skippedUsers + failedUsers;
}
