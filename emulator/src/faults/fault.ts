import { type OperationName, operationNames } from "../operations";

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
 * - `foreignJob` (StartUserImportJob): the job of another caller is active in the account from now for `seconds`
 *   (default 60), unless a job is active already.
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
    /** For `error`: the exception's text, for code that reads AWS's words. */
    readonly message?: string;
}

const members = new Set(["operation", "kind", "times", "seconds", "atStart", "statusCode", "code", "message"]);

/** Kinds that only some operations have. */
const onlyFor: Partial<Record<FaultKind, readonly string[]>> = {
    expiredUrl: ["PutObject"],
    unassumableRole: ["CreateUserImportJob", "StartUserImportJob"],
    foreignJob: ["StartUserImportJob"],
};

/**
 * Checks one entry of a fault script.
 * @throws RangeError that names the member that is wrong.
 */
export function parseFault(given: unknown): Fault {
    if (typeof given !== "object" || given === null) {
        throw new RangeError("a fault must be an object");
    }
    const fault = given as Fault;
    const unknown = Object.keys(fault).filter((name) => !members.has(name));
    check(unknown.length === 0, `a fault has no member ${unknown.join(", ")}`);
    check(
        fault.operation === "*" || operationNames.includes(fault.operation),
        "operation must be one that the emulator serves",
    );
    check(faultKinds.includes(fault.kind), `kind must be one of ${faultKinds.join(", ")}`);
    const operations = onlyFor[fault.kind];
    check(
        operations === undefined || operations.includes(fault.operation),
        `kind ${fault.kind} is only for ${operations?.join(" and ")}`,
    );
    const { times = 1, seconds = 0, atStart, statusCode = 500, code, message } = fault;
    check(times === Number.POSITIVE_INFINITY || (Number.isInteger(times) && times >= 1), "times must be 1 or more");
    check(Number.isFinite(seconds) && seconds >= 0, "seconds must be 0 or more");
    check(
        atStart === undefined ||
            (typeof atStart === "boolean" &&
                fault.kind === "unassumableRole" &&
                fault.operation === "StartUserImportJob"),
        "atStart must be true or false, and only with kind unassumableRole of StartUserImportJob",
    );
    check(Number.isInteger(statusCode) && statusCode >= 500 && statusCode <= 599, "statusCode must be 500 to 599");
    check(
        fault.kind === "error" ? typeof code === "string" && /^[A-Z][A-Za-z]{1,63}$/.test(code) : code === undefined,
        "code must be the name of an exception, and only with kind error",
    );
    check(
        message === undefined || (fault.kind === "error" && typeof message === "string" && message.length <= 1000),
        "message must be a text of up to 1,000 characters, and only with kind error",
    );
    return { ...fault };
}

function check(isValid: boolean, message: string): void {
    if (!isValid) {
        throw new RangeError(message);
    }
}
