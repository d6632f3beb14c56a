import { isUserImportError, messageOf, UserImportError, type UserImportErrorCode } from "../errors";
import { shownName } from "../shown/shownError";
import { shownText } from "../shown/shownText";
import { deniedAdvice, limitAdvice, roleAdvice } from "./awsAdvice";
import { denialIn } from "./denial";
import { explainNetworkFault, networkFaultOf } from "./networkFault";
import { ProfileError } from "./profileError";

/** What a call was for, so that its error can say it. */
export interface AttemptedCall {
    /** As AWS names it, such as `StartUserImportJob`. */
    readonly operation: string;
    readonly userPoolId: string;
    readonly jobId?: string | undefined;
    /** Said where the role is what AWS refused. */
    readonly cloudWatchLogsRoleArn?: string | undefined;
}

const notFoundNames = ["ResourceNotFoundException"];
const throttlingNames = ["TooManyRequestsException", "ThrottlingException", "Throttling", "RequestLimitExceeded"];
const deniedNames = [
    "AccessDeniedException",
    // As STS says it, where credentials are those of a role.
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

/**
 * What Cognito may call it that it cannot use the role. Other names are STS's or the credential providers', who speak of
 * roles too: of the caller's.
 */
const roleNames =
    /^(InvalidParameter|PreconditionNotMet|NotAuthorized|AccessDenied|OperationNotEnabled|\w*Role\w*)Exception$/;

/** Whether AWS says that the pool or the job does not exist. */
export function isNotFound(error: unknown): boolean {
    return notFoundNames.includes(nameOf(error));
}

/** Whether the credentials are missing, wrong, expired or not allowed to make the call. */
export function isAccessDenied(error: unknown): boolean {
    return deniedNames.includes(nameOf(error)) || /could not load credentials/i.test(messageOf(error));
}

/** Whether AWS answered that too many calls were made: the call did nothing. */
export function isThrottled(error: unknown): boolean {
    return throttlingNames.includes(nameOf(error));
}

/** Whether AWS says that something has to be done first: no CSV yet, or another job is active. */
export function isPreconditionNotMet(error: unknown): boolean {
    return nameOf(error) === "PreconditionNotMetException";
}

/** Whether AWS says that there are too many of something already. */
export function isLimitExceeded(error: unknown): boolean {
    return nameOf(error) === "LimitExceededException";
}

/**
 * Whether AWS says that Cognito cannot assume the CloudWatch Logs role, which a role made seconds ago may cause. That the
 * caller may not do something is another thing, although AWS then names the caller's role, which is an assumed one.
 *
 * Assumed: AWS documents neither error nor text; any refusal by Cognito that speaks of the role and of assuming or trust counts.
 */
export function isRoleNotAssumable(error: unknown): boolean {
    const denial = denialIn(messageOf(error));
    const isSaid = denial === undefined ? /assum|trust/i.test(wordsOfRole(error)) : denial.action.startsWith("sts:");
    return isAboutRole(error) && isSaid;
}

/** Whether trying again later may help: throttling, a server error, a broken connection. */
export function isTransient(error: unknown): boolean {
    const fault = networkFaultOf(error);
    return isThrottled(error) || isServerError(error) || (fault !== undefined && fault.kind !== "certificate");
}

/**
 * The error to show for what an AWS call threw: what was tried, on which id, what AWS said, what to do. An error that
 * is ours already comes back untouched.
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

/** AWS's own words, as a sentence, as far as they may be shown; after the profile that gives no credentials. */
export function wordsOf(error: unknown): string {
    const about = error instanceof ProfileError ? `No credentials of the profile ${error.profile}: ` : "";
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
            advice: "Check the id, and that aws:region, aws:profile and the credentials are those of the pool's account.",
        };
    }
    if (isRoleNotAssumable(error)) {
        return { code: "aws-error", advice: roleAdvice(call.cloudWatchLogsRoleArn) };
    }
    if (isAccessDenied(error)) {
        return { code: "access-denied", advice: deniedAdvice(error, call) };
    }
    if (isThrottled(error)) {
        return {
            code: "aws-error",
            advice: "AWS throttled the call on every try; run again later or raise aws:maxRetries.",
        };
    }
    if (isServerError(error)) {
        return {
            code: "aws-error",
            advice: "That is AWS's own trouble: run again later. Where it stays, see the AWS Health Dashboard.",
        };
    }
    if (isLimitExceeded(error)) {
        return { code: "limit-exceeded", advice: limitAdvice(call) };
    }
    const isOfRole = isAboutRole(error) && call.cloudWatchLogsRoleArn !== undefined;
    return {
        code: "aws-error",
        advice: isOfRole ? roleAdvice(call.cloudWatchLogsRoleArn) : "Mend what AWS names and run again.",
    };
}

/** Whether a text speaks of a role. `custom:role` is none but a common attribute. */
export function speaksOfRole(text: string): boolean {
    return /(?<![:\w])role\b/i.test(text);
}

/** Whether Cognito speaks of the CloudWatch Logs role. */
function isAboutRole(error: unknown): boolean {
    const denial = denialIn(messageOf(error));
    const isSaid = denial === undefined ? speaksOfRole(wordsOfRole(error)) : denial.isOfService;
    return roleNames.test(nameOf(error)) && isSaid;
}

/** The text without ARNs, whose names may be any words; a role's stands for itself. */
function wordsOfRole(error: unknown): string {
    return messageOf(error)
        .replace(/\barn:[\w-]+:iam::\d*:role\/\S*/g, "role")
        .replace(/\barn:\S*/g, "");
}

function isServerError(error: unknown): boolean {
    const status = (error as { $metadata?: { httpStatusCode?: number } } | null | undefined)?.$metadata?.httpStatusCode;
    return status !== undefined && status >= 500;
}

function nameOf(error: unknown): string {
    return error instanceof Error ? error.name : "Error";
}

function sentence(text: string): string {
    const trimmed = text.trim();
    return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
