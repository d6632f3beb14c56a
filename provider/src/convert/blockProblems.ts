import type { CsvProblemCode } from "../csv/problems/csvProblemCodes";
import { ProblemList } from "../csv/problems/problemList";

/** Why a row is left out. */
export interface Reason {
    /** A code of docs/csv.md, or one of docs/convert.md. */
    readonly code: string;
    /** Of the CSV for Cognito; `undefined`: no single one. */
    readonly column: string | undefined;
    /** Never holds a value. */
    readonly message: string;
}

/** Keeps the errors of one block by its rows; warnings do not matter here. */
export class BlockProblems extends ProblemList {
    /** The line of the first row. */
    firstLine = 1;
    private reasons = new Map<number, Reason[]>();

    constructor() {
        super(0);
    }

    begin(firstLine: number): void {
        this.firstLine = firstLine;
        this.reasons = new Map();
    }

    /** Whether no row has an error. */
    get isEmpty(): boolean {
        return this.reasons.size === 0;
    }

    has(index: number): boolean {
        return this.reasons.has(this.firstLine + index);
    }

    ofIndex(index: number): readonly Reason[] {
        return this.ofLine(this.firstLine + index);
    }

    ofLine(line: number): readonly Reason[] {
        return this.reasons.get(line) ?? [];
    }

    hasLine(line: number): boolean {
        return this.reasons.has(line);
    }

    override add(
        code: CsvProblemCode,
        place: { line?: number | undefined; column?: string | undefined },
        message: string,
    ): void {
        if (this.isError(code) && place.line !== undefined) {
            const ofLine = this.reasons.get(place.line) ?? [];
            ofLine.push({ code, column: place.column, message });
            this.reasons.set(place.line, ofLine);
        }
    }

    override addFollowing(
        _cause: CsvProblemCode,
        code: CsvProblemCode,
        place: { line?: number | undefined; column?: string | undefined },
        message: string,
    ): void {
        this.add(code, place, message);
    }
}
