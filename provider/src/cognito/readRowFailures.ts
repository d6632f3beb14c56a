import { explainAwsError, isAccessDenied } from "../aws/awsError";
import { isInterrupted } from "../errors/errors";
import { shownText } from "../errors/shownText";
import type { ImportJob, RowFailure } from "../types";
import type { ImportApi } from "./importApi";

/** How many failures outputs list. */
export const listedFailures = 100;

/** Log pages read at most. A page holds 10,000 events or 1 MB, so this is more than a job of 500,000 rows writes. */
const maxPages = 120;

/** Different reasons counted at most; AWS has about a dozen. */
const countedReasons = 50;

/** State and messages list many reasons. */
const maxReasonLength = 500;

/** A reason, and how many rows failed for it. */
export interface FailureReason {
    readonly reason: string;
    readonly users: number;
}

/** Of a job without failed rows, or one that has not ended. */
export const noRowFailures: RowFailures = {
    failures: [],
    reasons: [],
    countedUsers: 0,
    hint: undefined,
    isReadable: true,
};

/** What Cognito's log says of the rows that failed. */
export interface RowFailures {
    /** The first {@link listedFailures} by line. */
    readonly failures: readonly RowFailure[];
    /** How many rows failed for which reason, the most frequent first. */
    readonly reasons: readonly FailureReason[];
    /** How many rows the reasons are counted of: the log may be behind. */
    readonly countedUsers: number;
    /** Why there are none although rows failed, and what to do about it; `undefined` where the log could be read. */
    readonly hint: string | undefined;
    /** Whether AWS let the log be read, even where it has no such stream yet. */
    readonly isReadable: boolean;
}

/**
 * Reads the failed rows of a job from CloudWatch Logs: group `/aws/cognito/userpools/<pool id>/<pool name>`, stream
 * `<job id>/<job name>`. Without access to the log there is a hint instead of an error, since the import is done.
 * A cancelled run is an error: the next one reads the log.
 *
 * The guide shows an event as `[FAILED] Line Number <n> - <reason>`, where the header is line 1. How a reason is worded varies, and there
 * are events of other forms, such as two that test the role before the first row.
 */
export async function readRowFailures(api: ImportApi, job: ImportJob): Promise<RowFailures> {
    if (job.failedUsers === 0) {
        return noRowFailures;
    }
    let operation = "DescribeUserPool";
    try {
        const { name } = await api.describeUserPool(job.userPoolId);
        const group = `/aws/cognito/userpools/${job.userPoolId}/${logGroupName(name)}`;
        operation = "DescribeLogStreams";
        const [stream] = await api.findLogStreams(group, `${job.jobId}/`);
        if (stream === undefined) {
            return { ...noRowFailures, hint: `The log group ${group} has no log stream of import job ${job.jobId}.` };
        }
        operation = "GetLogEvents";
        return { ...noRowFailures, ...(await readFailures(api, group, stream, job.failedUsers)) };
    } catch (error) {
        if (isInterrupted(error)) {
            throw error;
        }
        return { ...noRowFailures, hint: hintFor(error, operation, job), isReadable: false };
    }
}

/** How many of these rows failed for which reason, the most frequent first. */
export function countReasons(failures: readonly RowFailure[]): FailureReason[] {
    const counts = new Map<string, number>();
    for (const { reason } of failures) {
        count(counts, reason);
    }
    return mostFrequentFirst(counts);
}

/** Assumed: what a pool's name may hold and a log group's may not becomes an underscore. */
function logGroupName(poolName: string): string {
    return poolName.replace(/[^\w./#-]/g, "_");
}

async function readFailures(
    api: ImportApi,
    group: string,
    stream: string,
    expected: number,
): Promise<Pick<RowFailures, "failures" | "reasons" | "countedUsers">> {
    const failures: RowFailure[] = [];
    const counts = new Map<string, number>();
    let seen = 0;
    let nextToken: string | undefined;
    for (let page = 0; page < maxPages && seen < expected; page++) {
        const log = await api.readLog(group, stream, nextToken);
        for (const failure of log.messages.flatMap(parseFailure)) {
            seen++;
            failures.push(failure);
            count(counts, failure.reason);
        }
        // The log is written in the order of the lines or nearly so; keep the lowest lines only.
        failures.sort((a, b) => a.line - b.line).splice(listedFailures);
        if (log.nextToken === undefined) {
            break;
        }
        nextToken = log.nextToken;
    }
    return { failures, reasons: mostFrequentFirst(counts), countedUsers: seen };
}

function count(counts: Map<string, number>, reason: string): void {
    const counted = counts.get(reason) ?? 0;
    if (counted > 0 || counts.size < countedReasons) {
        counts.set(reason, counted + 1);
    }
}

function mostFrequentFirst(counts: ReadonlyMap<string, number>): FailureReason[] {
    return [...counts].map(([reason, users]) => ({ reason, users })).sort((a, b) => b.users - a.users);
}

function parseFailure(message: string): RowFailure[] {
    const match = /^\s*\[FAILED\] Line Number (\d+) - ([\s\S]*)$/.exec(message);
    return match === null
        ? []
        : [{ line: Number(match[1]), reason: shownText(match[2] ?? "").slice(0, maxReasonLength) }];
}

function hintFor(error: unknown, operation: string, job: ImportJob): string {
    const why = explainAwsError(error, { operation, ...job });
    const permissions = isAccessDenied(error)
        ? " This needs logs:DescribeLogStreams and logs:GetLogEvents on the pool's logs, and cognito-idp:DescribeUserPool."
        : "";
    return `The list of failed rows could not be read from CloudWatch Logs. ${why.message}${permissions}`;
}
