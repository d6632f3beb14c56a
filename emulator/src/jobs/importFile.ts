import { setImmediate } from "node:timers/promises";
import type { Clock } from "../clock/clock";
import type { Waiter } from "../clock/waiter";
import { readLines } from "../csv/readLines";
import type { Journal } from "../journal";
import { type LogStore, logGroupName, logStreamName } from "../logs/logStore";
import type { Settings } from "../options";
import type { UserPool } from "../pools/userPool";
import type { JobActivity } from "../records";
import type { UploadStore } from "../uploads/uploadStore";
import { type ImportJob, type JobEntry, recordJob } from "./job";
import { JobFailure, RowImporter } from "./rowImporter";

/** A job at work. */
export interface RunningJob {
    readonly job: ImportJob;
    readonly pool: UserPool;
    /** Aborted when the job must end early. */
    readonly stop: AbortController;
    readonly activity: JobActivity;
    /** Whether the job fails because its role cannot be assumed. */
    readonly roleFails: boolean;
    /** The last line that was dealt with before the emulator was started again; 0: none. */
    readonly lastLine: number;
}

/** The parts of the emulator that an import needs. */
export interface ImportParts {
    readonly settings: Settings;
    readonly clock: Clock;
    readonly waiter: Waiter;
    readonly uploads: UploadStore;
    readonly logs: LogStore;
    readonly journal: Journal<JobEntry>;
}

/**
 * Imports the uploaded CSV at the speed that the settings ask for. Ends early, without an error, when the job is stopped.
 * @throws JobFailure when the file as a whole cannot be imported.
 */
export async function importFile(running: RunningJob, parts: ImportParts): Promise<void> {
    const { job, pool, stop } = running;
    const { clock, waiter, settings, uploads, logs, journal } = parts;
    const beganMs = clock.now();
    // A job that continues after a restart has begun before.
    if (job.status !== "InProgress") {
        job.status = "InProgress";
        job.startedMs = beganMs;
        logs.tryRole(pool, job, beganMs);
        recordJob(journal, job);
    }
    const log = logs.openStream(logGroupName(pool), logStreamName(job), beganMs);
    const importer = new RowImporter(running, log, journal, settings);
    const rowsBefore = importer.rows;
    const rowsMs = (): number => ((importer.rows - rowsBefore) / settings.rowsPerSecond) * 1000;
    const elapsedMs = (): number => clock.now() - beganMs;
    for await (const lines of readLines(uploads.read(job.id))) {
        for (const line of lines) {
            const aheadMs = rowsMs() - elapsedMs();
            // Timers are coarse: waiting for each row on its own would make fast jobs slow.
            if (aheadMs >= 10) {
                await waiter.wait(aheadMs, stop.signal);
            }
            if (stop.signal.aborted) {
                return;
            }
            importer.take(line, clock.now());
        }
        journal.flush();
        await setImmediate();
    }
    if (!importer.hasHeader) {
        throw new JobFailure("The CSV file is empty.");
    }
    await waiter.wait(Math.max(settings.inProgressSeconds * 1000, rowsMs()) - elapsedMs(), stop.signal);
}
