import { isUtf8 } from "node:buffer";
import { formatCount } from "../formatCount";
import type { PasswordHashingAlgorithm } from "../types";
import { planColumns } from "./columnPlan";
import { CleanRows } from "./fast/cleanRows";
import { SeparatorMarks } from "./fast/separatorMarks";
import { inspectHeaderLine, isForeign } from "./headerLine";
import type { LineSink } from "./lineBlocks";
import { addLineTooLong, checkLineBytes, isBlank } from "./lineBytes";
import type { NameRules } from "./nameRules";
import type { ProblemList } from "./problemList";
import { RowChecker } from "./rowChecker";
import { addBlankLine, RowLines } from "./rowLines";
import type { CsvPoolRules } from "./types";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What the header makes of the rows after it. */
interface RowChecks {
    readonly clean: CleanRows;
    readonly rows: RowLines;
}

/** Takes the lines of a file one after another: the header, then rows. */
export class LineInspector implements LineSink {
    /** Lines seen so far. */
    line = 0;
    /** Rows seen so far. */
    rows = 0;
    /** The header's columns, as far as they are known. */
    columns: readonly string[] = [];
    /** `false`: this is no text that could be read on; what follows is not looked at. */
    isReadable: boolean = true;
    /** Whether the first line holds anything. */
    hasHeader: boolean = false;
    /** How many lines stand before the rows. */
    private headerLines = 1;
    private checks: RowChecks | undefined;
    private readonly separators = new SeparatorMarks();

    constructor(
        private readonly pool: CsvPoolRules,
        private readonly maxRows: number,
        private readonly problems: ProblemList,
        private readonly names: NameRules,
        private readonly algorithm: PasswordHashingAlgorithm | undefined,
    ) {}

    lines(bytes: Buffer, start: number, end: number): void {
        let position = this.line === 0 ? this.takeLine(bytes, start) : start;
        const clean = isUtf8(bytes.subarray(position, end)) ? this.checks?.clean : undefined;
        if (clean !== undefined) {
            this.separators.mark(bytes, position, end);
        }
        const { byteOffset } = bytes;
        while (position < end && this.isReadable) {
            if (clean !== undefined && this.checks?.rows.isOpen === false) {
                position = clean.skip(this.separators, byteOffset + position, byteOffset + end) - byteOffset;
                this.takeCleanRows(clean);
            }
            if (position < end && clean?.isFull !== true) {
                position = this.takeLine(bytes, position);
            }
        }
    }

    overlongLine(head: Buffer): void {
        if (!this.isReadable) {
            return;
        }
        this.line++;
        this.hasHeader ||= this.line === 1;
        if (this.line > 1) {
            this.countRow();
        } else if (isForeign(head, this.problems)) {
            this.isReadable = false;
            return;
        }
        this.checks?.rows.end();
        const before = this.problems.fileErrors;
        addLineTooLong(this.line, this.problems);
        if (this.line === 1) {
            this.isReadable = this.problems.fileErrors === before;
        }
    }

    /** Takes the end of the file. */
    finish(): void {
        this.checks?.rows.end();
    }

    /** @returns where the next line begins */
    private takeLine(bytes: Buffer, start: number): number {
        this.line++;
        const lineEnd = bytes.indexOf(lineFeed, start);
        const hasReturn = lineEnd > start && bytes[lineEnd - 1] === carriageReturn;
        const content = bytes.subarray(start, hasReturn ? lineEnd - 1 : lineEnd);
        if (this.line === 1) {
            this.takeHeader(content);
        } else if (isBlank(content)) {
            this.takeBlank();
        } else if (this.line > this.headerLines) {
            this.takeRow(content);
        }
        return lineEnd + 1;
    }

    private takeHeader(content: Buffer): void {
        const { pool, algorithm, problems } = this;
        const { isReadable, hasHeader, columns, lines } = inspectHeaderLine(content, pool, algorithm, problems);
        this.isReadable = isReadable;
        this.hasHeader = hasHeader;
        this.columns = columns;
        this.headerLines = lines;
        if (columns.length > 0) {
            const plans = planColumns(columns, pool, algorithm);
            const checker = new RowChecker(plans, pool, problems);
            this.checks = {
                clean: new CleanRows(plans, pool, checker.saidColumns),
                rows: new RowLines(checker, plans.length, problems, this.names),
            };
        }
    }

    private takeRow(content: Buffer): void {
        this.countRow();
        if (!checkLineBytes(content, this.line, this.problems)) {
            this.checks?.rows.end();
        } else {
            this.checks?.rows.take(content.toString("utf8"), this.line, isUtf8(content));
        }
    }

    private takeBlank(): void {
        if (this.checks === undefined) {
            addBlankLine(this.line, this.problems);
        } else {
            this.checks.rows.takeBlank(this.line);
        }
    }

    private takeCleanRows({ rows, names }: CleanRows): void {
        for (let row = 0; row < rows; row++) {
            this.line++;
            this.countRow();
            this.names.addPlaces(this.separators.memory, names, row, this.line);
        }
    }

    private countRow(): void {
        this.rows++;
        if (this.rows === 1 && !this.hasHeader) {
            this.problems.addUnreading(
                "header-missing",
                { line: 1 },
                "The first line is blank. It must be the header with the column names.",
            );
        }
        if (this.rows === this.maxRows + 1) {
            this.problems.add(
                "too-many-rows",
                { line: this.line },
                `One job takes at most ${formatCount(this.maxRows)} rows, and this is one more. Split the file.`,
            );
        }
    }
}
