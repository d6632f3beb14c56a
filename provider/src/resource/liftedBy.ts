import { readableBytes } from "../csv/inspectSize";
import type { CsvProblemCode } from "../csv/problems/csvProblemCodes";
import { ignorableCodes, normalCodes } from "../csv/problems/ignoredCodes";
import type { CheckedInputs } from "./properties";
import { isUnknown } from "./unknown";

/** The argument that lifts problems. */
export type LiftingArgument = Pick<CheckedInputs, "ignoreProblems">;

/** The codes that the arguments lift: all that there are to lift, where a preview does not know yet which. */
export function liftedBy({ ignoreProblems }: LiftingArgument): readonly CsvProblemCode[] {
    return isUnknown(ignoreProblems) ? ignorableCodes : normalCodes(ignoreProblems);
}

/** The most bytes that a source may have: one job's, or those of one upload where that is lifted. */
export function readableBytesOf(inputs: LiftingArgument): number {
    return readableBytes(liftedBy(inputs));
}
