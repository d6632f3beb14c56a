import { explainAwsError } from "../aws/awsError";
import { type ExistingLines, findExistingLines } from "../existing/findExistingLines";
import { withoutLines } from "../existing/withoutLines";
import { openInputSource } from "../resource/inputSource";
import { asUploaded } from "../resource/inspectSource";
import type { Source } from "../source/source";
import { verifiedSource } from "../source/verifiedSource";
import { type JobContext, throwIfLate } from "./jobContext";
import { untilLate } from "./untilLate";

/** What a job gets. */
export interface PreparedUpload {
    /** Every reading of it throws UserImportError `source-changed` before its last bytes where it is not what was checked. */
    readonly source: Source;
    /** What is left out of it; `undefined`: nothing was looked for. */
    readonly existing: ExistingLines | undefined;
}

/**
 * What is to be uploaded: the source as it was checked, with the pool's columns, and without the users who exist where
 * `existingUsers` is `"omit"`. Found out once an operation.
 */
export async function prepareUpload(context: JobContext): Promise<PreparedUpload> {
    context.preparedUpload ??= prepare(context);
    return await context.preparedUpload;
}

/** The pool has changed, or another job is to be made: what is to be uploaded is found out anew. */
export function forgetUpload(context: JobContext): void {
    delete context.preparedUpload;
    delete context.uploadedUsers;
}

async function prepare(context: JobContext): Promise<PreparedUpload> {
    const source = await openChecked(context);
    if (context.inputs.existingUsers !== "omit") {
        return { source, existing: undefined };
    }
    const existing = await findExisting(context, source);
    context.uploadedUsers = existing.rows - existing.lines.size;
    return { source: withoutLines(source, existing.lines, existing.bytes), existing };
}

/**
 * The rows whose users are in the pool.
 *
 * @param createdBefore milliseconds since 1970: users made later do not count
 */
export async function findExisting(
    context: JobContext,
    source: Source,
    createdBefore?: number,
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
        createdBefore,
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
