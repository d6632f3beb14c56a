import { shownError } from "./shownError";

/** Why an operation of this package failed. Codes are stable; messages may get better. */
export type UserImportErrorCode =
    | "access-denied"
    | "aws-error"
    | "config-invalid"
    | "interrupted"
    | "job-failed"
    | "job-not-started"
    | "limit-exceeded"
    | "not-found"
    | "source-changed"
    | "source-unreadable"
    | "timeout"
    | "unknown-status"
    | "unreachable"
    | "upload-failed"
    | "validation-failed"
    | "wrong-account";

/** Facts that a {@link UserImportError} has beside its message. */
export interface UserImportErrorOptions extends ErrorOptions {
    /** The job that the error is about. */
    readonly jobId?: string | undefined;
    /** The job's last known status. */
    readonly status?: string | undefined;
}

/**
 * The one error class of this package. Its message says what was tried, on which id, what AWS answered and what to do
 * next. It never holds a row, a username, a presigned URL or a credential. Nor does its cause, which is a copy: what AWS, its
 * SDK and Node throw may hold any of those, and whoever prints an error prints its causes.
 */
export class UserImportError extends Error {
    public override readonly name = "UserImportError";
    public readonly code: UserImportErrorCode;
    public readonly jobId: string | undefined;
    public readonly status: string | undefined;

    public constructor(code: UserImportErrorCode, message: string, options: UserImportErrorOptions = {}) {
        super(message, "cause" in options ? { cause: shownCause(options.cause) } : {});
        this.code = code;
        this.jobId = options.jobId;
        this.status = options.status;
    }
}

/**
 * Whether a value is a {@link UserImportError}, also one of another copy of this package: by name rather than by
 * class, since the engine may load two copies side by side.
 */
export function isUserImportError(value: unknown): value is UserImportError {
    return value instanceof Error && value.name === "UserImportError" && "code" in value;
}

/** What may be shown of a thrown value: an error of ours as it is, a copy of any other. */
export function shownCause(thrown: unknown): unknown {
    return thrown === undefined || isUserImportError(thrown) ? thrown : shownError(thrown);
}

/** Whether an error says that the run was cancelled, so that no step may continue without the one that failed. */
export function isInterrupted(error: unknown): boolean {
    return isUserImportError(error) && error.code === "interrupted";
}

/** The name of a thrown value, such as the name that AWS's SDK gives an exception; `Error` if it has none. */
export function nameOf(thrown: unknown): string {
    return thrown instanceof Error ? thrown.name : "Error";
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
    return thrown instanceof Error ? thrown.message : String(thrown);
}
