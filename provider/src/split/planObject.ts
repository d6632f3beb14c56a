import { clientSettings } from "../aws/clientSettings";
import type { AwsArgument } from "../aws/settings/awsArgument";
import { readAwsSettings } from "../aws/settings/config";
import { systemClock } from "../clock";
import { parseS3Url } from "../source/s3Location";
import { createS3Objects } from "../source/s3Objects";
import { openS3Source } from "../source/s3Source";
import { standardColumns } from "../users/standardColumns";
import type { PartLimits } from "./part";
import { type SourcePlan, SourcePlanner } from "./sourcePlanner";
import type { SplitContext } from "./splitPlan";

/** The shortest row that Cognito takes: a username of one character, a comma between all standard columns, a line feed. */
const minRowBytes = 1 + (standardColumns.length - 1) + 1;

/** Which object, for which pool. */
export interface PlannedObject {
    /** `s3://…` */
    readonly url: string;
    /** The pool whose region is meant; `undefined`: not known yet. */
    readonly userPoolId: string | undefined;
    /** Comes before the config. */
    readonly aws?: AwsArgument | undefined;
    readonly limits: PartLimits;
}

/**
 * Where an object in S3 is cut. It is read once, as a stream; one that has no room for more rows than one job takes
 * (11 MB for 500,000) is not even read, and has no parts here.
 *
 * @throws UserImportError where it cannot be read
 */
export async function planObject(
    { read, namespace }: SplitContext["settings"],
    { url, userPoolId, aws, limits }: PlannedObject,
): Promise<SourcePlan> {
    const { s3 } = clientSettings(readAwsSettings(read, aws, namespace), userPoolId);
    const source = await openS3Source(createS3Objects(s3), parseS3Url(url), systemClock);
    if (source.sizeBytes <= limits.maxBytes && source.sizeBytes <= limits.maxRows * minRowBytes) {
        return { parts: [], repeated: [] };
    }
    const planner = new SourcePlanner(limits);
    for await (const chunk of source.read({ canReuseChunks: true })) {
        planner.push(chunk);
    }
    return planner.finish(source.cacheKey);
}
