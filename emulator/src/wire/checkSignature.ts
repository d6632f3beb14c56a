import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { EmulatorError } from "../errors";
import type { Settings, SigningCredentials } from "../options";
import type { S3Answer } from "./respond";
import type { WireRequest } from "./wire";

const mostSkewMs = 15 * 60_000;
const authorizationPattern =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/([0-9]{8}\/[a-z0-9-]+\/[a-z0-9-]+\/aws4_request),\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

type Verdict = "valid" | "incomplete" | "unknown key" | "skewed" | "mismatch";

/**
 * Checks the signature of a call of a JSON API, if `verifySignatures` is set.
 * @throws EmulatorError with AWS's exceptions for it.
 */
export function checkApiSignature({ verifySignatures }: Settings, request: WireRequest, body: Buffer): void {
    if (verifySignatures === undefined) {
        return;
    }
    const bodyHash = createHash("sha256").update(body).digest("hex");
    switch (judge(request, bodyHash, verifySignatures)) {
        case "valid":
            return;
        case "incomplete":
            throw new EmulatorError("IncompleteSignatureException", "The Authorization header is not complete.");
        case "unknown key": {
            const message = "The security token included in the request is invalid.";
            throw new EmulatorError("UnrecognizedClientException", message);
        }
        case "skewed":
            throw new EmulatorError("InvalidSignatureException", "Signature expired, or is not yet current.");
        default: {
            const message =
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
            throw new EmulatorError("InvalidSignatureException", message);
        }
    }
}

/** Checks the signature of a request to S3, if `verifySignatures` is set. `undefined`: nothing is wrong. */
export function checkS3Signature({ verifySignatures }: Settings, request: WireRequest): S3Answer | undefined {
    if (verifySignatures === undefined) {
        return undefined;
    }
    const bodyHash = request.headers["x-amz-content-sha256"] ?? "UNSIGNED-PAYLOAD";
    switch (judge(request, bodyHash, verifySignatures)) {
        case "valid":
            return undefined;
        case "incomplete":
            return { statusCode: 403, code: "AccessDenied", message: "Access Denied" };
        case "unknown key": {
            const message = "The AWS Access Key Id you provided does not exist in our records.";
            return { statusCode: 403, code: "InvalidAccessKeyId", message };
        }
        case "skewed": {
            const message = "The difference between the request time and the current time is too large.";
            return { statusCode: 403, code: "RequestTimeTooSkewed", message };
        }
        default: {
            const message = "The request signature we calculated does not match the signature you provided.";
            return { statusCode: 403, code: "SignatureDoesNotMatch", message };
        }
    }
}

/** An X-Amz-Date such as `20260101T000000Z` in milliseconds since 1970; `undefined`: it is not such a date. */
export function parseAmzDate(text: string): number | undefined {
    const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
    const timeMs = Date.parse(iso);
    return iso === text || Number.isNaN(timeMs) ? undefined : timeMs;
}

/**
 * Computes the signature again, with code of its own: the SDK's signer makes the signatures, and a mistake of it must not hide here.
 * The signing time is the caller's, so it is compared with the machine's clock, not the emulator's.
 */
function judge(request: WireRequest, bodyHash: string, credentials: SigningCredentials): Verdict {
    const match = authorizationPattern.exec(request.headers.authorization ?? "");
    const [, accessKeyId = "", scope = "", signedHeaders = "", signature = ""] = match ?? [];
    const date = request.headers["x-amz-date"] ?? "";
    const signedMs = parseAmzDate(date);
    const names = signedHeaders.split(";");
    if (match === null || signedMs === undefined || !names.includes("host")) {
        return "incomplete";
    }
    if (accessKeyId !== credentials.accessKeyId) {
        return "unknown key";
    }
    if (Math.abs(Date.now() - signedMs) > mostSkewMs || !scope.startsWith(date.slice(0, 8))) {
        return "skewed";
    }
    const canonical = canonicalRequest(request, names, bodyHash);
    const digest = createHash("sha256").update(canonical).digest("hex");
    const key = signingKey(credentials.secretAccessKey, scope);
    const expected = hmac(key, ["AWS4-HMAC-SHA256", date, scope, digest].join("\n"));
    return timingSafeEqual(expected, Buffer.from(signature, "hex")) ? "valid" : "mismatch";
}

function canonicalRequest(request: WireRequest, names: readonly string[], bodyHash: string): string {
    const [path = "", query = ""] = request.target.split("?");
    const parameters = query === "" ? [] : query.split("&").map((pair) => (pair.includes("=") ? pair : `${pair}=`));
    const headers = names.map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/\s+/g, " ")}\n`);
    return [request.method, path, parameters.sort().join("&"), headers.join(""), names.join(";"), bodyHash].join("\n");
}

function signingKey(secret: string, scope: string): Buffer {
    return scope.split("/").reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secret}`));
}

function hmac(key: Buffer, text: string): Buffer {
    return createHmac("sha256", key).update(text).digest();
}
