import { preconditionNotMet } from "../errors";
import type { Fault } from "../faults/fault";
import { jobReference } from "../model/types";
import type { Settings } from "../options";
import type { ImportJob } from "../services/importJob";
import type { RoleFate } from "../services/runningJob";
import { importJobType } from "./responses";
import { target } from "./target";

/**
 * The text of a missing file is the one that AWS gives (aws-amplify/amplify-js issue 6416).
 * Assumed: the texts of the other two, and the error for a pool without auto-verified attributes, in which no job starts.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_StartUserImportJob.html
 */
export const StartUserImportJob = target(jobReference, (services, request, { fault }) => {
    const pool = services.pools.get(request.UserPoolId);
    const job = services.jobs.get(pool, request.JobId);
    if (job.status !== "Created") {
        throw preconditionNotMet(`The user import job ${job.id} cannot be started, its status is ${job.status}.`);
    }
    if (!services.uploads.has(job.id)) {
        throw preconditionNotMet(`No csv file was uploaded for ${job.id}`);
    }
    if ((pool.settings.AutoVerifiedAttributes ?? []).length === 0) {
        throw preconditionNotMet("The user pool must have at least one auto verified attribute.");
    }
    if (fault?.kind === "foreignJob") {
        services.runner.startForeignJob(fault.seconds ?? 60);
    }
    services.runner.start(pool, job, roleFate(job, services.settings, fault));
    return { UserImportJob: importJobType(job) };
});

function roleFate(job: ImportJob, settings: Settings, fault: Fault | undefined): RoleFate {
    if (fault?.kind === "unassumableRole") {
        return fault.atStart === true ? "refused" : "fails";
    }
    return settings.unassumableRoles.includes(job.roleArn) ? "fails" : "works";
}
