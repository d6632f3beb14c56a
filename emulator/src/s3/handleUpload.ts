import { csvLimits } from "../csv/format";
import type { SharedServices } from "../services";
import type { SignatureVerdict } from "../uploads/presigner";
import { type S3Answer, s3Response } from "../wire/respond";
import { bodyOf, type WireRequest, type WireResponse } from "../wire/wire";

const encryptionHeader = "x-amz-server-side-encryption";
const pathPattern = /^\/aws-cognito-idp-user-import-[a-z0-9-]+\/[0-9]{12}\/([\w-]{1,55})\/(import-[0-9a-zA-Z-]{1,48})$/;

/** Whether a path is that of an upload URL; everything below it answers as S3 does. */
export function isUploadPath(path: string): boolean {
    return path.startsWith("/aws-cognito-idp-user-import-");
}

/** Answers the PUT of a CSV to a job's presigned URL. */
export async function handleUpload(services: SharedServices, request: WireRequest, url: URL): Promise<WireResponse> {
    return s3Response((await refuse(services, request, url)) ?? (await store(services, request, url)));
}

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

/** What S3 finds wrong before it reads the body; `undefined`: nothing. */
async function refuse(services: SharedServices, request: WireRequest, url: URL): Promise<S3Answer | undefined> {
    const verdict = await services.presigner.verify({
        method: request.method,
        path: url.pathname,
        query: url.searchParams,
        host: request.headers.host ?? "",
        encryption: request.headers[encryptionHeader],
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

async function store(services: SharedServices, request: WireRequest, url: URL): Promise<S3Answer> {
    const [, poolId = "", jobId = ""] = pathPattern.exec(url.pathname) ?? [];
    const job = services.jobs.find(poolId, jobId);
    if (job === undefined) {
        return { statusCode: 404, code: "NoSuchKey", message: "The specified key does not exist." };
    }
    const md5 = await services.uploads.save(job.id, bodyOf(request));
    return { statusCode: 200, headers: { etag: `"${md5}"`, [encryptionHeader]: "aws:kms" } };
}

/** S3's answer to a signature that is not valid. */
function signatureError(verdict: SignatureVerdict, nowMs: number): S3Answer {
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
