import type { ReportedImport, ReportedJob } from "../../../provider/src/report/reportedImport";

/** A text that would be HTML, Markdown, a link, a mention and a new row where it is not escaped. */
export const hostile =
    "<script>alert(\"1\")</script> | `code` | **bold**\n# title\n[x](https://evil.example) @all &lt; 'q' \\| $x$";

/** One job: 10 imported, 4 skipped, 3 failed. */
export function reported(changes: Partial<ReportedImport> = {}, job: Partial<ReportedJob> = {}): ReportedImport {
    const counts = { status: "Succeeded", importedUsers: 10, skippedUsers: 4, failedUsers: 3, ...changes };
    return {
        title: "eu-west-1_AbCdEfGhI/import-AbCdEfGhIj",
        jobs: [
            {
                ...counts,
                jobId: "import-AbCdEfGhIj",
                userPoolId: "eu-west-1_AbCdEfGhI",
                cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/logs",
                completionMessage: undefined,
                ...job,
            },
        ],
        failures: [
            { line: 3, reason: "The phone number is invalid." },
            { line: 7, reason: "The e-mail address is missing." },
            { line: 9, reason: "The phone number is invalid." },
        ],
        reasons: [
            { reason: "The phone number is invalid.", users: 2 },
            { reason: "The e-mail address is missing.", users: 1 },
        ],
        hint: undefined,
        ...counts,
    };
}

/** A job that failed because of its role. */
export const refusedByRole = reported(
    { status: "Failed", importedUsers: 0, skippedUsers: 0, failedUsers: 0, failures: [], reasons: [] },
    { completionMessage: "The role cannot be assumed." },
);
