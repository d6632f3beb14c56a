import { explainAwsError } from "../cognito/awsError";
import type { ImportJobTicket } from "../cognito/importApi";
import { UserImportError } from "../errors";
import type { ImportJob } from "../types";
import { advanceJob, uploadExpired } from "./advanceJob";
import { createJob } from "./createJob";
import type { LifecycleDependencies } from "./dependencies";
import { findLiveJob } from "./findLiveJob";
import { finishJob } from "./finishJob";
import { openInputSource } from "./inputSource";
import { describeProblems, inspectSource, validationKey } from "./inspectSource";
import { type JobContext, openJobContext } from "./jobContext";
import type { CheckedInputs, UserImportJobOutputs } from "./properties";
import { readPoolRules } from "./readPoolRules";

/** How many jobs one create makes at most, each after the upload address of the one before has expired. */
const maxJobs = 2;

/** A new resource's id and properties. */
export interface CreatedResource {
    readonly id: string;
    readonly outs: UserImportJobOutputs;
}

/**
 * Imports the source: goes on with a live job of the same name where an earlier run has left one, else creates a job;
 * uploads, starts, waits and judges.
 *
 * @throws UserImportError while there is no job, and InitializationError, which keeps the job in state, from then on
 */
export async function create(deps: LifecycleDependencies, inputs: CheckedInputs): Promise<CreatedResource> {
    const context = openJobContext(deps, inputs);
    await ensureValid(context);
    context.progress.status(`looks for a job named ${inputs.jobName}`);
    let ticket =
        (await findLiveJob(context.api, inputs.userPoolId, inputs.jobName)) ??
        (await createJob(context.api, context.clock, inputs, context.signal));
    for (let made = 1; ; made++) {
        const current: ImportJobTicket = ticket;
        const finished = await finishJob(context, current.job, async (onLook) => {
            const advanced = await advanceJob(context, current, onLook);
            if (advanced.kind === "advanced") {
                return advanced.job;
            }
            if (made === maxJobs) {
                throw uploadExpired(advanced.job);
            }
            return undefined;
        });
        if (finished !== undefined) {
            return finished;
        }
        leaveToExpire(context, current.job);
        ticket = await createJob(context.api, context.clock, inputs, context.signal);
    }
}

/** What `check` could not do without credentials: the CSV against the pool's rules, before anything is created. */
async function ensureValid(context: JobContext): Promise<void> {
    const { deps, inputs, userPoolId } = context;
    if (deps.validated.has(validationKey(userPoolId, inputs.sourceDigest))) {
        return;
    }
    const source = await openInputSource(deps, inputs);
    context.progress.status(`checks ${source.description}`);
    const rules = await readPoolRules(context.api, userPoolId).catch((error: unknown) => {
        throw explainAwsError(error, { operation: "GetCSVHeader", userPoolId });
    });
    const inspection = await inspectSource(source, rules);
    if (inspection.digest !== inputs.sourceDigest) {
        throw new UserImportError(
            "source-changed",
            `The source ${source.description} changed after it was checked, so nothing was created. Run again.`,
        );
    }
    const fileProblems = describeProblems(source, inspection, "file");
    const rowProblems = inputs.invalidRows === "warn" ? undefined : describeProblems(source, inspection, "row");
    const problems = [fileProblems, rowProblems].filter((text) => text !== undefined);
    if (problems.length > 0) {
        throw new UserImportError(
            "validation-failed",
            `Cognito would refuse this CSV, so nothing was created:\n${problems.join("\n")}`,
        );
    }
    deps.validated.add(validationKey(userPoolId, inputs.sourceDigest));
}

function leaveToExpire(context: JobContext, job: ImportJob): void {
    context.progress.info(
        `The upload address of import job ${job.jobId} has expired; a new job takes its place. AWS lets the old one ` +
            "expire within two days.",
    );
}
