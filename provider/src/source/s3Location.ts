import { UserImportError } from "../errors/errors";

/** An object in Amazon S3. */
export interface S3Location {
    /** A bucket's name, or the ARN of an access point. */
    readonly bucket: string;
    readonly key: string;
    /** `undefined`: the newest version. */
    readonly versionId: string | undefined;
    /** As the program wrote it. */
    readonly text: string;
}

/** Names of buckets (also those older than today's rules) and ARNs of access points, which hold slashes. */
const pattern = /^s3:\/\/(arn:[\w-]+:s3[\w-]*:[\w-]*:\d*:accesspoint[/:][\w.-]+|[\w.-]{3,255})\/([^?]+)(?:\?(.*))?$/i;

/**
 * Reads `s3://bucket/key`, with `?versionId=…` where it is to be one version for good. The key is taken as it is written,
 * as the AWS CLI does; one that holds a question mark writes it as `%3F`, and a percent sign before two hex digits as
 * `%25`. In a version too a plus sign is a plus sign, as S3 makes them; what is percent-encoded is decoded.
 *
 * @throws UserImportError `validation-failed`
 */
export function parseS3Url(text: string): S3Location {
    const [, bucket, key, query] = pattern.exec(text) ?? [];
    // Not URLSearchParams, which reads a form: there a plus sign is a space.
    const [, version] = /^versionId=([^&]+)$/.exec(query ?? "") ?? [];
    if (bucket === undefined || key === undefined || (query && version === undefined) || key.endsWith("/")) {
        throw new UserImportError(
            "validation-failed",
            "it is not the URL of an S3 object; write s3://bucket/key, or s3://bucket/key?versionId=… for one version",
        );
    }
    const versionId = version === undefined ? undefined : decodeVersion(version);
    return { bucket, key: key.replace(/%(3F|25)/gi, decodeURIComponent), versionId, text };
}

/** Whether a bucket is the ARN of an access point. */
export function isArn(bucket: string): boolean {
    return bucket.startsWith("arn:");
}

function decodeVersion(written: string): string {
    try {
        return decodeURIComponent(written);
    } catch (cause) {
        throw new UserImportError(
            "validation-failed",
            "its versionId has a percent sign that does not encode a character; write a percent sign as %25",
            { cause },
        );
    }
}
