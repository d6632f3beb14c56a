import { explainAwsError, isNotFound } from "../cognito/awsError";
import { UserImportError } from "../errors";
import { advanceJob, uploadExpired } from "./advanceJob";
import type { LifecycleDependencies } from "./dependencies";
import { finishJob } from "./finishJob";
import { InitializationError } from "./initializationError";
import { openJobContext } from "./jobContext";
import { keepJob } from "./keepJob";
import { withoutJob } from "./nobodyLeft";
import { unseenOutputs } from "./outputs";
import type { CheckedInputs, UserImportJobOutputs } from "./properties";
import { noJobId, parseResourceId } from "./resourceId";

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
    const context = openJobContext(deps, news, olds);
    if (jobId === noJobId) {
        return { outs: { ...withoutJob(context).outs, omittedUsers: olds.omittedUsers } };
    }
    const ticket = await context.api.describeJob(userPoolId, jobId).catch((error: unknown) => {
        const explained = isNotFound(error)
            ? jobIsGone(userPoolId, jobId, error)
            : explainAwsError(error, { operation: "DescribeUserImportJob", userPoolId, jobId });
        throw new InitializationError(id, unseenOutputs(news, olds), explained);
    });
    return await keepJob(context, ticket.job, async (onLook) => {
        const advanced = await advanceJob(context, ticket, onLook);
        if (advanced.kind === "expired") {
            throw uploadExpired(context, advanced.job);
        }
        onLook(advanced.job);
        const { outs } = await finishJob(context, advanced.job);
        return { outs };
    });
}

function jobIsGone(userPoolId: string, jobId: string, cause: unknown): UserImportError {
    return new UserImportError(
        "not-found",
        `Import job ${jobId} in user pool ${userPoolId} does not exist any more. Run \`pulumi refresh\`, which takes it out of ` +
            "the state; the next `pulumi up` then imports anew.",
        { jobId, cause },
    );
}
