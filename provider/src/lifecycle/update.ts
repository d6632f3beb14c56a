import { explainAwsError, isNotFound } from "../aws/awsError";
import { phaseOf } from "../cognito/jobStatus";
import { UserImportError } from "../errors/errors";
import { type AdvancedJob, advanceJob } from "../job/advanceJob";
import type { LifecycleDependencies } from "../job/dependencies";
import { finishJob } from "../job/finishJob";
import { InitializationError } from "../job/initializationError";
import { openJobContext } from "../job/jobContext";
import { keepJob } from "../job/keepJob";
import { nobodyLeftFor, withoutJob } from "../job/nobodyLeft";
import { startTimedOut } from "../job/startJob";
import { inTurn, turnDidNotCome } from "../job/turn";
import { strandedJob, uploadExpired } from "../job/uploadToJob";
import { unseenOutputs } from "../resource/outputs";
import { type CheckedInputs, hasContent, type UserImportJobOutputs } from "../resource/properties";
import { noJobId, parseResourceId } from "../resource/resourceId";
import type { ImportJob } from "../types";

/**
 * Records changed arguments, goes on with a job that an earlier run left unfinished, waits and judges again. Never
 * creates a job.
 *
 * @throws InitializationError: the job stays in state
 */
export async function update(
    deps: LifecycleDependencies,
    id: string,
    olds: UserImportJobOutputs,
    news: CheckedInputs,
): Promise<{ outs: UserImportJobOutputs }> {
    const { userPoolId, jobId } = parseResourceId(id);
    const inputs = contentOnce(olds, news);
    const context = openJobContext(deps, inputs, olds);
    if (jobId === noJobId) {
        return { outs: { ...withoutJob(context).outs, omittedUsers: olds.omittedUsers } };
    }
    const ticket = await context.api.describeJob(userPoolId, jobId).catch((error: unknown) => {
        const explained = isNotFound(error)
            ? jobIsGone(userPoolId, jobId, error)
            : explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId });
        throw new InitializationError(id, unseenOutputs(inputs, olds), explained);
    });
    return await keepJob(context, ticket.job, async (onLook) => {
        const advance = async (): Promise<AdvancedJob> => await advanceJob(context, ticket, onLook);
        const isToStart = phaseOf(ticket.job.status) === "created";
        const late = (): UserImportError => startTimedOut(ticket.job, turnDidNotCome);
        const { kind, job } = await (isToStart ? inTurn(context, late, advance) : advance());
        switch (kind) {
            case "expired":
                throw uploadExpired(context, job);
            case "superseded":
                throw strandedJob(context, ticket.job, superseded(ticket.job, job));
            case "nobodyLeft":
                throw nobodyLeftFor(job);
            case "advanced": {
                onLook(job);
                const { outs } = await finishJob(context, job);
                return { outs };
            }
        }
    });
}

/** Where content is imported once, state goes on to record what the job has: an update makes no other one. */
function contentOnce(olds: UserImportJobOutputs, news: CheckedInputs): CheckedInputs {
    if (news.once !== true || !hasContent(olds)) {
        return news;
    }
    const { sourceDigest, totalUsers, sourceRevision, jobName } = olds;
    return { ...news, sourceDigest, totalUsers, sourceRevision, jobName };
}

function superseded({ jobId, userPoolId, status }: ImportJob, other: ImportJob): UserImportError {
    return new UserImportError(
        "job-not-started",
        `Import job ${jobId} in user pool ${userPoolId} was not started, because import job ${other.jobId} has imported ` +
            "the same content in the meantime. Run `pulumi up` again to use that job.",
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
