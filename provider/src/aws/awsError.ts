import { isUserImportError, messageOf, nameOf, UserImportError, type UserImportErrorCode } from "../errors/errors";
import { shownName } from "../errors/shownError";
import { shownText } from "../errors/shownText";
import { type AttemptedCall, adviceForRole, deniedAdvice, limitAdvice, roleAdvice } from "./advice";
import { ProfileError } from "./callers/profileError";
import { RoleError } from "./callers/roleError";
import { explainNetworkFault, networkFaultOf } from "./networkError";
import { isCallerRefused, isRoleRefused, mentionsRole } from "./roleRefusal";
import { configName } from "./settings/configName";

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
export function isTransient(thrown: unknown): boolean {
    const error = thrown instanceof RoleError ? thrown.cause : thrown;
    const fault = networkFaultOf(error);
    const isLasting = fault?.kind === "certificate" || fault?.kind === "proxy";
    return isThrottled(error) || isServerError(error) || (fault !== undefined && !isLasting);
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
    if (error instanceof ProfileError) {
        return `The profile ${error.profile} gives no credentials: ${error.fault?.reason ?? sentence(shownText(error.message))}`;
    }
    return sentence(shownText(messageOf(error)));
}

/**
 * The error to show for what a call of STS threw. An error of ours is returned unchanged.
 *
 * @param operation as AWS names it, such as `GetCallerIdentity`
 */
export function explainSts(error: unknown, operation: string): UserImportError {
    if (isUserImportError(error)) {
        return error;
    }
    const { code, said = `${shownName(nameOf(error))}: ${wordsOf(error)}`, advice } = classifySts(error);
    return new UserImportError(code, `${operation} of STS failed. ${said} ${advice}`, { cause: error });
}

function classifySts(error: unknown): Explanation {
    const unasked = classifyUnasked(error);
    if (unasked !== undefined) {
        return unasked;
    }
    if (isAccessDenied(error)) {
        return {
            code: "access-denied",
            advice: `Check the credentials (${configName("profile")}, ${configName("accessKey")} or the environment): they are missing, wrong or no longer valid.`,
        };
    }
    return { code: "aws-error", advice: isServerError(error) ? serverAdvice : "Correct what AWS names and run again." };
}

interface Explanation {
    readonly code: UserImportErrorCode;
    readonly advice: string;
    /** `undefined`: AWS's own words. */
    readonly said?: string;
}

/** What kept the call from its service: no role, no profile, no connection. `undefined`: the service answered. */
function classifyUnasked(error: unknown): Explanation | undefined {
    if (error instanceof RoleError) {
        return explainRole(error);
    }
    if (error instanceof ProfileError && error.fault !== undefined) {
        return { code: "access-denied", said: wordsOf(error), advice: error.fault.advice };
    }
    const fault = networkFaultOf(error);
    return fault && { code: "unreachable", ...explainNetworkFault(fault) };
}

function classify(error: unknown, call: AttemptedCall): Explanation {
    const unasked = classifyUnasked(error);
    if (unasked !== undefined) {
        return unasked;
    }
    if (isNotFound(error)) {
        return {
            code: "not-found",
            advice: `Check the id. Check that ${configName("region")}, ${configName("profile")} and the credentials belong to the pool's account.`,
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
            advice: `AWS throttled the call on every try. Run again later, or raise ${configName("maxRetries")}.`,
        };
    }
    if (isServerError(error)) {
        return { code: "aws-error", advice: serverAdvice };
    }
    if (isLimitExceeded(error)) {
        return { code: "limit-exceeded", advice: limitAdvice(call) };
    }
    const isOfRole = mentionsRole(error) && call.cloudWatchLogsRoleArn !== undefined;
    return { code: "aws-error", advice: isOfRole ? roleAdvice(call) : "Correct what AWS names and run again." };
}

/** Why a role of the caller was not assumed. STS was called, so nothing was said to Cognito. */
function explainRole({ roleArn, operation, cause }: RoleError): Explanation {
    const about = `The role ${roleArn} was not assumed.`;
    const fault = networkFaultOf(cause);
    if (fault !== undefined) {
        const { said, advice } = explainNetworkFault(fault);
        return { code: "unreachable", said: `${about} ${said}`, advice };
    }
    return {
        code: isAccessDenied(cause) ? "access-denied" : "aws-error",
        said: `${about} STS answered ${shownName(nameOf(cause))}: ${wordsOf(cause)}`,
        advice: isServerError(cause) ? serverAdvice : adviceForRole(operation, roleArn, nameOf(cause)),
    };
}

const serverAdvice = "This is a problem at AWS. Run again later. If it stays, see the AWS Health Dashboard.";

function isServerError(error: unknown): boolean {
    const status = (error as { $metadata?: { httpStatusCode?: number } } | null | undefined)?.$metadata?.httpStatusCode;
    return status !== undefined && status >= 500;
}

function sentence(text: string): string {
    const trimmed = text.trim();
    return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
