import { isDeepStrictEqual } from "node:util";
import { explainAwsError, isNotFound } from "../aws/awsError";
import { phaseOf } from "../cognito/jobStatus";
import { UserImportError } from "../errors/errors";
import { type AdvancedJob, advanceJob } from "../job/advanceJob";
import type { LifecycleDependencies } from "../job/dependencies";
import { InitializationError } from "../job/initializationError";
import { openJobContext } from "../job/jobContext";
import { finishJob, keepJob, keptForReplacement, succeededWithoutJob, uploadExpiredError } from "../job/jobState";
import { exceededLimits } from "../job/judgeJob";
import { inTurn, startTimedOut, turnDidNotCome } from "../job/startJob";
import { toOutputs, unseenOutputs } from "../resource/outputs";
import { argumentNames, type CheckedInputs, hasContent, type UserImportJobOutputs } from "../resource/properties";
import { noJobId, parseResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";
import { contentOnce, recordingOnce } from "./contentOnce";

/**
 * Records changed arguments, continues a job that an earlier run left unfinished, waits and judges again. Never creates a
 * job. Of a job that was adopted without content it records the arguments, whatever the job's status.
 *
 * @throws InitializationError: the job stays in state
 */
export async function update(
    deps: LifecycleDependencies,
    id: string,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
): Promise<{ outs: UserImportJobOutputs }> {
    return await recordingOnce(olds, news, async () => await updateJob(deps, id, olds, news));
}

async function updateJob(
    deps: LifecycleDependencies,
    id: string,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
): Promise<{ outs: UserImportJobOutputs }> {
    const { userPoolId, jobId } = parseResourceId(id);
    const inputs = contentOnce(olds, news);
    const context = openJobContext(deps, inputs, olds);
    if (jobId === noJobId) {
        const { outs } = await succeededWithoutJob(context);
        return { outs };
    }
    const found = await context.api.describeJob(userPoolId, jobId).catch((error: unknown) => {
        const isSameAccess = isDeepStrictEqual(olds.aws, news.aws);
        const explained =
            isNotFound(error) && isSameAccess
                ? jobIsGone(userPoolId, jobId, error)
                : explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId });
        throw new InitializationError(id, unseenOutputs(inputs, olds), explained);
    });
    if (!hasContent(inputs) || isOnlyAccess(olds, news)) {
        return { outs: toOutputs(inputs, found.job, olds.failures, olds) };
    }
    return await keepJob(context, found.job, async (onPoll) => {
        const advance = async (): Promise<AdvancedJob> => await advanceJob(context, found, onPoll);
        const isToStart = phaseOf(found.job.status) === "created";
        const late = (): UserImportError => startTimedOut(found.job, turnDidNotCome);
        const { kind, job, upload } = await (isToStart ? inTurn(context, late, advance) : advance());
        switch (kind) {
            case "expired":
                throw uploadExpiredError(context, job);
            case "superseded":
                throw keptForReplacement(context, found.job, superseded(found.job, job));
            case "nobodyLeft":
                throw nobodyLeftError(job);
            case "advanced": {
                onPoll(job);
                const { outs } = await finishJob(context, job, upload);
                return { outs };
            }
        }
    });
}

/** Whether a job that has been judged gets other credentials and nothing else, so that they only have to be recorded. */
function isOnlyAccess(olds: UserImportJobOutputs, news: CheckedInputs): boolean {
    const compared = argumentNames.filter((name) => !["aws", "source", "users", "once"].includes(name));
    return (
        phaseOf(olds.status) === "succeeded" &&
        exceededLimits(olds, news).length === 0 &&
        !isDeepStrictEqual(olds.aws, news.aws) &&
        compared.every((name) => isDeepStrictEqual(olds[name as keyof UserImportJobOutputs], news[name]))
    );
}

function superseded({ jobId, userPoolId, status }: ImportJob, other: ImportJob): UserImportError {
    return new UserImportError(
        "job-not-started",
        `Import job ${jobId} in user pool ${userPoolId} was not started, because import job ${other.jobId} has imported ` +
            "the same content in the meantime. Run `pulumi up` again to use that job.",
        { jobId, status },
    );
}

/** The error for a created job if all users are in the pool, so that nothing is left to upload. */
function nobodyLeftError({ jobId, userPoolId, status }: ImportJob): UserImportError {
    return new UserImportError(
        "job-not-started",
        `Import job ${jobId} in user pool ${userPoolId} was not started, because all users of the source are now in ` +
            "the pool. The job expires by itself. Run `pulumi up` again in 15 minutes to remove it from the state.",
        { jobId, status },
    );
}

function jobIsGone(userPoolId: string, jobId: string, cause: unknown): UserImportError {
    return new UserImportError(
        "not-found",
        `Import job ${jobId} in user pool ${userPoolId} no longer exists. Run \`pulumi refresh\` to remove it from ` +
            "the state. The next `pulumi up` then imports again.",
        { jobId, cause },
    );
}
