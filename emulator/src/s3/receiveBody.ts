import { type ChecksumAlgorithm, checksumAlgorithms, startChecksum } from "../uploads/checksums";
import type { UploadStore } from "../uploads/uploadStore";
import { bodyOf } from "../wire/wire";
import { decodeAwsChunked, MalformedBodyError, type Trailers } from "./awsChunked";
import type { S3Request } from "./s3Request";

type Headers = S3Request["wire"]["headers"];

/** The body of a PutObject, as it was received. */
export interface ReceivedBody {
    readonly bytes: number;
    /** MD5 in hex. */
    readonly etag: string;
    readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
    /** What the request says the checksum is; `undefined`: nothing. */
    readonly expectedChecksum: string | undefined;
}

/** How long the body will be, by what the request says. */
export function announcedLength(headers: Headers): number {
    return Number(isChunked(headers) ? headers["x-amz-decoded-content-length"] : headers["content-length"]);
}

/**
 * Stores the body under the name `blob`, and sums it up on the way.
 * @throws MalformedBodyError when it is longer or shorter than announced.
 */
export async function receiveBody(uploads: UploadStore, request: S3Request, blob: string): Promise<ReceivedBody> {
    const { headers } = request.wire;
    const length = announcedLength(headers);
    const trailers: Trailers = new Map();
    const algorithm = algorithmOf(headers);
    const checksum = startChecksum(algorithm);
    let bytes = 0;
    const measured = async function* (): AsyncGenerator<Buffer> {
        const body = bodyOf(request.wire);
        for await (const piece of isChunked(headers) ? decodeAwsChunked(body, trailers) : body) {
            bytes += piece.length;
            if (bytes > length) {
                throw new MalformedBodyError("the body is longer than it says");
            }
            checksum.update(piece);
            yield piece;
        }
        if (bytes < length) {
            throw new MalformedBodyError("the body is shorter than it says");
        }
    };
    const etag = await uploads.save(blob, measured());
    const name = `x-amz-checksum-${algorithm}`;
    return {
        bytes,
        etag,
        checksum: { algorithm, value: checksum.base64() },
        expectedChecksum: headers[name] ?? trailers.get(name),
    };
}

function isChunked(headers: Headers): boolean {
    return /\baws-chunked\b/.test(headers["content-encoding"] ?? "");
}

/** The algorithm that the request names; S3's own default is CRC64NVME. */
function algorithmOf(headers: Headers): ChecksumAlgorithm {
    const named = headers["x-amz-sdk-checksum-algorithm"]?.toLowerCase();
    return (
        checksumAlgorithms.find(
            (algorithm) =>
                headers[`x-amz-checksum-${algorithm}`] !== undefined ||
                headers["x-amz-trailer"] === `x-amz-checksum-${algorithm}` ||
                named === algorithm,
        ) ?? "crc64nvme"
    );
}
