import type { Clock } from "../clock";

/** The presigned URL of a job lives 15 minutes; one that old cannot take an upload any more. */
const uploadUrlMilliseconds = 15 * 60 * 1000;

/**
 * Whether a job is too old to take an upload, by this machine's clock.
 *
 * @returns `false` where the job has no creation date
 */
export function isPastUpload(clock: Pick<Clock, "now">, job: { readonly creationDate?: string | undefined }): boolean {
    const createdAt = job.creationDate === undefined ? Number.NaN : Date.parse(job.creationDate);
    return clock.now() - createdAt >= uploadUrlMilliseconds;
}
