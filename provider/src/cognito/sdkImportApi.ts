import {
    AdminGetUserCommand,
    CreateUserImportJobCommand,
    DescribeUserImportJobCommand,
    DescribeUserPoolCommand,
    GetCSVHeaderCommand,
    GetUserPoolMfaConfigCommand,
    ListUserImportJobsCommand,
    ListUsersCommand,
    StartUserImportJobCommand,
    StopUserImportJobCommand,
    type UserImportJobType,
    UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { type AbortableOptions, boundedCall, type CallBounds } from "../aws/callBounds";
import type { ClientSettings } from "../aws/clientSettings";
import { createSdkClients, type SdkClients } from "../aws/sdkClients";
import { systemClock } from "../clock";
import { UserImportError } from "../errors/errors";
import { shownText } from "../errors/shownText";
import type { ImportJob } from "../types";
import { type GroupApi, groupCallsOf } from "./groupApi";
import type { ImportApi, JobWithUploadUrl } from "./importApi";
import { toUser } from "./toUser";

/** How many log events one GetLogEvents page may hold; AWS's own maximum is 10,000. */
const logPageEvents = 10_000;

/** {@link ImportApi} through the AWS SDK. */
export interface SdkImportApi extends ImportApi {
    /** The same calls through the same clients, which end with these bounds. */
    within(bounds: CallBounds): ImportApi;
    /** The calls about groups, in the same way. */
    groupsWithin(bounds: CallBounds): GroupApi;
}

/** Calls without bounds of their own end as the SDK says. */
const unbounded: CallBounds = { clock: systemClock };

/**
 * The calls of {@link ImportApi} through the AWS SDK. Nothing is opened before the first call, nor is the client of
 * CloudWatch Logs loaded, which only failed rows need.
 */
export function createSdkImportApi(settings: Pick<ClientSettings, "cognito" | "logs">): SdkImportApi {
    const clients = createSdkClients(settings);
    return {
        ...callsOf(clients),
        within: (bounds) => callsOf(clients, bounds),
        groupsWithin: (bounds) => groupCallsOf(clients.cognito, bounds),
    };
}

/** The calls of {@link ImportApi} through these clients, which end with these bounds. */
export function callsOf(
    { cognito, cognitoOnce, logs, lastEndpoint }: SdkClients,
    bounds: CallBounds = unbounded,
): ImportApi {
    const bounded = async <Answer>(call: (options: AbortableOptions) => Promise<Answer>): Promise<Answer> =>
        await boundedCall(bounds, call);
    return {
        getCsvHeader: async (userPoolId) => {
            const answer = await bounded((options) =>
                cognito.send(new GetCSVHeaderCommand({ UserPoolId: userPoolId }), options),
            );
            return answer.CSVHeader ?? [];
        },
        describeUserPool: async (userPoolId) => {
            const answer = await bounded((options) =>
                cognito.send(new DescribeUserPoolCommand({ UserPoolId: userPoolId }), options),
            );
            return { name: answer.UserPool?.Name ?? "", raw: answer.UserPool ?? {} };
        },
        getMfaConfig: async (userPoolId) => {
            const command = new GetUserPoolMfaConfigCommand({ UserPoolId: userPoolId });
            return await bounded((options) => cognito.send(command, options));
        },
        listUsers: async (userPoolId, withAttributes, paginationToken) => {
            const command = new ListUsersCommand({
                UserPoolId: userPoolId,
                ...(!withAttributes && { AttributesToGet: ["sub"] }),
                PaginationToken: paginationToken,
            });
            const answer = await bounded((options) => cognito.send(command, options));
            return { users: (answer.Users ?? []).map(toUser), paginationToken: answer.PaginationToken };
        },
        findUser: async (userPoolId, name) => {
            try {
                const command = new AdminGetUserCommand({ UserPoolId: userPoolId, Username: name });
                const { UserAttributes, ...user } = await bounded((options) => cognito.send(command, options));
                return toUser({ ...user, ...(UserAttributes !== undefined && { Attributes: UserAttributes }) });
            } catch (error) {
                if (error instanceof UserNotFoundException) {
                    return undefined;
                }
                throw error;
            }
        },
        createJob: async (request) => {
            const command = new CreateUserImportJobCommand({
                UserPoolId: request.userPoolId,
                JobName: request.jobName,
                CloudWatchLogsRoleArn: request.cloudWatchLogsRoleArn,
                ...(request.passwordHashingAlgorithm && { PasswordHashingAlgorithm: request.passwordHashingAlgorithm }),
            });
            return toTicket((await bounded((options) => cognitoOnce.send(command, options))).UserImportJob);
        },
        describeJob: async (userPoolId, jobId) => {
            const command = new DescribeUserImportJobCommand({ UserPoolId: userPoolId, JobId: jobId });
            return toTicket((await bounded((options) => cognito.send(command, options))).UserImportJob);
        },
        listJobs: async (userPoolId, maxResults, paginationToken) => {
            const command = new ListUserImportJobsCommand({
                UserPoolId: userPoolId,
                MaxResults: maxResults,
                PaginationToken: paginationToken,
            });
            const answer = await bounded((options) => cognito.send(command, options));
            return { jobs: (answer.UserImportJobs ?? []).map(toJob), paginationToken: answer.PaginationToken };
        },
        startJob: async (userPoolId, jobId) => {
            const command = new StartUserImportJobCommand({ UserPoolId: userPoolId, JobId: jobId });
            return toJob((await bounded((options) => cognito.send(command, options))).UserImportJob);
        },
        stopJob: async (userPoolId, jobId) => {
            const command = new StopUserImportJobCommand({ UserPoolId: userPoolId, JobId: jobId });
            return toJob((await bounded((options) => cognito.send(command, options))).UserImportJob);
        },
        findLogStreams: async (logGroup, prefix) => {
            const { DescribeLogStreamsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
            const client = await logs();
            const command = new DescribeLogStreamsCommand({ logGroupName: logGroup, logStreamNamePrefix: prefix });
            const streams = (await bounded((options) => client.send(command, options))).logStreams ?? [];
            return streams.flatMap((stream) => stream.logStreamName ?? []);
        },
        readLog: async (logGroup, logStream, nextToken) => {
            const { GetLogEventsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
            const client = await logs();
            const command = new GetLogEventsCommand({
                logGroupName: logGroup,
                logStreamName: logStream,
                nextToken,
                startFromHead: true,
                limit: logPageEvents,
            });
            const answer = await bounded((options) => client.send(command, options));
            const messages = (answer.events ?? []).flatMap((event) => event.message ?? []);
            // GetLogEvents ends by handing back the token that it was called with.
            const atEnd = answer.nextForwardToken === nextToken || answer.nextForwardToken === undefined;
            return { messages, nextToken: atEnd ? undefined : answer.nextForwardToken };
        },
        lastEndpoint,
    };
}

/** @throws UserImportError `aws-error` for an answer without the job's id, which nothing could be done with later */
function toTicket(answer: UserImportJobType | undefined): JobWithUploadUrl {
    if (answer?.JobId === undefined) {
        throw new UserImportError("aws-error", "AWS's answer has no import job id. Run again.");
    }
    return { job: toJob(answer), uploadUrl: answer.PreSignedUrl };
}

/** A missing count is read as 0: AWS's examples show 0 from creation on. */
function toJob(answer: UserImportJobType = {}): ImportJob {
    return {
        jobId: answer.JobId ?? "",
        jobName: answer.JobName ?? "",
        userPoolId: answer.UserPoolId ?? "",
        status: answer.Status ?? "",
        cloudWatchLogsRoleArn: answer.CloudWatchLogsRoleArn ?? "",
        creationDate: answer.CreationDate?.toISOString(),
        startDate: answer.StartDate?.toISOString(),
        completionDate: answer.CompletionDate?.toISOString(),
        importedUsers: answer.ImportedUsers ?? 0,
        skippedUsers: answer.SkippedUsers ?? 0,
        failedUsers: answer.FailedUsers ?? 0,
        completionMessage: answer.CompletionMessage && shownText(answer.CompletionMessage),
        passwordHashingAlgorithm: answer.PasswordHashingAlgorithm,
    };
}
