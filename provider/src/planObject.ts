import { systemClock } from "./clock";
import { clientSettings } from "./cognito/clientSettings";
import { type ReadConfig, readAwsSettings } from "./config";
import { standardColumns } from "./csv/standardColumns";
import type { Part, PartLimits } from "./parts/partPlan";
import { planSource } from "./source/partSource";
import { parseS3Url } from "./source/s3Location";
import { createS3Objects } from "./source/s3Objects";
import { openS3Source } from "./source/s3Source";

// Node 20 is supported here; the SDK's notice about its own future would stand in every preview.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** The shortest row that Cognito takes: a username of one character, a comma between all standard columns, a line feed. */
const minRowBytes = 1 + (standardColumns.length - 1) + 1;

/** Which object, for which pool. */
export interface PlannedObject {
    /** `s3://…` */
    readonly url: string;
    /** The pool whose region is meant; `undefined`: not known yet. */
    readonly userPoolId: string | undefined;
    readonly limits: PartLimits;
}

/**
 * Where an object in S3 is cut. It is read once, as a stream; one that has no room for more rows than one job takes
 * (11 MB for 500,000) is not even read.
 *
 * @returns no part where one job takes all of it
 * @throws UserImportError where it cannot be read
 */
export async function planObject(
    config: ReadConfig,
    { url, userPoolId, limits }: PlannedObject,
): Promise<readonly Part[]> {
    const { s3 } = clientSettings(readAwsSettings(config), userPoolId);
    const source = await openS3Source(createS3Objects(s3), parseS3Url(url), systemClock);
    if (source.sizeBytes <= limits.maxBytes && source.sizeBytes <= limits.maxRows * minRowBytes) {
        return [];
    }
    const { parts } = await planSource(source, limits);
    return parts.length > 1 ? parts : [];
}
