import { UserImportError } from "../errors/errors";

/** Patterns of AWS's API reference (CreateUserImportJob, StopUserImportJob; checked 2026-11-21). */
const userPoolIdPattern = /^(?=.{1,55}$)[\w-]+_[0-9a-zA-Z]+$/;
const jobIdPattern = /^(?=.{1,55}$)import-[0-9a-zA-Z-]+$/;

/** The job's id if no user was left to import, and so no job was created. */
export const noJobId = "none";

/** The parts of a resource's id. */
export interface ResourceId {
    readonly userPoolId: string;
    readonly jobId: string;
}

/** Whether a text can be the id of a user pool. */
export function isUserPoolId(text: string): boolean {
    return userPoolIdPattern.test(text);
}

/** The resource's id: `<userPoolId>/<jobId>`. */
export function formatResourceId(userPoolId: string, jobId: string): string {
    return `${userPoolId}/${jobId}`;
}

/**
 * Splits a resource's id into its parts.
 *
 * @throws UserImportError `validation-failed` if it is not `<userPoolId>/<jobId>`
 */
export function parseResourceId(id: string): ResourceId {
    const [userPoolId = "", jobId = "", ...rest] = id.split("/");
    if (rest.length > 0 || !isUserPoolId(userPoolId) || !(jobIdPattern.test(jobId) || jobId === noJobId)) {
        throw new UserImportError(
            "validation-failed",
            `"${id}" is not the id of a user import job. Write <userPoolId>/<jobId>, such as us-east-1_AbCdEfGhI/import-AbCdEfGhIj.`,
        );
    }
    return { userPoolId, jobId };
}
