import { explainAwsError } from "../aws/awsError";
import { type ExistingLines, findExistingLines } from "../existing/findExistingLines";
import { withoutLines } from "../existing/withoutLines";
import { openInputSource } from "../resource/inputSource";
import { asUploaded } from "../resource/inspectSource";
import type { Source } from "../source/source";
import { verifiedSource } from "../source/verifiedSource";
import { type JobContext, throwIfLate, untilLate } from "./jobContext";

/** What a job gets. */
export interface PreparedUpload {
    /** Every reading throws UserImportError `source-changed` before its last bytes if the source is not what was checked. */
    readonly source: Source;
    /** What is left out of the source; `undefined`: nothing was looked for. */
    readonly existing: ExistingLines | undefined;
    /** Rows that the job gets; `undefined`: all rows of the source. */
    readonly users: number | undefined;
}

/**
 * Prepares what is to be uploaded: the source as it was checked, with the pool's columns, and without the users who exist if
 * `existingUsers` is `"omit"`. It goes stale as soon as another job may have changed the pool.
 */
export async function prepareUpload(context: JobContext): Promise<PreparedUpload> {
    const source = await openChecked(context);
    if (context.inputs.existingUsers !== "omit") {
        return { source, existing: undefined, users: undefined };
    }
    const existing = await findExisting(context, source);
    return {
        source: withoutLines(source, existing.lines, existing.bytes),
        existing,
        users: existing.rows - existing.lines.size,
    };
}

/** Whether `existingUsers: "omit"` leaves nobody to import. */
export function hasNoNewUsers(upload: PreparedUpload): boolean {
    return upload.users === 0;
}

/**
 * The rows whose users are in the pool.
 *
 * @param createdBeforeMs users created later do not count, in milliseconds since 1970; `undefined`: all count
 */
export async function findExisting(
    context: JobContext,
    source: Source,
    createdBeforeMs?: number,
): Promise<ExistingLines> {
    const { api, clock, userPoolId, progress, signal } = context;
    const step = "looking up who is in the pool";
    const onProgress = (text: string): void => {
        throwIfLate(context, step);
        progress.status(text);
    };
    const search = {
        api,
        clock,
        userPoolId,
        source: untilLate(context, source, step),
        createdBeforeMs,
        expectedRows: context.inputs.totalUsers,
        onProgress,
        signal,
    };
    return await findExistingLines(search).catch((error: unknown) => {
        throw explainAwsError(error, { operation: "ListUsers or AdminGetUser", userPoolId });
    });
}

/** The source, whole, as the pool is to get it. */
export async function openChecked(context: JobContext): Promise<Source> {
    const { api, deps, inputs, userPoolId } = context;
    const source = await openInputSource(deps, inputs);
    if (source.encoded === undefined) {
        return verifiedSource(source, inputs.sourceDigest);
    }
    const header = await api.getCsvHeader(userPoolId).catch((error: unknown) => {
        throw explainAwsError(error, { operation: "GetCSVHeader", userPoolId });
    });
    return asUploaded(source, { header }, inputs);
}
