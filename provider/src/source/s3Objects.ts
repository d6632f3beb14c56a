import { GetObjectCommand, HeadObjectCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import type { S3Location } from "./s3Location";

/** What S3 says of an object before it is read. */
export interface S3ObjectInfo {
    readonly sizeBytes: number;
    readonly eTag: string | undefined;
    /** `undefined` in a bucket that keeps no versions. */
    readonly versionId: string | undefined;
    /** SHA-256 of the whole object, in Base64; `undefined` where it was put without one. */
    readonly checksumSha256: string | undefined;
}

/** The S3 calls that this package makes. Each throws what the SDK throws. */
export interface S3Objects {
    /** HeadObject. An answer to a HEAD has no text: where it is a refusal, a GET of one byte says why. */
    head(location: S3Location): Promise<S3ObjectInfo>;
    /** GetObject from `fromByte` up to, not including, `toByte`, of exactly the content that `info` tells of. */
    get(location: S3Location, info: S3ObjectInfo, fromByte: number, toByte: number): Promise<AsyncIterable<Uint8Array>>;
}

/** {@link S3Objects} through the AWS SDK. Whoever names an object pays for reading it where its bucket asks that. */
export function createS3Objects(config: S3ClientConfig): S3Objects {
    const client = new S3Client(config);
    const address = ({ bucket, key, versionId }: S3Location) => ({
        Bucket: bucket,
        Key: key,
        RequestPayer: "requester" as const,
        ...(versionId !== undefined && { VersionId: versionId }),
    });
    return {
        head: async (location) => {
            try {
                const answer = await client.send(
                    new HeadObjectCommand({ ...address(location), ChecksumMode: "ENABLED" }),
                );
                const isWhole = answer.ChecksumType !== "COMPOSITE" && !/-\d+$/.test(answer.ChecksumSHA256 ?? "");
                return {
                    sizeBytes: answer.ContentLength ?? 0,
                    eTag: answer.ETag,
                    // An object put before its bucket kept versions has the version "null", which can be overwritten.
                    versionId: answer.VersionId === "null" ? undefined : answer.VersionId,
                    checksumSha256: isWhole ? answer.ChecksumSHA256 : undefined,
                };
            } catch (error) {
                if (hasStatus(error)) {
                    const answer = await client.send(
                        new GetObjectCommand({ ...address(location), Range: "bytes=0-0" }),
                    );
                    (answer.Body as { destroy?: () => void } | undefined)?.destroy?.();
                }
                throw error;
            }
        },
        get: async (location, info, fromByte, toByte) => {
            const isWhole = fromByte === 0 && toByte === info.sizeBytes;
            const answer = await client.send(
                new GetObjectCommand({
                    ...address({ ...location, versionId: location.versionId ?? info.versionId }),
                    IfMatch: info.eTag,
                    ...(!isWhole && { Range: `bytes=${fromByte}-${toByte - 1}` }),
                }),
            );
            return (answer.Body ?? []) as AsyncIterable<Uint8Array>;
        },
    };
}

function hasStatus(error: unknown): boolean {
    return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined;
}
