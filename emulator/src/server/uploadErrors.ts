import type { SignatureVerdict } from "../services/presigner";
import type { S3Answer } from "./respond";

/** S3's answer to a presigned URL whose time is over. */
export function expiredAnswer(
    expiry: { readonly expiresMs: number; readonly expiresSeconds: number },
    nowMs: number,
): S3Answer {
    const details = {
        "X-Amz-Expires": String(expiry.expiresSeconds),
        Expires: isoSeconds(expiry.expiresMs),
        ServerTime: isoSeconds(nowMs),
    };
    return { statusCode: 403, code: "AccessDenied", message: "Request has expired", details };
}

/** S3's answer to a signature that is not valid. */
export function signatureError(verdict: SignatureVerdict, nowMs: number): S3Answer {
    switch (verdict.kind) {
        case "expired":
            return expiredAnswer(verdict, nowMs);
        case "unsigned":
            return { statusCode: 403, code: "AccessDenied", message: "Access Denied" };
        case "unknown-key": {
            const message = "The AWS Access Key Id you provided does not exist in our records.";
            return { statusCode: 403, code: "InvalidAccessKeyId", message };
        }
        default: {
            const message =
                "The request signature we calculated does not match the signature you provided. Check your key and signing method.";
            return { statusCode: 403, code: "SignatureDoesNotMatch", message };
        }
    }
}

function isoSeconds(timeMs: number): string {
    return new Date(timeMs).toISOString().replace(/\.\d+Z$/, "Z");
}
