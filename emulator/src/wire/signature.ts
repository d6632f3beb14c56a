import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { WireRequest } from "./wire";

const mostSkewMs = 15 * 60_000;
const authorizationPattern =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/([0-9]{8}\/[a-z0-9-]+\/[a-z0-9-]+\/aws4_request),\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/;

/** What is wrong with a signature; `skewed`: the caller's clock is wrong, or the request is old. */
export type SignatureFault = "incomplete" | "skewed" | "mismatch";

/** Whether a request is signed at all, however badly. */
export function isSigned(request: WireRequest): boolean {
    return /^AWS4-/.test(request.headers.authorization ?? "");
}

/** The access key that a request says it is signed with; `undefined`: none. */
export function accessKeyIdOf(request: WireRequest): string | undefined {
    return /^AWS4-.*?Credential=([^/,\s]+)/.exec(request.headers.authorization ?? "")?.[1];
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
 * @param secretOf the secret of an access key
 * @returns `undefined` when nothing is wrong, `"unknown key"` when the key has no secret.
 */
export function judgeSignature(
    request: WireRequest,
    bodyHash: string,
    secretOf: (accessKeyId: string) => string | undefined,
): SignatureFault | "unknown key" | undefined {
    const match = authorizationPattern.exec(request.headers.authorization ?? "");
    const [, accessKeyId = "", scope = "", signedHeaders = "", signature = ""] = match ?? [];
    const date = request.headers["x-amz-date"] ?? "";
    const signedMs = parseAmzDate(date);
    const names = signedHeaders.split(";");
    if (match === null || signedMs === undefined || !names.includes("host")) {
        return "incomplete";
    }
    const secret = secretOf(accessKeyId);
    if (secret === undefined) {
        return "unknown key";
    }
    if (Math.abs(Date.now() - signedMs) > mostSkewMs || !scope.startsWith(date.slice(0, 8))) {
        return "skewed";
    }
    const canonical = canonicalRequest(request, names, bodyHash);
    const digest = createHash("sha256").update(canonical).digest("hex");
    const expected = hmac(signingKey(secret, scope), ["AWS4-HMAC-SHA256", date, scope, digest].join("\n"));
    return timingSafeEqual(expected, Buffer.from(signature, "hex")) ? undefined : "mismatch";
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
