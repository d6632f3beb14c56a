import type { ImportJob, PasswordHashingAlgorithm } from "../types";

/** A job together with the credential to upload its CSV. The URL never goes into state, logs or errors. */
export interface JobWithUploadUrl {
    readonly job: ImportJob;
    /** Presigned PUT, valid for 15 minutes from creation; `undefined` where AWS gives none. */
    readonly uploadUrl: string | undefined;
}

/** What CreateUserImportJob takes. */
export interface CreateImportJobRequest {
    readonly userPoolId: string;
    readonly jobName: string;
    readonly cloudWatchLogsRoleArn: string;
    readonly passwordHashingAlgorithm: PasswordHashingAlgorithm | undefined;
}

/** One page of ListUserImportJobs, newest job first. */
export interface ImportJobPage {
    readonly jobs: readonly ImportJob[];
    /** `undefined` on the last page. */
    readonly paginationToken: string | undefined;
}

/** What DescribeUserPool tells and an import needs. `raw` is AWS's answer, for the CSV rules. */
export interface ImportUserPool {
    readonly name: string;
    readonly raw: object;
}

/** A user of the pool. Personal data: neither kept nor shown. */
export interface PoolUser {
    readonly username: string;
    /** By name; those that were asked for. */
    readonly attributes: ReadonlyMap<string, string>;
    /** Milliseconds since 1970; `undefined` where AWS does not say. */
    readonly createdMs: number | undefined;
    /** Such as `CONFIRMED`; `undefined` where AWS does not say. */
    readonly status?: string | undefined;
}

/** One page of ListUsers. */
export interface UserPage {
    readonly users: readonly PoolUser[];
    /** `undefined` on the last page. */
    readonly paginationToken: string | undefined;
}

/** One page of a log stream, oldest event first. */
export interface LogPage {
    readonly messages: readonly string[];
    /** `undefined` on the last page. */
    readonly nextToken: string | undefined;
}

/**
 * The AWS calls that this package makes, and no others. Every method throws what the SDK throws;
 * `explainAwsError` turns that into a message.
 */
export interface ImportApi {
    /** GetCSVHeader: the columns of the pool's CSV, in AWS's order. */
    getCsvHeader(userPoolId: string): Promise<readonly string[]>;
    /** DescribeUserPool. */
    describeUserPool(userPoolId: string): Promise<ImportUserPool>;
    /** GetUserPoolMfaConfig: AWS's answer, for the CSV rules. */
    getMfaConfig(userPoolId: string): Promise<object>;
    /**
     * ListUsers: the next users of the pool, at most 60.
     *
     * @param withAttributes `false`: of the attributes only `sub`
     */
    listUsers(userPoolId: string, withAttributes: boolean, paginationToken: string | undefined): Promise<UserPage>;
    /** AdminGetUser: who has this username or alias; `undefined`: nobody. */
    findUser(userPoolId: string, name: string): Promise<PoolUser | undefined>;
    /**
     * CreateUserImportJob. Tried once: it has no idempotency token, so that whoever retries has to look for the job
     * first.
     */
    createJob(request: CreateImportJobRequest): Promise<JobWithUploadUrl>;
    /** DescribeUserImportJob. */
    describeJob(userPoolId: string, jobId: string): Promise<JobWithUploadUrl>;
    /** ListUserImportJobs. */
    listJobs(userPoolId: string, maxResults: number, paginationToken: string | undefined): Promise<ImportJobPage>;
    /** StartUserImportJob. */
    startJob(userPoolId: string, jobId: string): Promise<ImportJob>;
    /** StopUserImportJob. */
    stopJob(userPoolId: string, jobId: string): Promise<ImportJob>;
    /** CloudWatch Logs DescribeLogStreams: the names of the streams that begin with `prefix` (first page). */
    findLogStreams(logGroup: string, prefix: string): Promise<readonly string[]>;
    /** CloudWatch Logs GetLogEvents, from the head. */
    readLog(logGroup: string, logStream: string, nextToken: string | undefined): Promise<LogPage>;
    /** Protocol and host (`https://host:port`) that the last Cognito call went to; `undefined` before the first. */
    lastEndpoint(): string | undefined;
}
