import type { ImportJobTicket } from "../cognito/importApi";
import { phaseOf } from "../cognito/jobStatus";
import { UserImportError } from "../errors";
import type { ImportJob } from "../types";
import { advanceJob, strandedJob, uploadExpired } from "./advanceJob";
import { createJob } from "./createJob";
import type { LifecycleDependencies } from "./dependencies";
import { findOwnJob } from "./findOwnJob";
import { finishJob } from "./finishJob";
import { openInputSource } from "./inputSource";
import { describeProblems, inspectSource, validationKey } from "./inspectSource";
import { type JobContext, openJobContext } from "./jobContext";
import { keepJob } from "./keepJob";
import { isNobodyLeft, withoutJob } from "./nobodyLeft";
import type { CheckedInputs, UserImportJobOutputs } from "./properties";
import { readPoolRules } from "./readPoolRules";
import { formatResourceId } from "./resourceId";
import { hasFailedForRole, waitForRole } from "./roleSettling";

/** How many jobs one create makes at most: one more where an upload address has expired, or a new role was not ready. */
const maxJobs = 2;

/** A new resource's id and properties. */
export interface CreatedResource {
    readonly id: string;
    readonly outs: UserImportJobOutputs;
}

/**
 * Imports the source: goes on with the job of the same content that an earlier run has left, else creates one; uploads,
 * starts, waits and judges.
 *
 * @throws UserImportError while there is no job, and InitializationError, which keeps the job in state, from then on
 */
export async function create(deps: LifecycleDependencies, inputs: CheckedInputs): Promise<CreatedResource> {
    const context = openJobContext(deps, inputs);
    const beganAt = context.clock.now();
    await ensureValid(context);
    const own = await adoptOwnJob(context);
    if ((own === undefined || phaseOf(own.job.status) === "created") && (await isNobodyLeft(context))) {
        return withoutJob(context);
    }
    let ticket = own ?? (await createJob(context));
    for (const givenUp: string[] = []; ; ) {
        const next = await advance(context, ticket, { givenUp, beganAt });
        if ("id" in next) {
            return next;
        }
        ticket = next;
    }
}

/** What this create has done before. */
interface Attempts {
    /** Ids of the jobs given up so far. */
    readonly givenUp: string[];
    /** Milliseconds since 1970. */
    readonly beganAt: number;
}

/**
 * Takes a job to the end of the resource, or, where its upload address has expired or its role was not ready, gives it up
 * for another one.
 */
async function advance(
    context: JobContext,
    ticket: ImportJobTicket,
    { givenUp, beganAt }: Attempts,
): Promise<CreatedResource | ImportJobTicket> {
    return await keepJob(context, ticket.job, async (onLook) => {
        const { kind, job } = await advanceJob(context, ticket, onLook);
        const isLast = givenUp.length + 1 === maxJobs;
        if (kind === "expired") {
            if (isLast) {
                throw uploadExpired(context, job);
            }
            leaveToExpire(context, job);
        } else {
            onLook(job);
            if (isLast || !hasFailedForRole(job) || !(await waitForRole(context, beganAt))) {
                return await finishJob(context, job);
            }
            sayRoleFailed(context, job);
        }
        givenUp.push(job.jobId);
        return await createJob(context, givenUp).catch((error: unknown) => {
            throw kind === "expired" ? strandedJob(context, job, error) : error;
        });
    });
}

/** The job that this resource made for this content in a run that could not record it, if any. */
async function adoptOwnJob(context: JobContext): Promise<ImportJobTicket | undefined> {
    const { inputs, progress } = context;
    progress.status(`looks for a job named ${inputs.jobName}`);
    const own = await findOwnJob(context);
    if (own !== undefined && phaseOf(own.job.status) === "succeeded") {
        progress.info(
            `Import job ${own.job.jobId} has imported this content already, on ${own.job.completionDate ?? own.job.creationDate}, ` +
                "so it is taken over instead of importing again. Change `triggers` to import it again on purpose.",
        );
    } else if (own !== undefined) {
        progress.info(`Goes on with import job ${own.job.jobId} (${own.job.status}), which an earlier run has left.`);
    }
    return own;
}

/**
 * The CSV against the pool's rules as they are now, before anything is created: `check` may not have reached the pool, or
 * the same `up` may have changed it since.
 */
async function ensureValid(context: JobContext): Promise<void> {
    const { deps, inputs } = context;
    const rules = await readPoolRules(context.api, inputs);
    const key = validationKey(inputs, rules);
    if (deps.validated.has(key)) {
        return;
    }
    const source = await openInputSource(deps, inputs);
    context.progress.status(`checks ${source.description}`);
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
    deps.validated.add(key);
}

function sayRoleFailed(context: JobContext, job: ImportJob): void {
    context.progress.info(
        `Import job ${job.jobId} failed for its CloudWatch Logs role, which may be too new (AWS says: ${job.completionMessage}). ` +
            "It imported nobody; a new job takes its place.",
    );
}

function leaveToExpire(context: JobContext, job: ImportJob): void {
    context.deps.stateJobs.replace(formatResourceId(context.userPoolId, job.jobId));
    context.progress.info(
        `The upload address of import job ${job.jobId} has expired; a new job takes its place. AWS lets the old one ` +
            "expire within two days.",
    );
}
