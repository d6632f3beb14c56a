import type { SharedServices } from "../services";
import type { StoredObject } from "../uploads/objectStore";
import type { ByteRange } from "../uploads/uploadStore";
import type { S3Answer } from "../wire/respond";
import { identityHeaders } from "./putObject";
import type { S3Request } from "./s3Request";

/** Answers GetObject and HeadObject, which differ in the body only. */
export function getObject(services: SharedServices, request: S3Request): S3Answer {
    const { headers } = request.wire;
    const versionId = request.query.get("versionId") ?? undefined;
    const object = services.objects.get(request.bucket, request.key, versionId);
    if (object === undefined) {
        return versionId === undefined
            ? { statusCode: 404, code: "NoSuchKey", message: "The specified key does not exist." }
            : { statusCode: 404, code: "NoSuchVersion", message: "The specified version does not exist." };
    }
    const quoted = `"${object.etag}"`;
    const ifMatch = headers["if-match"];
    if (ifMatch !== undefined && ifMatch !== quoted && ifMatch !== object.etag) {
        const message = "At least one of the pre-conditions you specified did not hold";
        return { statusCode: 412, code: "PreconditionFailed", message, details: { Condition: "If-Match" } };
    }
    if (headers["if-none-match"] === quoted) {
        return { statusCode: 304, headers: identityHeaders(object, false) };
    }
    const range = parseRange(headers.range, object.bytes);
    if (range === "unsatisfiable") {
        const details = { RangeRequested: headers.range ?? "", ActualObjectSize: String(object.bytes) };
        return { statusCode: 416, code: "InvalidRange", message: "The requested range is not satisfiable", details };
    }
    return {
        statusCode: range === undefined ? 200 : 206,
        headers: answerHeaders(object, range, headers["x-amz-checksum-mode"] === "ENABLED"),
        ...(request.wire.method === "HEAD" ? {} : { body: services.uploads.read(object.blob, range) }),
    };
}

function answerHeaders(
    object: StoredObject,
    range: ByteRange | undefined,
    withChecksum: boolean,
): Record<string, string> {
    const length = range === undefined ? object.bytes : range.end - range.start + 1;
    return {
        "content-type": "binary/octet-stream",
        ...Object.fromEntries(object.headers),
        "accept-ranges": "bytes",
        "content-length": String(length),
        "last-modified": new Date(object.modifiedMs).toUTCString(),
        ...(range === undefined ? {} : { "content-range": `bytes ${range.start}-${range.end}/${object.bytes}` }),
        // The checksum is that of the whole object: it says nothing of a part.
        ...identityHeaders(object, withChecksum && range === undefined),
    };
}

/** `bytes=0-99`, `bytes=100-`, `bytes=-100`; anything else is ignored, as S3 does. */
function parseRange(text: string | undefined, bytes: number): ByteRange | "unsatisfiable" | undefined {
    const match = /^bytes=([0-9]{0,15})-([0-9]{0,15})$/.exec(text ?? "");
    const [, first = "", last = ""] = match ?? [];
    if (first === "" && last === "") {
        return undefined;
    }
    if (first === "") {
        const length = Math.min(Number(last), bytes);
        return length === 0 ? "unsatisfiable" : { start: bytes - length, end: bytes - 1 };
    }
    const start = Number(first);
    const end = last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
    if (last !== "" && Number(last) < start) {
        return undefined;
    }
    return start >= bytes ? "unsatisfiable" : { start, end };
}
