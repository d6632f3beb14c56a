import { randomId } from "../ids";
import type { SharedServices } from "../services";
import type { StoredObject } from "../uploads/objectStore";
import type { S3Answer } from "../wire/respond";
import { MalformedBodyError } from "./awsChunked";
import { announcedLength, type ReceivedBody, receiveBody } from "./receiveBody";
import type { S3Request } from "./s3Request";

/** Twice what an import takes: enough to try what happens beyond its limits. */
const mostBytes = 200 * 1024 * 1024;

/** Stores an object, once its length and checksums are what the request says. */
export async function putObject(services: SharedServices, request: S3Request): Promise<S3Answer> {
    const early = refuse(services, request);
    if (early !== undefined) {
        return early;
    }
    const blob = `object-${randomId(20)}`;
    let body: ReceivedBody;
    try {
        body = await receiveBody(services.uploads, request, blob);
    } catch (error) {
        if (error instanceof MalformedBodyError) {
            const message = "You did not provide the number of bytes specified by the Content-Length HTTP header";
            return { statusCode: 400, code: "IncompleteBody", message };
        }
        throw error;
    }
    const mismatch = findMismatch(body, request);
    if (mismatch !== undefined) {
        await services.uploads.delete(blob);
        return { statusCode: 400, code: "BadDigest", message: mismatch };
    }
    const object: StoredObject = {
        blob,
        versionId: services.objects.keepsVersions(request.bucket) ? randomId(32) : "null",
        bytes: body.bytes,
        etag: body.etag,
        checksum: body.checksum,
        modifiedMs: services.clock.now(),
        headers: keptHeaders(request),
    };
    const replaced = services.objects.put(request.bucket, request.key, object);
    if (replaced !== undefined) {
        // Until the journal names the new bytes, the old ones are what the next start looks for.
        services.journal.flush();
        await services.uploads.delete(replaced.blob);
    }
    return { statusCode: 200, headers: identityHeaders(object) };
}

/** ETag, version and checksum of an object. */
export function identityHeaders(object: StoredObject, withChecksum = true): Record<string, string> {
    const { algorithm, value } = object.checksum;
    return {
        etag: `"${object.etag}"`,
        ...(object.versionId === "null" ? {} : { "x-amz-version-id": object.versionId }),
        ...(withChecksum ? { [`x-amz-checksum-${algorithm}`]: value, "x-amz-checksum-type": "FULL_OBJECT" } : {}),
    };
}

/** What is wrong before the body is read; `undefined`: nothing. */
function refuse({ objects }: SharedServices, { wire, bucket, key }: S3Request): S3Answer | undefined {
    const length = announcedLength(wire.headers);
    if (!Number.isInteger(length) || length < 0) {
        const message = "You must provide the Content-Length HTTP header.";
        return { statusCode: 411, code: "MissingContentLength", message };
    }
    if (length > mostBytes) {
        const message = "Your proposed upload exceeds the maximum allowed size";
        return { statusCode: 400, code: "EntityTooLarge", message };
    }
    if (wire.headers["if-none-match"] === "*" && objects.get(bucket, key, undefined) !== undefined) {
        const message = "At least one of the pre-conditions you specified did not hold";
        return { statusCode: 412, code: "PreconditionFailed", message };
    }
    return undefined;
}

function findMismatch(body: ReceivedBody, request: S3Request): string | undefined {
    const { algorithm, value } = body.checksum;
    if (body.expectedChecksum !== undefined && body.expectedChecksum !== value) {
        return `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`;
    }
    const md5 = request.wire.headers["content-md5"];
    return md5 !== undefined && Buffer.from(md5, "base64").toString("hex") !== body.etag
        ? "The Content-MD5 you specified did not match what we received."
        : undefined;
}

function keptHeaders({ wire }: S3Request): [string, string][] {
    return Object.entries(wire.headers).flatMap(([name, value]): [string, string][] =>
        value !== undefined && (name === "content-type" || name.startsWith("x-amz-meta-")) ? [[name, value]] : [],
    );
}
