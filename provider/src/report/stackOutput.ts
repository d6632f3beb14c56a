import { countReasons } from "../cognito/readRowFailures";
import type { RowFailure } from "../types";
import type { ReportedCounts, ReportedImport, ReportedJob } from "./reportedImport";

/** A value of the JSON that `pulumi stack output --json` prints. */
type Json = Readonly<Record<string, unknown>>;

/**
 * The imports in what `pulumi stack output --json` printed: each object that has the counts of one, whatever the program calls it, in the
 * order of the file. Empty: there are none.
 */
export function importsInOutput(output: unknown): ReportedImport[] {
    return importsIn(output, []);
}

function importsIn(value: unknown, path: readonly string[]): ReportedImport[] {
    if (Array.isArray(value)) {
        return value.flatMap((item, index) => importsIn(item, [...path, String(index + 1)]));
    }
    if (!isObject(value)) {
        return [];
    }
    const counts = countsIn(value);
    if (counts === undefined) {
        return Object.entries(value).flatMap(([key, item]) => importsIn(item, [...path, key]));
    }
    return [reportedImport(value, counts, path.join(" ") || "the stack")];
}

function reportedImport(value: Json, counts: ReportedCounts, title: string): ReportedImport {
    const jobs = Array.isArray(value.jobs) ? value.jobs.flatMap(jobIn) : jobIn(value);
    const failures = Array.isArray(value.failures) ? value.failures.flatMap(failureIn) : [];
    const listed = failures.length;
    return {
        ...counts,
        title,
        jobs,
        failures,
        reasons: countReasons(failures),
        hint:
            listed >= counts.failedUsers
                ? undefined
                : listed === 0
                  ? "The stack's output has no list of the failed rows. Make the report of the job, as POOL/JOB, or export the whole resource."
                  : `The stack's output has the first ${listed} of the failed rows, and the reasons are counted of these.`,
    };
}

function countsIn(value: Json): ReportedCounts | undefined {
    const { importedUsers, skippedUsers, failedUsers, omittedUsers, status } = value;
    return isCount(importedUsers) && isCount(skippedUsers) && isCount(failedUsers)
        ? {
              status: typeof status === "string" ? status : "",
              importedUsers,
              skippedUsers,
              failedUsers,
              omittedUsers: isCount(omittedUsers) ? omittedUsers : undefined,
          }
        : undefined;
}

function jobIn(value: unknown): ReportedJob[] {
    const counts = isObject(value) ? countsIn(value) : undefined;
    if (!isObject(value) || counts === undefined || typeof value.jobId !== "string") {
        return [];
    }
    return [
        {
            ...counts,
            jobId: value.jobId,
            userPoolId: textIn(value.userPoolId),
            cloudWatchLogsRoleArn: textIn(value.cloudWatchLogsRoleArn),
            completionMessage: textIn(value.completionMessage),
        },
    ];
}

function failureIn(value: unknown): RowFailure[] {
    return isObject(value) && isCount(value.line) && typeof value.reason === "string"
        ? [{ line: value.line, reason: value.reason }]
        : [];
}

function textIn(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

function isCount(value: unknown): value is number {
    return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isObject(value: unknown): value is Json {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
