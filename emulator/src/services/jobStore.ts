import type { Clock } from "../clock";
import type { Journal } from "../durability/journalEntry";
import { EmulatorError, resourceNotFound } from "../errors";
import { randomId } from "../ids";
import type { Settings } from "../options";
import { completionMessages } from "./completionMessages";
import type { ImportJob } from "./importJob";
import type { Presigner } from "./presigner";
import type { UploadStore } from "./uploadStore";
import type { UserPool } from "./userPool";

const mostJobs = 1000;

/** The import jobs of all pools: makes them, finds them, lets them expire. */
export class JobStore {
    constructor(
        private readonly parts: {
            readonly settings: Settings;
            readonly clock: Clock;
            readonly presigner: Presigner;
            readonly uploads: UploadStore;
            readonly journal: Journal;
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
        if (pool.jobs.size >= mostJobs) {
            throw new EmulatorError("LimitExceededException", `A user pool can have at most ${mostJobs} import jobs.`);
        }
        const { settings, clock, presigner } = this.parts;
        const id = `import-${randomId(10)}`;
        const path = `/aws-cognito-idp-user-import-${settings.region}/${settings.accountId}/${pool.id}/${id}`;
        const job: ImportJob = {
            ...request,
            id,
            poolId: pool.id,
            presignedUrl: await presigner.presign(host, path),
            sequence: pool.jobs.size,
            createdMs: clock.now(),
            status: "Created",
            startedMs: undefined,
            completedMs: undefined,
            importedUsers: 0,
            skippedUsers: 0,
            failedUsers: 0,
            completionMessage: undefined,
        };
        pool.jobs.set(id, job);
        this.parts.journal.append({ type: "job", job: { ...job } });
        return job;
    }

    /**
     * The job of that id, as it is now.
     * @throws EmulatorError ResourceNotFoundException when the pool has none such. Assumed: AWS's text is not documented.
     */
    get(pool: UserPool, jobId: string): ImportJob {
        const job = pool.jobs.get(jobId);
        if (job === undefined) {
            throw resourceNotFound(`User import job ${jobId} does not exist.`);
        }
        this.expire(job);
        return job;
    }

    /** All jobs of the pool as they are now, newest first. */
    newestFirst(pool: UserPool): ImportJob[] {
        for (const job of pool.jobs.values()) {
            this.expire(job);
        }
        return [...pool.jobs.values()].reverse();
    }

    /** Nobody can see a job between two calls, so it is enough to look at the time when one comes. */
    private expire(job: ImportJob): void {
        const expiresMs = job.createdMs + this.parts.settings.expiryHours * 3_600_000;
        if (job.status === "Created" && this.parts.clock.now() >= expiresMs) {
            job.status = "Expired";
            job.completedMs = expiresMs;
            job.completionMessage = completionMessages.expired;
            this.parts.journal.append({ type: "job", job: { ...job } });
            // Until the journal says so, the next start may look for the file.
            this.parts.journal.flush();
            void this.parts.uploads.delete(job.id);
        }
    }
}
