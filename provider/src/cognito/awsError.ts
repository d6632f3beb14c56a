import { isUserImportError, messageOf, UserImportError, type UserImportErrorCode } from "../errors";
import { withoutCredentials } from "../withoutCredentials";

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
const networkCodes = [
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "CERT_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_TLS_CERT_ALTNAME_INVALID",
];

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

/**
 * Whether AWS says that Cognito cannot assume the CloudWatch Logs role, which a role made seconds ago may cause.
 *
 * Assumed: AWS documents neither error nor text; any refusal that speaks of the role and of assuming or trust counts.
 */
export function isRoleNotAssumable(error: unknown): boolean {
    const text = messageOf(error);
    return error instanceof Error && !isTransient(error) && /\brole\b/i.test(text) && /assum|trust/i.test(text);
}

/** Whether no answer came: the endpoint cannot be reached, or the connection broke. The call may have acted. */
export function isUnreachable(error: unknown): boolean {
    return networkCodeOf(error) !== undefined || nameOf(error) === "TimeoutError";
}

/** Whether trying again later may help: throttling, a server error, a broken connection. */
export function isTransient(error: unknown): boolean {
    const status = (error as { $metadata?: { httpStatusCode?: number } } | null | undefined)?.$metadata?.httpStatusCode;
    return isThrottled(error) || isUnreachable(error) || (status !== undefined && status >= 500);
}

/**
 * The error to show for what an AWS call threw: what was tried, on which id, what AWS said, what to do. An error that
 * is ours already comes back untouched.
 */
export function explainAwsError(error: unknown, call: AttemptedCall): UserImportError {
    if (isUserImportError(error)) {
        return error;
    }
    const { code, advice } = classify(error, call);
    const job = call.jobId === undefined ? "" : ` of import job ${call.jobId}`;
    const said =
        code === "unreachable" ? networkText(error) : `${nameOf(error)}: ${withoutCredentials(messageOf(error))}`;
    return new UserImportError(
        code,
        `${call.operation}${job} in user pool ${call.userPoolId} failed. ${sentence(said)} ${advice}`,
        { cause: error, jobId: call.jobId },
    );
}

function classify(error: unknown, call: AttemptedCall): { code: UserImportErrorCode; advice: string } {
    if (isUnreachable(error)) {
        return {
            code: "unreachable",
            advice: "Check the network, the region and, where it is set, the Pulumi config aws:endpoints; then run again.",
        };
    }
    if (isNotFound(error)) {
        return {
            code: "not-found",
            advice: "Check the id, and that aws:region, aws:profile and the credentials are those of the pool's account.",
        };
    }
    if (isRoleNotAssumable(error)) {
        return { code: "aws-error", advice: roleAdvice(call) };
    }
    if (isAccessDenied(error)) {
        return { code: "access-denied", advice: deniedAdvice(call) };
    }
    if (isThrottled(error)) {
        return {
            code: "aws-error",
            advice: "AWS throttled the call on every try; run again later or raise aws:maxRetries.",
        };
    }
    if (nameOf(error) === "LimitExceededException") {
        return {
            code: "limit-exceeded",
            advice: "A user pool keeps at most 1,000 import jobs, and AWS has no call to delete one.",
        };
    }
    const isOfRole = /\brole\b/i.test(messageOf(error)) && call.cloudWatchLogsRoleArn !== undefined;
    return { code: "aws-error", advice: isOfRole ? roleAdvice(call) : "Mend what AWS names and run again." };
}

function deniedAdvice(call: AttemptedCall): string {
    const role = call.cloudWatchLogsRoleArn;
    // The role is of the pool's account, which nothing else here names.
    const [, partition = "aws", , , account = "*"] = role?.split(":") ?? [];
    const region = /^(.+)_/.exec(call.userPoolId)?.[1] ?? "*";
    const pool = `arn:${partition}:cognito-idp:${region}:${account}:userpool/${call.userPoolId}`;
    const passRole = call.operation === "CreateUserImportJob" ? ` and iam:PassRole on ${role ?? "the role"}` : "";
    return (
        "Check the credentials (aws:profile, aws:accessKey or the environment), and that they allow " +
        `cognito-idp:${call.operation} on ${pool}${passRole}.`
    );
}

function roleAdvice(call: AttemptedCall): string {
    return (
        `Check that ${call.cloudWatchLogsRoleArn ?? "the CloudWatch Logs role"} exists, and that its trust policy allows ` +
        '{"Effect": "Allow", "Principal": {"Service": "cognito-idp.amazonaws.com"}, "Action": "sts:AssumeRole"}.'
    );
}

function networkText(error: unknown): string {
    const code = networkCodeOf(error) ?? nameOf(error);
    const { address, port, hostname } = innermost(error) as { address?: string; port?: number; hostname?: string };
    const where = address !== undefined ? `${address}:${port}` : hostname;
    return where === undefined ? `No answer (${code})` : `No answer from ${where} (${code})`;
}

function networkCodeOf(error: unknown): string | undefined {
    const code = (innermost(error) as { code?: unknown }).code;
    return typeof code === "string" && networkCodes.includes(code) ? code : undefined;
}

/** Node wraps the refusals of several addresses in an AggregateError. */
function innermost(error: unknown): object {
    const errors = (error as { errors?: unknown[] } | null | undefined)?.errors;
    const inner = Array.isArray(errors) && errors.length > 0 ? errors[0] : error;
    return typeof inner === "object" && inner !== null ? inner : {};
}

function nameOf(error: unknown): string {
    return error instanceof Error ? error.name : "Error";
}

function sentence(text: string): string {
    const trimmed = text.trim();
    return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
