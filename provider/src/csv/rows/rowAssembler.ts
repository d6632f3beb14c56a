import { maxLineCharacters } from "../csvLimits";
import { splitLine } from "../dialect";
import type { NameRules, RowNames } from "../names/nameRules";
import type { ProblemList } from "../problems/problemList";
import { addOtherLines, endOfQuoted, type QuotedLine, readQuotedLine } from "./quotedValues";
import type { RowChecker } from "./rowChecker";

/** A line that may belong to a row which has begun before. */
interface HeldLine {
    readonly text: string;
    readonly line: number;
    readonly isBlank: boolean;
    /** Whether the line was UTF-8 throughout, so that it can be told from others. */
    readonly isDecoded: boolean;
}

/**
 * The second step: it makes rows of lines and gives them to the checker. Each line is a row, unless a value in quotation
 * marks contains a line break: then the row has several lines, which are checked together.
 *
 * It holds such lines back until the quotation marks are closed and make a whole row, at most as many as one row may have
 * characters. If they do not make a whole row, the quotation marks were data, and every line is a row.
 */
export class RowAssembler {
    private held: HeldLine[] = [];
    private heldCharacters = 0;
    /** How many values the held lines have begun. */
    private heldValues = 0;
    /** Which value a line break has cut first. */
    private brokenValue = 0;

    constructor(
        private readonly checker: RowChecker,
        private readonly columns: number,
        private readonly problems: ProblemList,
        private readonly names: NameRules,
    ) {}

    /** Whether the next line may belong to the same row. */
    get isOpen(): boolean {
        return this.held.length > 0;
    }

    /**
     * Takes a line of readable text that is not blank, without its line end.
     *
     * @param isDecoded `false`: the user lets pass that it is not UTF-8 throughout. Different names may look the same then.
     */
    take(text: string, line: number, isDecoded: boolean): void {
        const taken: HeldLine = { text, line, isBlank: false, isDecoded };
        if (this.isOpen && this.goesOn(taken)) {
            return;
        }
        this.end();
        const read = readQuotes(text);
        if (read?.open === undefined || (read.open < this.columns - 1 && this.isWhole(text))) {
            this.checkRow(taken, read);
            return;
        }
        this.brokenValue = read.open;
        this.heldValues = read.open + 1;
        this.hold(taken);
    }

    /** Takes a blank line. */
    takeBlank(line: number): void {
        if (this.isOpen && this.heldCharacters < maxLineCharacters) {
            this.hold({ text: "", line, isBlank: true, isDecoded: true });
        } else {
            this.end();
            addBlankLine(line, this.problems);
        }
    }

    /** Nothing that follows belongs to the row that is open: each line of it is a row. */
    end(): void {
        for (const held of this.release()) {
            if (held.isBlank) {
                addBlankLine(held.line, this.problems);
            } else {
                this.checkRow(held, readQuotes(held.text));
            }
        }
    }

    /** Whether the line belongs to the row that is open, which then goes on or ends with it. */
    private goesOn(next: HeldLine): boolean {
        const { text } = next;
        const quoted = endOfQuoted(text, 0);
        if (quoted.kind === "data" || this.heldCharacters + text.length > maxLineCharacters) {
            return false;
        }
        if (quoted.kind === "closed") {
            const rest = quoted.end < text.length ? readQuotedLine(text.slice(quoted.end + 1)) : undefined;
            this.heldValues += rest?.open === undefined ? (rest?.values.length ?? 0) : rest.open + 1;
            if (rest?.open === undefined) {
                const isEnd = this.heldValues === this.columns && !this.isOtherRow(text);
                if (isEnd) {
                    this.endRow(next);
                }
                return isEnd;
            }
        }
        if (this.heldValues > this.columns || this.isWhole(text)) {
            return false;
        }
        this.hold(next);
        return true;
    }

    /** Whether the line has all values of a row by itself: a quotation mark in it is then most likely a letter. */
    private isWhole(text: string): boolean {
        return splitLine(text).length === this.columns;
    }

    /** Whether a line that may end the open row is a row by itself. After a break in the first value all others follow. */
    private isOtherRow(text: string): boolean {
        return this.isWhole(text) && (this.brokenValue > 0 || this.columns === 1);
    }

    private endRow(last: HeldLine): void {
        const all = [...this.release(), last];
        const [first = last.line, ...others] = all.filter(({ isBlank }) => !isBlank).map(({ line }) => line);
        const text = all.map((one) => one.text).join(" ");
        const names = this.checker.checkBroken(text, first, this.brokenValue);
        this.addNames(
            names,
            first,
            all.every(({ isDecoded }) => isDecoded),
        );
        addOtherLines(others, this.problems);
    }

    private hold(line: HeldLine): void {
        this.held.push(line);
        this.heldCharacters += line.text.length + 1;
    }

    /** The held lines, which are held no longer. */
    private release(): readonly HeldLine[] {
        const lines = this.held;
        this.held = [];
        this.heldCharacters = 0;
        return lines;
    }

    private checkRow({ text, line, isDecoded }: HeldLine, read: QuotedLine | undefined): void {
        this.addNames(this.checker.check(text, line, read), line, isDecoded);
    }

    private addNames(names: RowNames | undefined, line: number, areDecoded: boolean): void {
        if (names !== undefined && areDecoded) {
            this.names.add(names, line);
        }
    }
}

/** Says that a line is blank. */
export function addBlankLine(line: number, problems: ProblemList): void {
    problems.add("blank-line", { line }, "The line is blank. Cognito may count it as a row that fails. Delete it.");
}

function readQuotes(text: string): QuotedLine | undefined {
    return text.includes('"') ? readQuotedLine(text) : undefined;
}
