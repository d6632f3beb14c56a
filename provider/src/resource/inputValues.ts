import { isPresent } from "../argumentValues";
import { sha256Hex } from "../csv/contentDigest";
import { readableBytes } from "../csv/inspectSize";
import type { CsvProblemCode } from "../csv/problems/csvProblemCodes";
import { ignorableCodes, normalCodes } from "../csv/problems/ignoredCodes";
import type { CheckedInputs } from "./properties";

/** The sentinel that stands for a value not known yet; a test holds it equal to `@pulumi/pulumi`'s `runtime.unknownValue`. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is, or holds somewhere inside, one that is not known yet. */
export function isUnknown(value: unknown): boolean {
    if (value === unknownValue) {
        return true;
    }
    if (typeof value !== "object" || value === null) {
        return false;
    }
    return Object.values(value).some(isUnknown);
}

/** Triggers that take more bytes than this as JSON are kept as a digest: they are only compared. */
const maxTriggerBytes = 4_096;

/**
 * Triggers as they are kept and compared: none for `undefined`, `null` and an empty list, which are one, and a digest
 * (`["sha256:…"]`) where they are large, since state, and errors that carry it, have only so much room.
 */
export function normalTriggers(triggers: readonly unknown[] | null | undefined): readonly unknown[] | undefined {
    if (!isPresent(triggers) || triggers.length === 0) {
        return undefined;
    }
    const text = isUnknown(triggers) ? "" : JSON.stringify(triggers);
    return Buffer.byteLength(text) <= maxTriggerBytes ? triggers : [`sha256:${sha256Hex(text)}`];
}

/** The argument that ignores problems. */
export type IgnoringArgument = Pick<CheckedInputs, "ignoreProblems">;

/** The codes that the arguments ignore: all that there are to ignore, where a preview does not know yet which. */
export function ignoredBy({ ignoreProblems }: IgnoringArgument): readonly CsvProblemCode[] {
    return isUnknown(ignoreProblems) ? ignorableCodes : normalCodes(ignoreProblems);
}

/** The most bytes that a source may have: one job's, or those of one upload where that is ignored. */
export function readableBytesOf(inputs: IgnoringArgument): number {
    return readableBytes(ignoredBy(inputs));
}
