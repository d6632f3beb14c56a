import type { IncomingMessage, ServerResponse } from "node:http";
import { csvLimits } from "../csv/limits";
import type { SignatureVerdict } from "../services/presigner";
import type { Services } from "../services/services";
import type { CallLog } from "./callRecord";
import { respondS3, type S3Answer } from "./respond";

const encryptionHeader = "x-amz-server-side-encryption";
const pathPattern = /^\/aws-cognito-idp-user-import-[a-z0-9-]+\/[0-9]{12}\/([\w-]{1,55})\/(import-[0-9a-zA-Z-]{1,48})$/;

/** Whether a path is that of an upload URL; everything below it answers as S3 does. */
export function isUploadPath(path: string): boolean {
    return path.startsWith("/aws-cognito-idp-user-import-");
}

/** Answers the PUT of a CSV to a job's presigned URL. */
export async function handleUpload(
    services: Services,
    calls: CallLog,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
): Promise<void> {
    const timeMs = services.clock.now();
    const answer = (await refuse(services, request, url)) ?? (await store(services, request, url));
    if (answer === undefined) {
        // The body broke off, and with it the connection: there is nobody to answer.
        return;
    }
    if (!request.complete) {
        // Refused before the body was read: throw it away, so that the caller gets to read the answer.
        request.resume();
    }
    respondS3(response, answer);
    calls.add({ operation: "PutObject", timeMs, statusCode: answer.statusCode, errorCode: answer.code });
}

/** What S3 finds wrong before it reads the body; `undefined`: nothing. */
async function refuse(services: Services, request: IncomingMessage, url: URL): Promise<S3Answer | undefined> {
    const verdict = await services.presigner.verify({
        method: request.method ?? "",
        path: url.pathname,
        query: url.searchParams,
        host: request.headers.host ?? "",
        encryption: header(request, encryptionHeader),
    });
    if (verdict.kind !== "valid") {
        return signatureError(verdict, services.clock.now());
    }
    const unsigned = Object.keys(request.headers).filter(
        (name) => name.startsWith("x-amz-") && name !== encryptionHeader,
    );
    if (unsigned.length > 0) {
        const message = "There were headers present in the request which were not signed";
        return { statusCode: 403, code: "AccessDenied", message, details: { HeadersNotSigned: unsigned.join(", ") } };
    }
    const length = request.headers["content-length"];
    if (length === undefined) {
        const message = "You must provide the Content-Length HTTP header.";
        return { statusCode: 411, code: "MissingContentLength", message };
    }
    if (Number(length) > csvLimits.fileBytes) {
        // Assumed: S3 itself would take 5 GB; that the limit of an import is enforced here is ours.
        const details = { ProposedSize: length, MaxSizeAllowed: String(csvLimits.fileBytes) };
        const message = "Your proposed upload exceeds the maximum allowed size";
        return { statusCode: 400, code: "EntityTooLarge", message, details };
    }
    return undefined;
}

async function store(services: Services, request: IncomingMessage, url: URL): Promise<S3Answer | undefined> {
    const [, poolId = "", jobId = ""] = pathPattern.exec(url.pathname) ?? [];
    const job = services.pools.has(poolId)
        ? services.pools.get(poolId).jobs.find((candidate) => candidate.id === jobId)
        : undefined;
    if (job === undefined) {
        return { statusCode: 404, code: "NoSuchKey", message: "The specified key does not exist." };
    }
    try {
        const md5 = await services.uploads.save(job.id, request);
        return { statusCode: 200, headers: { etag: `"${md5}"`, [encryptionHeader]: "aws:kms" } };
    } catch (error) {
        if (request.destroyed && !request.complete) {
            return undefined;
        }
        throw error;
    }
}

function signatureError(verdict: SignatureVerdict, nowMs: number): S3Answer {
    switch (verdict.kind) {
        case "expired": {
            const details = {
                "X-Amz-Expires": String(verdict.expiresSeconds),
                Expires: isoSeconds(verdict.expiresMs),
                ServerTime: isoSeconds(nowMs),
            };
            return { statusCode: 403, code: "AccessDenied", message: "Request has expired", details };
        }
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

function header(request: IncomingMessage, name: string): string | undefined {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(",") : value;
}
