import type { S3Operation } from "../operations";
import type { WireRequest } from "../wire/wire";

/** The parts of a request to S3. */
export interface S3Request {
    readonly wire: WireRequest;
    readonly bucket: string;
    /** Decoded; empty for the bucket itself. */
    readonly key: string;
    readonly query: URLSearchParams;
}

/** Bucket and key from `/bucket/key` or from a host `bucket.…`; `undefined`: no bucket is named. */
export function parseS3Request(wire: WireRequest, url: URL): S3Request | undefined {
    const host = /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.(?:s3\.)?(?:localhost|127\.0\.0\.1)(?::[0-9]+)?$/.exec(
        wire.headers.host ?? "",
    );
    const path = url.pathname.slice(1);
    const slash = path.indexOf("/");
    const inPath = slash === -1 ? path : path.slice(0, slash);
    const bucket = host?.[1] ?? inPath;
    const rest = host === null ? (slash === -1 ? "" : path.slice(slash + 1)) : path;
    const key = decode(rest);
    return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket) && key !== undefined
        ? { wire, bucket, key, query: url.searchParams }
        : undefined;
}

/** What each request is called in AWS's model; `undefined`: the emulator does not serve it. */
export function s3OperationOf({ wire, key, query }: S3Request): S3Operation | undefined {
    const subresources = [...query.keys()].filter(
        (name) => name !== "versionId" && name !== "x-id" && !/^X-Amz-/.test(name),
    );
    const name = `${wire.method} ${key === "" ? "bucket" : "object"} ${subresources.join(" ")}`.trim();
    return operations.get(name);
}

const operations: ReadonlyMap<string, S3Operation> = new Map([
    ["PUT bucket", "CreateBucket"],
    ["PUT bucket versioning", "PutBucketVersioning"],
    ["PUT object", "PutObject"],
    ["GET object", "GetObject"],
    ["HEAD object", "HeadObject"],
]);

function decode(text: string): string | undefined {
    try {
        return decodeURIComponent(text);
    } catch {
        return undefined;
    }
}
