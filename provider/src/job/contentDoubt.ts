import { phaseOf } from "../cognito/jobStatus";
import type { ImportJob } from "../types";
import { contentTokenIn, isSameContent } from "./jobName";

/** What says that a job did not import some content: its name, or the rows that it counted. */
export type ContentDoubt = "name" | "rows";

/** What is asked of a job. */
export type NamedJob = Pick<ImportJob, "jobName" | "status" | "importedUsers" | "skippedUsers" | "failedUsers">;

/** Content, with the name that a job of its own would have. */
export interface NamedContent {
    readonly jobName: string;
    readonly totalUsers?: number | undefined;
}

/**
 * Why content may not be what a job imported, whoever made the job. AWS does not keep the content.
 *
 * @returns `undefined`: nothing speaks against it. Only a name with a content token, or the counts of a job that has succeeded, says
 *   anything.
 */
export function contentDoubt(job: NamedJob, content: NamedContent): ContentDoubt | undefined {
    if (contentTokenIn(job.jobName) !== undefined) {
        return isSameContent(job.jobName, content.jobName) ? undefined : "name";
    }
    return phaseOf(job.status) === "succeeded" && rowsOf(job) !== content.totalUsers ? "rows" : undefined;
}

/** Rows of the content that a job has counted. */
export function rowsOf({ importedUsers, skippedUsers, failedUsers }: NamedJob): number {
    return importedUsers + skippedUsers + failedUsers;
}
