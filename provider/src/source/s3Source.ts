import type { AlarmClock } from "../clock";
import { Pace } from "./pace";
import { readResuming } from "./readResuming";
import { explainS3Error, isBrokenConnection, s3Changed, s3Unreachable } from "./s3Error";
import type { S3Location } from "./s3Location";
import type { S3ObjectInfo, S3Objects } from "./s3Objects";
import type { Source } from "./source";

/** How long a look at an object may take, in seconds, with all the tries of the SDK. */
const headSeconds = 180;

/**
 * A CSV in Amazon S3. It is streamed, and neither kept on disk nor as a whole in memory; what is read is the version and
 * ETag that were there when it was opened, and an object that was replaced since is an error.
 *
 * @param signal ends the pause before a broken connection is tried again, with its reason
 * @throws UserImportError `source-unreadable` or `access-denied`
 */
export async function openS3Source(
    objects: S3Objects,
    location: S3Location,
    clock: AlarmClock,
    signal?: AbortSignal,
): Promise<Source> {
    const info = await new Pace(clock)
        .answer(async (connection) => await objects.head(location, connection), headSeconds)
        .catch((error: unknown) => {
            throw explainS3Error(error, location);
        });
    const revision = revisionOf(location, info);
    const readRange = (fromByte: number, toByte: number): AsyncIterable<Uint8Array> =>
        readObject({ objects, location, info, clock, signal, fromByte, toByte });
    return {
        description: location.text,
        sizeBytes: info.sizeBytes,
        revision,
        cacheKey: revision,
        read: () => readRange(0, info.sizeBytes),
        readRange,
    };
}

/**
 * The version where the bucket keeps versions, else the checksum, else the ETag; each with the object's address, since
 * versions and ETags are only those of one object. An ETag changes with the content also where it is not its MD5 (SSE-KMS, multipart).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
function revisionOf(location: S3Location, info: S3ObjectInfo): string | undefined {
    const object = `s3://${location.bucket}/${location.key}`;
    if (info.versionId !== undefined) {
        return `${object} version ${info.versionId}`;
    }
    if (info.checksumSha256 !== undefined) {
        return `${object} sha256 ${info.checksumSha256}`;
    }
    return info.eTag === undefined ? undefined : `${object} etag ${info.eTag} ${info.sizeBytes} bytes`;
}

interface ObjectRange {
    readonly objects: S3Objects;
    readonly location: S3Location;
    readonly info: S3ObjectInfo;
    readonly clock: AlarmClock;
    readonly signal: AbortSignal | undefined;
    readonly fromByte: number;
    readonly toByte: number;
}

async function* readObject(range: ObjectRange): AsyncGenerator<Uint8Array> {
    const { objects, location, info, clock, signal, fromByte, toByte } = range;
    try {
        yield* readResuming({
            sizeBytes: toByte - fromByte,
            clock,
            signal,
            open: async (offsetBytes, connection) =>
                await objects.get(location, info, [fromByte + offsetBytes, toByte], connection),
            isBreak: isBrokenConnection,
            giveUp: (cause) => (cause === undefined ? s3Changed(location) : s3Unreachable(cause, location)),
        });
    } catch (error) {
        // Reading a version takes another permission than looking at the newest one.
        throw explainS3Error(error, { ...location, versionId: location.versionId ?? info.versionId });
    }
}
