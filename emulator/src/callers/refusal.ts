import type { Clock } from "../clock/clock";
import { EmulatorError, type ErrorCode } from "../errors";
import type { Settings } from "../options";
import type { S3Answer } from "../wire/respond";
import { isSigned, judgeSignature, type SignatureFault } from "../wire/signature";
import type { WireRequest } from "../wire/wire";
import type { CallerStore } from "./callerStore";

/** Why the credentials of a request do not count. `wrong token`: the session token is not the one of the access key. */
export type Refusal = "missing" | SignatureFault | "unknown key" | "wrong token" | "expired";

/**
 * What is wrong with the credentials of a request; `undefined`: nothing. Any credentials will do, except those that the emulator gave
 * out and that are over; with `verifySignatures` the signature has to be right too.
 */
export function refusalOf(
    parts: { readonly settings: Settings; readonly callers: CallerStore; readonly clock: Clock },
    request: WireRequest,
    bodyHash: () => string,
): Refusal | undefined {
    if (!isSigned(request)) {
        return "missing";
    }
    const session = parts.callers.identify(request)?.session;
    if (session !== undefined && request.headers["x-amz-security-token"] !== session.sessionToken) {
        return "wrong token";
    }
    if (session !== undefined && parts.clock.now() >= session.expiresMs) {
        return "expired";
    }
    const { verifySignatures: own } = parts.settings;
    const secretOf = (accessKeyId: string): string | undefined =>
        session?.secretAccessKey ?? (accessKeyId === own?.accessKeyId ? own.secretAccessKey : undefined);
    return own === undefined ? undefined : judgeSignature(request, bodyHash(), secretOf);
}

const mismatch =
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
const invalidToken = "The security token included in the request is invalid.";
const expiredToken = "The security token included in the request is expired";
const skewed = "Signature expired, or is not yet current.";
const incomplete = "The Authorization header is not complete.";

/** The error of a JSON API. */
export function jsonRefusal(refusal: Refusal): EmulatorError {
    return new EmulatorError(...jsonErrors[refusal]);
}

const jsonErrors: Readonly<Record<Refusal, readonly [ErrorCode, string]>> = {
    missing: ["MissingAuthenticationTokenException", "Missing Authentication Token"],
    incomplete: ["IncompleteSignatureException", incomplete],
    "unknown key": ["UnrecognizedClientException", invalidToken],
    "wrong token": ["UnrecognizedClientException", invalidToken],
    expired: ["ExpiredTokenException", expiredToken],
    skewed: ["InvalidSignatureException", skewed],
    mismatch: ["InvalidSignatureException", mismatch],
};

/** The error of STS. */
export function queryRefusal(refusal: Refusal): EmulatorError {
    return new EmulatorError(...queryErrors[refusal]);
}

const queryErrors: Readonly<Record<Refusal, readonly [ErrorCode, string, number]>> = {
    missing: ["MissingAuthenticationToken", "Request is missing Authentication Token", 403],
    incomplete: ["IncompleteSignature", incomplete, 400],
    "unknown key": ["InvalidClientTokenId", invalidToken, 403],
    "wrong token": ["InvalidClientTokenId", invalidToken, 403],
    expired: ["ExpiredToken", expiredToken, 403],
    skewed: ["SignatureDoesNotMatch", skewed, 403],
    mismatch: ["SignatureDoesNotMatch", mismatch, 403],
};

/** The answer of S3. */
export function s3Refusal(refusal: Refusal): S3Answer {
    const [code, message, statusCode = 403] = s3Errors[refusal];
    return { statusCode, code, message };
}

const s3Errors: Readonly<Record<Refusal, readonly [string, string, number?]>> = {
    missing: ["AccessDenied", "Access Denied"],
    incomplete: ["AccessDenied", "Access Denied"],
    "unknown key": ["InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records."],
    "wrong token": ["InvalidToken", "The provided token is malformed or otherwise invalid.", 400],
    expired: ["ExpiredToken", "The provided token has expired.", 400],
    skewed: ["RequestTimeTooSkewed", "The difference between the request time and the current time is too large."],
    mismatch: [
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
    ],
};
