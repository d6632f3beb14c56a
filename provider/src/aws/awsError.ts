import { isUserImportError, messageOf, nameOf, UserImportError, type UserImportErrorCode } from "../errors/errors";
import { shownName } from "../errors/shownError";
import { shownText } from "../errors/shownText";
import { type AttemptedCall, deniedAdvice, limitAdvice, roleAdvice } from "./advice";
import { explainNetworkFault, networkFaultOf } from "./networkError";
import { isCallerRefused, isRoleRefused, mentionsRole } from "./roleRefusal";

/**
 * A profile gives no credentials. The message is the SDK's own. The profile is a field of its own: it comes from the stack's
 * config and may be shown, whatever its words are.
 */
export class ProfileError extends Error {
    public constructor(
        public readonly profile: string,
        cause: Error,
    ) {
        super(cause.message, { cause });
        this.name = cause.name;
    }
}

const notFoundNames = ["ResourceNotFoundException"];
const throttlingNames = ["TooManyRequestsException", "ThrottlingException", "Throttling", "RequestLimitExceeded"];
const deniedNames = [
    "AccessDeniedException",
    // STS's name for it, for the credentials of a role.
    "AccessDenied",
    "NotAuthorizedException",
    "UnrecognizedClientException",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "IncompleteSignatureException",
    "MissingAuthenticationTokenException",
    "ExpiredToken",
    "ExpiredTokenException",
    "TokenRefreshRequired",
    "CredentialsProviderError",
    "OptInRequired",
];

/** Whether AWS says that the pool or the job does not exist; `false` if it says so of the role. */
export function isNotFound(error: unknown): boolean {
    return notFoundNames.includes(nameOf(error)) && !isRoleRefused(error);
}

/** Whether the credentials are missing, wrong, expired or not allowed to make the call. */
export function isAccessDenied(error: unknown): boolean {
    return deniedNames.includes(nameOf(error)) || /could not load credentials/i.test(messageOf(error));
}

/** Whether AWS answered that too many calls were made: the call did nothing. */
export function isThrottled(error: unknown): boolean {
    return throttlingNames.includes(nameOf(error));
}

/** Whether AWS says that a precondition is missing: no CSV yet, or another job is active. */
export function isPreconditionNotMet(error: unknown): boolean {
    return nameOf(error) === "PreconditionNotMetException";
}

/** Whether AWS says that there are too many of something already. */
export function isLimitExceeded(error: unknown): boolean {
    return nameOf(error) === "LimitExceededException";
}

/** Whether trying again later may help: throttling, a server error, a broken connection. */
export function isTransient(error: unknown): boolean {
    const fault = networkFaultOf(error);
    return isThrottled(error) || isServerError(error) || (fault !== undefined && fault.kind !== "certificate");
}

/**
 * The error to show for what an AWS call threw: what was tried, on which id, what AWS said, what to do. An error of ours
 * is returned unchanged.
 */
export function explainAwsError(error: unknown, call: AttemptedCall): UserImportError {
    if (isUserImportError(error)) {
        return error;
    }
    const { code, said = `${shownName(nameOf(error))}: ${wordsOf(error)}`, advice } = classify(error, call);
    const job = call.jobId === undefined ? "" : ` of import job ${call.jobId}`;
    return new UserImportError(
        code,
        `${call.operation}${job} in user pool ${call.userPoolId} failed. ${said} ${advice}`,
        { cause: error, jobId: call.jobId },
    );
}

/** AWS's own words as a sentence, as far as they may be shown. A profile without credentials is named first. */
export function wordsOf(error: unknown): string {
    const about = error instanceof ProfileError ? `The profile ${error.profile} gives no credentials: ` : "";
    return about + sentence(shownText(messageOf(error)));
}

interface Explanation {
    readonly code: UserImportErrorCode;
    readonly advice: string;
    /** `undefined`: AWS's own words. */
    readonly said?: string;
}

function classify(error: unknown, call: AttemptedCall): Explanation {
    const fault = networkFaultOf(error);
    if (fault !== undefined) {
        return { code: "unreachable", ...explainNetworkFault(fault) };
    }
    if (isNotFound(error)) {
        return {
            code: "not-found",
            advice: "Check the id. Check that aws:region, aws:profile and the credentials belong to the pool's account.",
        };
    }
    if (isRoleRefused(error)) {
        return { code: "aws-error", advice: roleAdvice(call) };
    }
    if (isAccessDenied(error) || isCallerRefused(error)) {
        return { code: "access-denied", advice: deniedAdvice(error, call) };
    }
    if (isThrottled(error)) {
        return {
            code: "aws-error",
            advice: "AWS throttled the call on every try. Run again later, or raise aws:maxRetries.",
        };
    }
    if (isServerError(error)) {
        return {
            code: "aws-error",
            advice: "This is a problem at AWS. Run again later. If it stays, see the AWS Health Dashboard.",
        };
    }
    if (isLimitExceeded(error)) {
        return { code: "limit-exceeded", advice: limitAdvice(call) };
    }
    const isOfRole = mentionsRole(error) && call.cloudWatchLogsRoleArn !== undefined;
    return { code: "aws-error", advice: isOfRole ? roleAdvice(call) : "Correct what AWS names and run again." };
}

function isServerError(error: unknown): boolean {
    const status = (error as { $metadata?: { httpStatusCode?: number } } | null | undefined)?.$metadata?.httpStatusCode;
    return status !== undefined && status >= 500;
}

function sentence(text: string): string {
    const trimmed = text.trim();
    return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
