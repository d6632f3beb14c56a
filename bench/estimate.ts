/**
 * What an import of many users takes on a real account, by what AWS publishes. What AWS does not publish is marked `Assumed:`.
 * docs/performance.md names the pages; prices are those of us-east-1, without what is free for small accounts.
 */
export const published = {
    maxRowsOfJob: 500_000,
    jobsOfPool: 1000,
    usersOfPool: 40_000_000,
    /** GetCSVHeader, ListUserImportJobs and DescribeUserImportJob; the same for those that create, start and stop. */
    callsOfJobsPerSecond: 5,
    describeUserPoolPerSecond: 15,
    adminCreateUserPerSecond: 50,
    freeActiveUsers: 10_000,
    dollarsPerActiveUser: 0.015,
    dollarsPerLogGigabyte: 0.5,
    dollarsPerGigabyteOutOfAws: 0.09,
    dollarsPerGet: 0.0004 / 1000,
    /** A page of ListUserImportJobs. */
    jobsOfPage: 60,
} as const;

/** Assumed: what AWS does not say, and what differs from one account to the next. */
export const assumed = {
    bytesOfRow: 200,
    /** An import of one job; from the rate at which AWS lets anybody create single users, to ten times as fast. */
    rowsPerSecond: [500, 50],
    uploadMegabitsPerSecond: 100,
    /** What CloudWatch counts for an event beside its text. */
    overheadOfLogEvent: 26,
} as const;

/** Where a large source is cut: a part is at least this share of what one job takes (decision 5). */
const fullestShare = 0.95;

/** Polls of a job beyond one every 10 s (decision 7). */
const sparePolls = 29;
const longestPauseSeconds = 10;

/** How often a preview and an up together read an object in S3 (row `reads`). */
const readsOfObject = 3;

/** What CloudWatch gets for a user who is imported. */
const logEvent = "[SUCCEEDED] Line Number 500000 - The import succeeded.";

/** What importing some number of users takes, at most where it depends on the rows. */
export interface Estimate {
    readonly users: number;
    readonly jobs: number;
    readonly megabytes: number;
    /** Of the pools that are needed where nobody has asked AWS for larger ones. */
    readonly pools: number;
    readonly previewCalls: number;
    /** Without the polls of running jobs; with the uploads. */
    readonly upCalls: number;
    /** The least that AWS's rates leave for the calls of a preview. */
    readonly previewSeconds: number;
    readonly uploadSeconds: number;
    /** How long all jobs run one after another, by the rates of {@link assumed}. */
    readonly imports: readonly Import[];
    readonly logDollars: number;
    /** For a machine outside AWS; inside the bucket's region it is a cent. */
    readonly s3Dollars: number;
    /** The same users by a call of AdminCreateUser for each, beside which each is active in that month. */
    readonly singleCallsSeconds: number;
    readonly activeDollars: number;
}

/** The jobs at one rate. */
export interface Import {
    readonly rowsPerSecond: number;
    readonly seconds: number;
    /** Of the longest job. */
    readonly jobSeconds: number;
    readonly polls: number;
}

/** What importing so many users takes. */
export function estimate(users: number): Estimate {
    const jobs = jobsFor(users);
    const megabytes = (users * assumed.bytesOfRow) / 1e6;
    const gigabytes = megabytes / 1000;
    const logGigabytes = (users * (logEvent.length + assumed.overheadOfLogEvent)) / 1e9;
    const activeUsers = Math.max(0, users - published.freeActiveUsers);
    return {
        users,
        jobs,
        megabytes,
        pools: Math.ceil(users / published.usersOfPool),
        ...callsFor(jobs),
        previewSeconds: Math.max(jobs / published.callsOfJobsPerSecond, jobs / published.describeUserPoolPerSecond),
        uploadSeconds: (megabytes * 8) / assumed.uploadMegabitsPerSecond,
        imports: assumed.rowsPerSecond.map((rate) => importAt(rate, users, jobs)),
        logDollars: logGigabytes * published.dollarsPerLogGigabyte,
        s3Dollars: readsOfObject * (gigabytes * published.dollarsPerGigabyteOutOfAws + jobs * published.dollarsPerGet),
        singleCallsSeconds: users / published.adminCreateUserPerSecond,
        activeDollars: activeUsers * published.dollarsPerActiveUser,
    };
}

/** As many as it may be: a source that fits into one job is one job, and every other one is cut. */
function jobsFor(users: number): number {
    const most = published.maxRowsOfJob;
    return users <= most ? 1 : Math.ceil(users / (fullestShare * most));
}

/**
 * The calls of commands that import into a pool without jobs, as the emulator counts them. Each job is checked by the preview
 * and twice by the up, with GetCSVHeader and DescribeUserPool. Then it is searched for, created, uploaded and started.
 */
export function callsFor(jobs: number): { readonly previewCalls: number; readonly upCalls: number } {
    const pagesBefore = Array.from({ length: jobs }, (_, before) => Math.ceil(before / published.jobsOfPage));
    const searches = pagesBefore.reduce((sum, pages) => sum + Math.max(1, pages), 0);
    return { previewCalls: 2 * jobs, upCalls: 4 * jobs + searches + 3 * jobs };
}

function importAt(rowsPerSecond: number, users: number, jobs: number): Import {
    const seconds = users / rowsPerSecond;
    const jobSeconds = Math.min(users, published.maxRowsOfJob) / rowsPerSecond;
    const polls = jobs * sparePolls + Math.ceil(seconds / longestPauseSeconds);
    return { rowsPerSecond, seconds, jobSeconds, polls };
}
