import {
    countReasons,
    listedFailures,
    noRowFailures,
    type RowFailures,
    readRowFailures,
} from "../cognito/readRowFailures";
import { isInterrupted, messageOf } from "../errors/errors";
import type { ExistingLines } from "../existing/findExistingLines";
import { formatCount } from "../formatCount";
import { openInputSource } from "../resource/inputSource";
import { mayOmit } from "../resource/outputs";
import type { ImportJob } from "../types";
import type { JobContext } from "./jobContext";
import { findExisting, openChecked, type PreparedUpload } from "./prepareUpload";

/** How many failing lines a message shows; outputs list more. */
const shownFailures = 10;

/** How often the log is read while it is behind, and the pause between, in seconds. */
const logReadings = 4;
const logPauseSeconds = 2;

/** How more is found out about failed rows than the state has. */
export interface FailureSearch {
    /** Reads the log as far as is worth it. */
    readonly readLog: () => Promise<RowFailures>;
    /** What this process has uploaded to the job; `undefined`: nothing. */
    readonly upload?: PreparedUpload | undefined;
    /**
     * Said instead of going through the source and the pool, if only that tells which line of the source a line of the log
     * is; `undefined`: they are gone through.
     */
    readonly hintInstead: string | undefined;
}

/**
 * The failed rows of a job that has ended, by their lines in the source: those that the state has, or the log's if it now
 * tells of more, since it is written with some delay. None that the state has is ever lost: the log may be deleted, and the
 * pool change, after the job.
 */
export async function findFailedRows(context: JobContext, job: ImportJob, search: FailureSearch): Promise<RowFailures> {
    const recorded = context.recorded?.failures ?? [];
    const knownReasons = recorded.length >= job.failedUsers ? countReasons(recorded) : [];
    if (recorded.length >= Math.min(job.failedUsers, listedFailures)) {
        return { ...noRowFailures, failures: recorded, reasons: knownReasons, countedUsers: recorded.length };
    }
    const logged = await search.readLog();
    const found = logged.failures.length > recorded.length ? await originalLines(context, job, logged, search) : logged;
    const isMore = found.failures.length > recorded.length || recorded.length === 0;
    return isMore ? found : { ...found, failures: recorded, hint: undefined };
}

/** Reads the log of a job that has just ended. It may be a few seconds behind: it is read again while it lacks failures. */
export async function readSettledLog(context: JobContext, job: ImportJob): Promise<RowFailures> {
    for (let readings = 1; ; readings++) {
        const found = await readRowFailures(context.api, job);
        const isBehind = found.isReadable && found.countedUsers < job.failedUsers;
        if (!isBehind || readings === logReadings) {
            return found;
        }
        context.progress.status("reading the log");
        await context.clock.sleep(logPauseSeconds, context.signal);
    }
}

/** Failures as messages report them: with the reasons of all that failed, and the names of the lines. */
export interface ReportedFailures extends RowFailures {
    describeLine(line: number): string;
}

/**
 * Adds what messages say of failures. If more rows failed than the state has, only the log knows the reasons of all. A part of
 * a larger file has its lines named as that file's; without a source that can still be opened, they are the job's.
 */
export async function reportedFailures(
    { api, deps, inputs }: JobContext,
    job: ImportJob,
    found: RowFailures,
): Promise<ReportedFailures> {
    const isReasonUnknown = found.reasons.length === 0 && found.failures.length > 0;
    const { reasons, countedUsers } = isReasonUnknown ? await readRowFailures(api, job) : found;
    const source = found.failures.length === 0 ? undefined : await openInputSource(deps, inputs).catch(() => undefined);
    const describeLine = (line: number): string => source?.describeLine?.(line) ?? `line ${line}`;
    return { ...found, reasons, countedUsers, describeLine };
}

/** The first failing lines, and, if there are more, how many rows failed for which reason: lines to append to a message. */
export function listFailures(
    job: ImportJob,
    { failures, reasons, countedUsers, hint, describeLine }: ReportedFailures,
): string {
    const lines = failures.slice(0, shownFailures).map(({ line, reason }) => `${describeLine(line)}: ${reason}`);
    const more = job.failedUsers - lines.length;
    if (lines.length > 0 && more > 0) {
        const counted = countedUsers < job.failedUsers ? `of ${formatCount(countedUsers)} in the log so far` : "in all";
        lines.push(`… and ${formatCount(more)} more${reasons.length > 0 ? `; ${counted}` : ""}`);
        lines.push(...reasons.slice(0, shownFailures).map(({ reason, users }) => `${formatCount(users)} × ${reason}`));
    }
    return [...lines, ...(hint === undefined ? [] : [hint])].map((line) => `\n  ${line}`).join("");
}

/**
 * Failures with the line numbers of the source: Cognito's log counts the lines of what was uploaded. The process that
 * uploaded it knows what was left out. Any other process finds it out again, since users who existed are older than the job.
 * If the source or the pool has changed meanwhile there are no line numbers but a hint.
 */
async function originalLines(
    context: JobContext,
    job: ImportJob,
    found: RowFailures,
    { upload, hintInstead }: FailureSearch,
): Promise<RowFailures> {
    const isWhole = !mayOmit(context.inputs, context.recorded) || uploadedRows(job) === context.inputs.totalUsers;
    if (isWhole || found.failures.length === 0) {
        return found;
    }
    if (hintInstead !== undefined && upload === undefined) {
        return { ...found, failures: [], hint: hintInstead };
    }
    try {
        const existing = upload === undefined ? await findOlder(context, job) : upload.existing;
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
    const createdBeforeMs = Date.parse(job.creationDate ?? "");
    const existing = await findExisting(context, await openChecked(context), createdBeforeMs);
    if (existing.rows - existing.lines.size !== uploadedRows(job)) {
        throw new Error("The pool has changed since the upload.");
    }
    return existing;
}

/** Rows that the job had. A job that has not succeeded counts only those that it came to. */
function uploadedRows({ importedUsers, skippedUsers, failedUsers }: ImportJob): number {
    return importedUsers + skippedUsers + failedUsers;
}
