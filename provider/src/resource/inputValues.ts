import { isPresent } from "../argumentValues";
import { sha256Hex } from "../csv/contentDigest";
import { readableBytes } from "../csv/inspectSize";
import type { CsvProblemCode } from "../csv/problems/csvProblemCodes";
import { ignorableCodes, normalCodes } from "../csv/problems/ignoredCodes";
import type { CheckedInputs } from "./properties";

/** The engine's sentinel for a value that is not known yet; a test compares it with `@pulumi/pulumi`'s `runtime.unknownValue`. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is not known yet, or contains one that is not. */
export function isUnknown(value: unknown): boolean {
    if (value === unknownValue) {
        return true;
    }
    if (typeof value !== "object" || value === null) {
        return false;
    }
    return Object.values(value).some(isUnknown);
}

/** Triggers with more bytes than this as JSON are stored as a digest: they are only compared. */
const maxTriggerBytes = 4_096;

/**
 * Triggers as they are stored and compared: `undefined`, `null` and an empty list are all none; large ones become a digest
 * (`["sha256:…"]`), because the state, and errors that contain it, have limited room.
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

/** The codes that the arguments ignore; all codes if a preview does not know them yet. */
export function ignoredBy({ ignoreProblems }: IgnoringArgument): readonly CsvProblemCode[] {
    return isUnknown(ignoreProblems) ? ignorableCodes : normalCodes(ignoreProblems);
}

/** The largest source, in bytes: the limit of one job, or of one upload if that problem is ignored. */
export function readableBytesOf(inputs: IgnoringArgument): number {
    return readableBytes(ignoredBy(inputs));
}
