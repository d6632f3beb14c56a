import { preconditionNotMet } from "../errors";
import { jobReference } from "../model/types";
import { importJobType } from "./responses";
import { target } from "./target";

/**
 * Assumed: only a job that is Pending or InProgress can be stopped; AWS does not say what the others answer.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StopUserImportJob.html
 */
export const StopUserImportJob = target(jobReference, ({ pools, jobs, runner }, request) => {
    const job = jobs.get(pools.get(request.UserPoolId), request.JobId);
    if (job.status !== "Pending" && job.status !== "InProgress") {
        throw preconditionNotMet(`The user import job ${job.id} cannot be stopped, its status is ${job.status}.`);
    }
    runner.stop(job);
    return { UserImportJob: importJobType(job) };
});
