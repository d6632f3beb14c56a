import type { Clock } from "../../../provider/src/clock";
import type { ImportApi, JobWithUploadUrl, PoolUser } from "../../../provider/src/cognito/importApi";
import { phaseOf } from "../../../provider/src/cognito/jobStatus";
import type { ImportJob } from "../../../provider/src/types";
import { askableName, notFound, preconditionNotMet } from "./awsErrors";

/** A call that the fake was asked for. */
export interface ApiRequest {
    readonly operation: keyof ImportApi;
    readonly args: readonly unknown[];
}

/** How a started job continues, by the clock. */
export interface JobLife {
    readonly pendingSeconds: number;
    /** From the start of the job to its end. */
    readonly runSeconds: number;
    /** What the job is once it has ended: status, counts, message. */
    readonly end: Partial<ImportJob>;
}

type Operation = Exclude<keyof ImportApi, "lastEndpoint">;
/** One scripted answer: an error is thrown, a function answers instead of the operation, which it may call as `act`. */
type Script = Error | ((act: () => Promise<unknown>) => unknown);

/** An {@link ImportApi} without AWS: jobs live by the clock, every call is recorded, any answer can be scripted. */
export interface FakeImportApi extends ImportApi {
    readonly requests: readonly ApiRequest[];
    /** Newest job first. */
    readonly jobs: FakeJob[];
    /** How jobs go on that are started from now on. */
    life: JobLife;
    header: readonly string[];
    users: PoolUser[];
    /** Log messages by stream name, a page each. */
    readonly logs: Map<string, readonly (readonly string[])[]>;
    /** What presigned URLs begin with; `undefined`: AWS gives no URL. */
    uploadBase: string | undefined;
    endpoint: string | undefined;
    /** Uses up one script a call, before the model answers again. */
    script(operation: Operation, ...scripts: readonly Script[]): void;
    addJob(facts?: Partial<ImportJob>): FakeJob;
    /** How often an operation was called. */
    count(operation: Operation): number;
}

/** A job with the moment it was started at. */
export type FakeJob = { -readonly [Field in keyof ImportJob]: ImportJob[Field] } & {
    startedAt?: number;
    life?: JobLife;
};

export const fakePoolId = "eu-west-1_FakePool1";
export const fakeRoleArn = "arn:aws:iam::123456789012:role/CognitoImportLogs";

/** A pool with no jobs, whose jobs end as Succeeded with three users after five seconds. */
export function fakeImportApi(clock: Clock): FakeImportApi {
    const requests: ApiRequest[] = [];
    const scripts = new Map<Operation, Script[]>();
    const jobs: FakeJob[] = [];
    const model = operations(clock, () => api);

    function recorded<Args extends readonly unknown[], Result>(
        operation: Operation,
        act: (...args: Args) => Result,
    ): (...args: Args) => Promise<Result> {
        return async (...args) => {
            requests.push({ operation, args });
            const script = scripts.get(operation)?.shift();
            if (script instanceof Error) {
                throw script;
            }
            return script === undefined ? act(...args) : ((await script(async () => act(...args))) as Result);
        };
    }

    const api: FakeImportApi = {
        requests,
        jobs,
        life: {
            pendingSeconds: 1,
            runSeconds: 5,
            end: { status: "Succeeded", importedUsers: 3, completionMessage: "The job is done." },
        },
        header: ["cognito:username", "name", "email", "email_verified", "phone_number_verified", "cognito:mfa_enabled"],
        users: [],
        logs: new Map(),
        uploadBase: "https://uploads.example.com/",
        endpoint: "https://cognito-idp.eu-west-1.amazonaws.com",
        script: (operation, ...more) => scripts.set(operation, [...(scripts.get(operation) ?? []), ...more]),
        addJob: (facts) => model.addJob(facts),
        count: (operation) => requests.filter((request) => request.operation === operation).length,
        getCsvHeader: recorded("getCsvHeader", () => api.header),
        describeUserPool: recorded("describeUserPool", () => ({
            name: "people",
            raw: { AutoVerifiedAttributes: ["email"], MfaConfiguration: "OFF" },
        })),
        getMfaConfig: recorded("getMfaConfig", () => ({ MfaConfiguration: "OFF" })),
        listUsers: recorded("listUsers", () => ({ users: api.users, paginationToken: undefined })),
        findUser: recorded("findUser", (_userPoolId, name) => {
            const asked = askableName(name);
            return api.users.find(({ username }) => username === asked);
        }),
        createJob: recorded("createJob", (request) => model.ticket(model.addJob(request))),
        describeJob: recorded("describeJob", (_userPoolId, jobId) => model.ticket(model.find(jobId))),
        listJobs: recorded("listJobs", (_userPoolId, maxResults, token) => model.page(maxResults, token)),
        startJob: recorded("startJob", (_userPoolId, jobId) => model.start(model.find(jobId))),
        stopJob: recorded("stopJob", (_userPoolId, jobId) => model.stop(model.find(jobId))),
        findLogStreams: recorded("findLogStreams", (_group, prefix) =>
            [...api.logs.keys()].filter((stream) => stream.startsWith(prefix)),
        ),
        readLog: recorded("readLog", (_group, stream, token) => model.logPage(stream, token)),
        lastEndpoint: () => api.endpoint,
    };
    return api;
}

function operations(clock: Clock, api: () => FakeImportApi) {
    let made = 0;
    const isoNow = (): string => new Date(clock.now()).toISOString();
    return {
        addJob(facts: Partial<ImportJob> = {}): FakeJob {
            const job: FakeJob = { ...newJob(`import-Fake${++made}`, isoNow()), ...facts };
            api().jobs.unshift(job);
            return job;
        },
        find(jobId: string): FakeJob {
            const job = api().jobs.find((candidate) => candidate.jobId === jobId);
            if (job === undefined) {
                throw notFound();
            }
            return advance(job, clock.now());
        },
        ticket(job: FakeJob): JobWithUploadUrl {
            const base = api().uploadBase;
            return { job: { ...job }, uploadUrl: base && `${base}${job.jobId}?X-Amz-Signature=presigned-secret` };
        },
        page(maxResults: number, token: string | undefined) {
            const from = Number(token ?? 0);
            const next = from + maxResults;
            const all = api().jobs.map((job) => ({ ...advance(job, clock.now()) }));
            return { jobs: all.slice(from, next), paginationToken: next < all.length ? String(next) : undefined };
        },
        start(job: FakeJob): ImportJob {
            if (job.status !== "Created") {
                throw preconditionNotMet("The job is not in the Created state.");
            }
            Object.assign(job, { status: "Pending", startDate: isoNow(), startedAt: clock.now(), life: api().life });
            return { ...job };
        },
        stop(job: FakeJob): ImportJob {
            if (phaseOf(job.status) !== "running") {
                throw preconditionNotMet("The job is not running.");
            }
            const end = { status: "Stopped", completionMessage: "The Import Job was stopped by the developer." };
            job.life = { pendingSeconds: 0, runSeconds: 2, end };
            Object.assign(job, { status: "Stopping", startedAt: clock.now() });
            return { ...job };
        },
        logPage(stream: string, token: string | undefined) {
            const pages = api().logs.get(stream) ?? [];
            const page = Number(token ?? 0);
            return { messages: pages[page] ?? [], nextToken: page + 1 < pages.length ? String(page + 1) : undefined };
        },
    };
}

/** Gives a started job the status and counts that it has at `now`. */
function advance(job: FakeJob, now: number): FakeJob {
    if (job.startedAt === undefined || job.life === undefined) {
        return job;
    }
    const ranSeconds = (now - job.startedAt) / 1000;
    if (ranSeconds >= job.life.runSeconds) {
        const completedAt = job.startedAt + job.life.runSeconds * 1000;
        Object.assign(job, job.life.end, { completionDate: new Date(completedAt).toISOString() });
        delete job.startedAt;
    } else if (job.status === "Pending" && ranSeconds >= job.life.pendingSeconds) {
        job.status = "InProgress";
    }
    return job;
}

function newJob(jobId: string, creationDate: string): FakeJob {
    return {
        jobId,
        jobName: "people-0123",
        userPoolId: fakePoolId,
        status: "Created",
        cloudWatchLogsRoleArn: fakeRoleArn,
        creationDate,
        startDate: undefined,
        completionDate: undefined,
        importedUsers: 0,
        skippedUsers: 0,
        failedUsers: 0,
        completionMessage: undefined,
        passwordHashingAlgorithm: undefined,
    };
}
