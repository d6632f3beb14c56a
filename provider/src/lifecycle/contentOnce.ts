import { InitializationError } from "../job/initializationError";
import { asSecret, isReopenable } from "../resource/inputSource";
import { type CheckedInputs, hasContent, type UserImportJobOutputs } from "../resource/properties";

/** With `once`, the state keeps recording what the job imported: an update creates no other job. */
export function contentOnce(olds: UserImportJobOutputs, news: CheckedInputs): CheckedInputs {
    if (news.once !== true || !hasContent(olds)) {
        return news;
    }
    const { sourceDigest, totalUsers, sourceRevision, jobName } = olds;
    return { ...news, sourceDigest, totalUsers, sourceRevision, jobName };
}

/** Runs an update so that the state keeps the content that the job imported whole: with its name, and as the secret that it is. */
export async function recordingOnce(
    olds: UserImportJobOutputs,
    news: CheckedInputs,
    update: () => Promise<{ outs: UserImportJobOutputs }>,
): Promise<{ outs: UserImportJobOutputs }> {
    try {
        const { outs } = await update();
        return { outs: withContentOf(olds, news, outs) };
    } catch (error) {
        throw InitializationError.changed(error, (properties) => withContentOf(olds, news, properties));
    }
}

/**
 * Outputs that have the content of the state, and not that of the program, with the source that it came from. The engine takes for
 * secrets what is one in the inputs under the same name, and those are of other content: a digest of users or of text says so itself.
 */
export function withContentOf(
    olds: UserImportJobOutputs,
    news: CheckedInputs,
    outs: UserImportJobOutputs,
): UserImportJobOutputs {
    const isKept =
        hasContent(olds) && outs.sourceDigest === olds.sourceDigest && news.sourceDigest !== olds.sourceDigest;
    if (!isKept) {
        return outs;
    }
    const { source: _source, sourceFolder: _folder, ...others } = outs;
    const { source, sourceFolder, sourceDigest } = olds;
    return {
        ...others,
        ...(source !== undefined && { source }),
        ...(sourceFolder !== undefined && { sourceFolder }),
        sourceDigest: isReopenable(olds) ? sourceDigest : asSecret(sourceDigest),
    };
}
