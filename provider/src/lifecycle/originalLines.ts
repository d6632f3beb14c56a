import type { RowFailures } from "../cognito/readRowFailures";
import { isInterrupted, messageOf } from "../errors";
import type { ImportJob } from "../types";
import type { ExistingLines } from "./existing/findExistingLines";
import type { JobContext } from "./jobContext";
import { findExisting, openChecked } from "./prepareUpload";

/**
 * Failures with the line numbers of the source, where Cognito's log counts those of what was uploaded. What was left out
 * is known to the process that uploaded it; any other finds it out again, since users who existed are older than the job.
 * Where the source or the pool has changed meanwhile there are no line numbers but a hint.
 */
export async function originalLines(context: JobContext, job: ImportJob, found: RowFailures): Promise<RowFailures> {
    if (context.inputs.existingUsers !== "omit" || found.failures.length === 0) {
        return found;
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
            hint: `Which lines failed is not known: who was left out of the upload could not be found out again. ${messageOf(error)}`,
        };
    }
}

async function findOlder(context: JobContext, job: ImportJob): Promise<ExistingLines> {
    const createdBefore = Date.parse(job.creationDate ?? "");
    const existing = await findExisting(context, await openChecked(context), createdBefore);
    const uploadedRows = job.importedUsers + job.skippedUsers + job.failedUsers;
    if (existing.rows - existing.lines.size !== uploadedRows) {
        throw new Error("The pool has changed since.");
    }
    return existing;
}
