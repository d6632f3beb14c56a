import { isUtf8 } from "node:buffer";
import { formatCount } from "../../messages";
import type { PasswordHashingAlgorithm } from "../../types";
import { FastPath, type OnCleanRow } from "../fast/fastPath";
import { addNonCsv, inspectHeaderLine } from "../header/firstLine";
import type { LineSink } from "../lineBlocks";
import type { NameRules } from "../names/nameRules";
import type { ProblemList } from "../problems/problemList";
import type { CsvPoolRules } from "../types";
import { planColumns } from "./columnPlan";
import { addLineTooLong, checkLineBytes, isBlank } from "./lineRules";
import { addBlankLine, RowAssembler } from "./rowAssembler";
import { RowChecker } from "./rowChecker";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The first of three steps from bytes to problems. It takes the lines of a file: the header, then rows. It counts them and
 * checks what makes a line unreadable. Clean rows end here; others go to {@link RowAssembler}, which makes whole rows of
 * lines, and from there to {@link RowChecker}, which knows every rule of a row.
 */
export class LineInspector implements LineSink {
    /** Lines seen so far. */
    line = 0;
    /** Rows seen so far. */
    rows = 0;
    /** The header's columns, as far as they are known. */
    columns: readonly string[] = [];
    /** `false`: the file is not readable text, and the rest of it is skipped. */
    isReadable: boolean = true;
    /** Whether the first line is not blank. */
    hasHeader: boolean = false;
    /** How many lines come before the rows. */
    private headerLines = 1;
    /** `undefined`: there is no header to check rows by. */
    private rowAssembler: RowAssembler | undefined;
    /** Passes over clean rows. */
    private fast: FastPath | undefined;

    constructor(
        private readonly pool: CsvPoolRules,
        private readonly maxRows: number,
        private readonly problems: ProblemList,
        private readonly names: NameRules,
        private readonly algorithm: PasswordHashingAlgorithm | undefined,
    ) {}

    lines(bytes: Buffer, start: number, end: number): void {
        let position = this.line === 0 ? this.takeLine(bytes, start) : start;
        const fast = isUtf8(bytes.subarray(position, end)) ? this.fast : undefined;
        fast?.begin(bytes, position, end);
        while (position < end && this.isReadable) {
            if (fast !== undefined && this.rowAssembler?.isOpen === false) {
                position = fast.skip(position);
            }
            if (position < end) {
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
        } else if (addNonCsv(head, this.problems)) {
            this.isReadable = false;
            return;
        }
        this.rowAssembler?.end();
        const before = this.problems.fileErrors;
        addLineTooLong(this.line, this.problems);
        if (this.line === 1) {
            this.isReadable = this.problems.fileErrors === before;
        }
    }

    /** Takes the end of the file. */
    finish(): void {
        this.rowAssembler?.end();
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
            this.rowAssembler = new RowAssembler(checker, plans.length, problems, this.names);
            this.fast = new FastPath(plans, pool, checker.reportedColumns, this.takeCleanRow);
        }
    }

    private takeRow(content: Buffer): void {
        this.countRow();
        if (!checkLineBytes(content, this.line, this.problems)) {
            this.rowAssembler?.end();
        } else {
            this.rowAssembler?.take(content.toString("utf8"), this.line, isUtf8(content));
        }
    }

    private takeBlank(): void {
        if (this.rowAssembler === undefined) {
            addBlankLine(this.line, this.problems);
        } else {
            this.rowAssembler.takeBlank(this.line);
        }
    }

    private readonly takeCleanRow: OnCleanRow = (memory, names) => {
        this.line++;
        this.countRow();
        this.names.addPlaces(memory, names, this.line);
    };

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
