import type { OperationName } from "../operations";

/**
 * What can go wrong with a call:
 * - `pass`: nothing; lets a call through in a script such as "the third one fails".
 * - `throttle`: 400 TooManyRequestsException, ThrottlingException of CloudWatch Logs, 503 SlowDown of S3. Nothing is done.
 * - `serverError`: `statusCode` (default 500) without having done anything. 500 is the service's InternalErrorException or
 *   S3's InternalError; others come as from a load balancer, without a readable body.
 * - `error`: 400 with the exception named `code`, without having done anything.
 * - `resetBefore`, `resetAfter`: the connection is cut before the call does anything, or after it has done everything.
 * - `delay`: the call is answered `seconds` later (default 1) on the emulator's clock, then as usual.
 * - `expiredUrl` (PutObject): S3's answer to a presigned URL past its time.
 * - `unassumableRole` (CreateUserImportJob: refused; StartUserImportJob: the job starts, then ends Failed, or with `atStart`
 *   Start itself is refused and the job stays Created).
 * - `foreignJob` (StartUserImportJob): another job of the account, of nobody here, is active from now for `seconds`
 *   (default 60), unless one of ours is already.
 */
export const faultKinds = [
    "pass",
    "throttle",
    "serverError",
    "error",
    "resetBefore",
    "resetAfter",
    "delay",
    "expiredUrl",
    "unassumableRole",
    "foreignJob",
] as const;

/** One of {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/** One entry of a fault script. */
export interface Fault {
    /** The operation whose calls it waits for; `*`: any. Uploads of CSVs are `PutObject`. */
    readonly operation: OperationName | "*";
    readonly kind: FaultKind;
    /** How many calls it meets before it is used up; default 1. */
    readonly times?: number;
    /** For `delay` and `foreignJob`. */
    readonly seconds?: number;
    /** For `unassumableRole` of StartUserImportJob: Start answers PreconditionNotMetException; default `false`: the job fails. */
    readonly atStart?: boolean;
    /** For `serverError`: 500 to 599. */
    readonly statusCode?: number;
    /** For `error`: an exception of the operation, such as `OperationNotEnabledException`. */
    readonly code?: string;
    /** For `error`: the exception's text, where what is tested hangs on AWS's words. */
    readonly message?: string;
}
