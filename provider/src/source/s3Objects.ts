import { GetObjectCommand, HeadObjectCommand, S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";
import { type AbortableOptions, abortable } from "../aws/callBounds";
import { withoutNodeNotice } from "../aws/withoutNodeNotice";
import { messageOf } from "../errors/errors";
import { isArn, type S3Location } from "./s3Location";

/** S3 says in every region where a bucket is, so that any region will do to begin with. */
const anyRegion = "us-east-1";

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
    /**
     * HeadObject. An answer to a HEAD has no text: where it is a refusal, a GET of one byte says why.
     *
     * @param connection ends the connection
     */
    head(location: S3Location, connection: AbortSignal): Promise<S3ObjectInfo>;
    /**
     * GetObject from one byte up to, not including, another, of exactly the content that `info` tells of.
     *
     * @param connection ends the connection
     */
    get(
        location: S3Location,
        info: S3ObjectInfo,
        range: readonly [fromByte: number, toByte: number],
        connection: AbortSignal,
    ): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * {@link S3Objects} through the AWS SDK; a bucket's region, credentials and connections are found once. Whoever names an
 * object pays for reading it where its bucket asks that.
 *
 * @param config without a region: the one that the SDK finds itself, else {@link anyRegion}
 * @param signal ends every call with its reason
 */
export function createS3Objects(config: S3ClientConfig, signal?: AbortSignal): S3Objects {
    // One for each bucket, since each may be in another region.
    const senders = new Map<string, Send>();
    const sendTo = ({ bucket }: S3Location): Send => {
        const send = senders.get(bucket) ?? followRegions(settingsFor(config, isArn(bucket)), signal);
        senders.set(bucket, send);
        return send;
    };
    const address = ({ bucket, key, versionId }: S3Location) => ({
        Bucket: bucket,
        Key: key,
        RequestPayer: "requester" as const,
        ...(versionId !== undefined && { VersionId: versionId }),
    });
    return {
        head: async (location, connection) => {
            try {
                const command = new HeadObjectCommand({ ...address(location), ChecksumMode: "ENABLED" });
                const answer = await sendTo(location)((s3, options) => s3.send(command, options), connection);
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
                    const command = new GetObjectCommand({ ...address(location), Range: "bytes=0-0" });
                    const answer = await sendTo(location)((s3, options) => s3.send(command, options), connection);
                    (answer.Body as { destroy?: () => void } | undefined)?.destroy?.();
                }
                throw error;
            }
        },
        get: async (location, info, [fromByte, toByte], connection) => {
            const isWhole = fromByte === 0 && toByte === info.sizeBytes;
            const command = new GetObjectCommand({
                ...address({ ...location, versionId: location.versionId ?? info.versionId }),
                IfMatch: info.eTag,
                ...(!isWhole && { Range: `bytes=${fromByte}-${toByte - 1}` }),
            });
            const answer = await sendTo(location)((s3, options) => s3.send(command, options), connection);
            return (answer.Body ?? []) as AsyncIterable<Uint8Array>;
        },
    };
}

/** Makes a call, in the bucket's region; its connection ends with the signal. */
type Send = <Answer>(
    call: (client: S3Client, options: AbortableOptions) => Promise<Answer>,
    connection: AbortSignal,
) => Promise<Answer>;

function settingsFor(config: S3ClientConfig, isAccessPoint: boolean): S3ClientConfig {
    const region = typeof config.region === "string" ? config.region : () => ownRegion(config);
    // An access point is a host, and can be no part of a path.
    return { ...config, region, ...(isAccessPoint && { forcePathStyle: false }) };
}

function followRegions(config: S3ClientConfig, signal: AbortSignal | undefined): Send {
    let client = clientOf(config);
    return async (call, connection) => {
        const callOnce = () =>
            abortable(signal, async ({ abortSignal: run }) => {
                const abortSignal = run === undefined ? connection : AbortSignal.any([run, connection]);
                return await call(client, { abortSignal });
            });
        try {
            return await callOnce();
        } catch (error) {
            const region = regionElsewhere(error);
            if (region === undefined || region === (await client.config.region())) {
                throw error;
            }
            client = clientOf({ ...config, region });
            return await callOnce();
        }
    };
}

function clientOf(config: S3ClientConfig): S3Client {
    return withoutNodeNotice(() => new S3Client(config));
}

/** The region that the SDK finds in the environment or the files with profiles, else {@link anyRegion}. */
async function ownRegion(config: S3ClientConfig): Promise<string> {
    try {
        return await clientOf(config).config.region();
    } catch (error) {
        if (!/region is missing/i.test(messageOf(error))) {
            throw error;
        }
        return anyRegion;
    }
}

interface S3Failure {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

function hasStatus(error: unknown): boolean {
    return (error as S3Failure).$metadata?.httpStatusCode !== undefined;
}

/**
 * The bucket's region where S3 says that it is another one in a way that the SDK does not follow, as it does a 301.
 *
 * Assumed: the header x-amz-bucket-region, which is documented of HeadBucket, comes with these answers too.
 */
function regionElsewhere(error: unknown): string | undefined {
    const { $metadata, $response } = error as S3Failure;
    const status = $metadata?.httpStatusCode;
    return status === 400 || status === 307 ? $response?.headers?.["x-amz-bucket-region"] : undefined;
}
