import type { Clock } from "../clock/clock";
import { EmulatorError, resourceNotFound } from "../errors";
import { randomId } from "../ids";
import type { Journal } from "../journal";
import type { Settings } from "../options";
import { accountIdOf, type UserPool } from "../pools/userPool";
import type { Presigner } from "../uploads/presigner";
import type { UploadStore } from "../uploads/uploadStore";
import { completionMessages, type ImportJob, type JobEntry, recordJob } from "./job";

const mostJobs = 1000;

/** The import jobs of all pools: makes them, finds them, lets them expire. */
export class JobStore {
    /** By the pool's id, then by the job's id, oldest first. */
    private readonly jobs = new Map<string, Map<string, ImportJob>>();

    constructor(
        private readonly parts: {
            readonly settings: Settings;
            readonly clock: Clock;
            readonly presigner: Presigner;
            readonly uploads: UploadStore;
            readonly journal: Journal<JobEntry>;
        },
    ) {}

    /**
     * Makes a job with an id such as `import-aB3dE5fG7h` and an upload URL on `host`.
     * @throws EmulatorError LimitExceededException when the pool has 1,000 jobs, AWS's quota unless it is raised. Assumed: jobs
     * of every status count.
     */
    async create(
        pool: UserPool,
        request: Pick<ImportJob, "name" | "roleArn" | "passwordHashingAlgorithm">,
        host: string,
    ): Promise<ImportJob> {
        if (this.ofPool(pool.id).size >= mostJobs) {
            throw new EmulatorError("LimitExceededException", `A user pool can have at most ${mostJobs} import jobs.`);
        }
        const { settings, clock, presigner } = this.parts;
        const id = `import-${randomId(10)}`;
        const path = `/aws-cognito-idp-user-import-${settings.region}/${accountIdOf(pool)}/${pool.id}/${id}`;
        const job: ImportJob = {
            ...request,
            id,
            poolId: pool.id,
            presignedUrl: await presigner.presign(host, path),
            sequence: this.ofPool(pool.id).size,
            createdMs: clock.now(),
            status: "Created",
            startedMs: undefined,
            completedMs: undefined,
            importedUsers: 0,
            skippedUsers: 0,
            failedUsers: 0,
            completionMessage: undefined,
        };
        this.restore(job);
        recordJob(this.parts.journal, job);
        return job;
    }

    /**
     * The job of that id, as it is now.
     * @throws EmulatorError ResourceNotFoundException when the pool has no such job. Assumed: AWS's text is not documented.
     */
    get(pool: UserPool, jobId: string): ImportJob {
        const job = this.find(pool.id, jobId);
        if (job === undefined) {
            throw resourceNotFound(`User import job ${jobId} does not exist.`);
        }
        this.expire(job);
        return job;
    }

    /** All jobs of the pool as they are now, newest first. */
    newestFirst(pool: UserPool): ImportJob[] {
        const jobs = [...this.ofPool(pool.id).values()];
        for (const job of jobs) {
            this.expire(job);
        }
        return jobs.reverse();
    }

    /** The job of that id, as it was last written down; `undefined`: the pool has no such job. */
    find(poolId: string, jobId: string): ImportJob | undefined {
        return this.jobs.get(poolId)?.get(jobId);
    }

    /** The jobs of all pools, as they were last written down. */
    all(): ImportJob[] {
        return [...this.jobs.values()].flatMap((jobs) => [...jobs.values()]);
    }

    /** Puts a job back as it was: a new one, or in place of the one with its id. */
    restore(job: ImportJob): void {
        const jobs = this.jobs.get(job.poolId) ?? new Map<string, ImportJob>();
        this.jobs.set(job.poolId, jobs.set(job.id, job));
    }

    /** Forgets the jobs of a pool that was deleted; returns their ids. */
    deleteOf(poolId: string): string[] {
        const ids = [...this.ofPool(poolId).keys()];
        this.jobs.delete(poolId);
        return ids;
    }

    private ofPool(poolId: string): ReadonlyMap<string, ImportJob> {
        return this.jobs.get(poolId) ?? new Map();
    }

    /** A job is visible only in calls, so it is enough to check the time at each call. */
    private expire(job: ImportJob): void {
        const expiresMs = job.createdMs + this.parts.settings.expiryHours * 3_600_000;
        if (job.status === "Created" && this.parts.clock.now() >= expiresMs) {
            job.status = "Expired";
            job.completedMs = expiresMs;
            job.completionMessage = completionMessages.expired;
            recordJob(this.parts.journal, job);
            // Until the journal says so, the next start may look for the file.
            this.parts.journal.flush();
            void this.parts.uploads.delete(job.id);
        }
    }
}
