import { assumed, type Estimate, estimate, type Import, published } from "./estimate";

/** What docs/performance.md estimates. */
const sizes = [
    ["1 thousand", 1000],
    ["1 million", 1_000_000],
    ["50 million", 50_000_000],
] as const;

/** `timeout` of a resource where none is given. */
const defaultTimeoutSeconds = 2 * 3600;

/** The part of docs/performance.md about a real account, as Markdown. */
export function estimateText(): string {
    const estimates = sizes.map(([, users]) => estimate(users));
    const row = (name: string, cell: (estimate: Estimate) => string): string =>
        `| ${[name, ...estimates.map(cell)].join(" | ")} |`;
    const imports = assumed.rowsPerSecond.flatMap((rate, index) => {
        const at = (cell: (jobs: Import) => string) => (one: Estimate) => cell(one.imports[index] as Import);
        return [
            row(
                `**importing, at ${rate} rows a second**`,
                at(({ seconds }) => `**${duration(seconds)}**`),
            ),
            row(
                "… the longest job",
                at(({ jobSeconds }) => duration(jobSeconds)),
            ),
            row(
                "… polls, at most",
                at(({ polls }) => count(polls)),
            ),
        ];
    });
    const slowest = estimate(published.maxRowsOfJob).imports.find(
        ({ jobSeconds }) => jobSeconds > defaultTimeoutSeconds,
    );
    return [
        "## On a real account",
        "",
        "An estimate: nothing here was measured on AWS. It is computed (`bench/estimate.ts`) from the quotas and prices that AWS publishes, for",
        `\`UserImport\` with a file of ${assumed.bytesOfRow} bytes a row, into a pool that has no import jobs yet.`,
        "",
        `| users | ${sizes.map(([name]) => name).join(" | ")} |`,
        `| --- | ${sizes.map(() => "---:").join(" | ")} |`,
        row("the file", ({ megabytes }) => size(megabytes)),
        row("jobs, at most", ({ jobs }) => count(jobs)),
        row("pools, with AWS's default quota", ({ pools }) => count(pools)),
        row("calls of `pulumi preview`", ({ previewCalls }) => count(previewCalls)),
        row("… that AWS's rates stretch to", ({ previewSeconds }) => duration(previewSeconds)),
        row("calls of `pulumi up`, without polls", ({ upCalls }) => count(upCalls)),
        row(`uploading, at ${assumed.uploadMegabitsPerSecond} Mbit/s`, ({ uploadSeconds }) => duration(uploadSeconds)),
        ...imports,
        row("**the log in CloudWatch**", ({ logDollars }) => dollars(logDollars)),
        row("a file in S3, read from outside AWS", ({ s3Dollars }) => dollars(s3Dollars)),
        row("monthly active users by the import", () => "$0"),
        row("the first month in which everybody signs in", ({ activeDollars }) => dollars(activeDollars)),
        "",
        "Beside it, a call of AdminCreateUser for each user, at AWS's default rate. AWS counts such a user as active in that month:",
        "",
        `| users | ${sizes.map(([name]) => name).join(" | ")} |`,
        `| --- | ${sizes.map(() => "---:").join(" | ")} |`,
        row("calls", ({ users }) => count(users)),
        row("time", ({ singleCallsSeconds }) => duration(singleCallsSeconds)),
        row("active users of that month", ({ activeDollars }) => dollars(activeDollars)),
        "",
        "What is taken from where (read on 2026-11-28):",
        "",
        `- [Quotas](https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html): ${count(published.maxRowsOfJob)} rows and 100 MB a job,`,
        `  ${count(published.jobsOfPool)} jobs and ${count(published.usersOfPool)} users a pool (both can be raised), ${published.callsOfJobsPerSecond} calls a second of each operation of jobs in one pool,`,
        `  ${published.describeUserPoolPerSecond} of DescribeUserPool and ${published.adminCreateUserPerSecond} of AdminCreateUser in an account. Polls of one job are a second apart or more, so they stay below.`,
        "- [The guide](https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-using-import-tool.html) and",
        "  [CreateUserImportJob](https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserImportJob.html): an import adds no monthly",
        "  active users. A user who resets the password does become one.",
        `- [Cognito's prices](https://aws.amazon.com/cognito/pricing/): $${published.dollarsPerActiveUser} for each monthly active user of the plan Essentials, which new pools have, beyond`,
        `  ${count(published.freeActiveUsers)} that are free. A user whom an administrator creates is active in that month.`,
        `- [CloudWatch's prices](https://aws.amazon.com/cloudwatch/pricing/): $${published.dollarsPerLogGigabyte.toFixed(2)} a GB of log, in us-east-1.`,
        `- [S3's prices](https://aws.amazon.com/s3/pricing/): $0.0004 for 1,000 GETs, $${published.dollarsPerGigabyteOutOfAws} a GB out of AWS; a machine in the bucket's region pays nothing a GB.`,
        "- Jobs by [decision 5](decisions/0005-where-a-large-file-is-cut.md), polls by [decision 7](decisions/0007-how-often-a-job-is-polled.md).",
        `- Assumed: AWS imports ${assumed.rowsPerSecond.toReversed().join(" to ")} rows a second. It publishes no rate; the smaller number is the one at which it lets anybody create single users.`,
        `- Assumed: CloudWatch counts ${assumed.overheadOfLogEvent} bytes for an event beside its text, and Cognito writes one event for each row.`,
        ...(slowest === undefined
            ? []
            : [
                  "",
                  `At ${slowest.rowsPerSecond} rows a second a full job takes ${duration(slowest.jobSeconds)}, longer than the default \`timeout\` of ${duration(defaultTimeoutSeconds)}: set \`timeout: "6h"\`. The job goes on`,
                  "after a timeout in any case, and the next `pulumi up` continues to wait. Credentials must last as long as the whole run.",
              ]),
        "",
    ].join("\n");
}

function count(value: number): string {
    return value.toLocaleString("en-US");
}

function size(megabytes: number): string {
    return megabytes < 1 ? `${megabytes * 1000} kB` : megabytes < 1000 ? `${megabytes} MB` : `${megabytes / 1000} GB`;
}

/** In the largest unit of which there is more than one and a half. */
function duration(seconds: number): string {
    const units = [
        ["days", 86_400],
        ["h", 3600],
        ["min", 60],
        ["s", 1],
    ] as const;
    const [unit, length] = units.find(([, length]) => seconds > 1.5 * length) ?? ["s", 1];
    const value = seconds / length;
    return value < 1 ? "under 1 s" : `${value.toFixed(value < 10 && !Number.isInteger(value) ? 1 : 0)} ${unit}`;
}

/** With cents below $100. */
function dollars(value: number): string {
    return value === 0
        ? "$0"
        : value < 0.01
          ? "under $0.01"
          : `$${value < 100 ? value.toFixed(2) : count(Math.round(value))}`;
}
