import { countOf } from "../../messages";
import { readValue, splitLine, trimValue, writeValue } from "../dialect";
import { separatorOfRow } from "../header/separators";
import { namesOf, type RowNames } from "../names/nameRules";
import type { ProblemList } from "../problems/problemList";
import type { CsvPoolRules } from "../types";
import type { Report } from "../values/formRules";
import { hasBareArgon2Commas } from "../values/passwordHash";
import { checkValue } from "../values/valueRules";
import type { ColumnKind, ColumnPlan } from "./columnPlan";
import { addBackslashes } from "./lineRules";
import {
    addBrokenRow,
    addQuotedRow,
    isQuotedRow,
    type QuotedLine,
    readApostrophes,
    readQuotedLine,
} from "./quotedValues";
import { type ReportRow, RowRules } from "./rowRules";

/** The third step: it says everything that is wrong with one whole row, by every rule, in plain strings. */
export class RowChecker {
    /** Columns of a type that the guide does not mention for which a problem has been added. */
    readonly reportedColumns = new Set<number>();
    private readonly rules: RowRules;
    private readonly indexes: ReadonlyMap<ColumnKind, number>;
    private readonly otherTypes: readonly number[];
    /** Where the value is that is being checked. */
    private line = 0;
    private column: string | undefined;
    private readonly reportRow: ReportRow = (code, column, message, general) => {
        this.problems.add(code, { line: this.line, column }, message, general);
    };

    constructor(
        private readonly plans: readonly ColumnPlan[],
        private readonly pool: CsvPoolRules,
        private readonly problems: ProblemList,
    ) {
        this.rules = new RowRules(plans, pool, !problems.isError("header-missing-column"));
        this.indexes = new Map(plans.map(({ kind }, index) => [kind, index]));
        this.otherTypes = plans.flatMap(({ kind }, index) => (kind === "otherType" ? [index] : []));
    }

    /**
     * Checks one row, a line of readable text without its line end.
     *
     * @param read the row as RFC 4180 reads it; `undefined`: it holds no quotation marks
     * @returns the names of its user; `undefined` if there is no username
     */
    check(text: string, line: number, read: QuotedLine | undefined): RowNames | undefined {
        if (read === undefined || !isQuotedRow(read, text, this.plans.length)) {
            const written = splitLine(text);
            addBackslashes(text, written, line, this.plans, this.problems);
            const single = text.includes("'") ? readApostrophes(written, this.plans) : undefined;
            return single === undefined ? this.checkWritten(written, text, line) : this.checkQuoted(single, text, line);
        }
        return this.checkQuoted(read, text, line);
    }

    /**
     * Checks a row that line breaks in quotation marks have cut.
     *
     * @param text all of the row, with spaces in place of the line breaks
     * @param line its first one
     * @param broken which of its values the first line break cuts
     * @returns as `check`
     */
    checkBroken(text: string, line: number, broken: number): RowNames | undefined {
        addBrokenRow(line, this.columnAt(broken), this.problems);
        return this.checkWritten(readQuotedLine(text).values.map(writeValue), text, line);
    }

    private checkQuoted(read: QuotedLine, text: string, line: number): RowNames | undefined {
        if (read.values.some((value) => value !== "")) {
            addQuotedRow(read, line, this.failsByQuotes(read, text), this.plans, this.problems);
        }
        return this.checkWritten(read.values.map(writeValue), text, line);
    }

    /** @param written the values as the dialect writes them */
    private checkWritten(written: readonly string[], text: string, line: number): RowNames | undefined {
        const values = written.map(readValue);
        if (values.every((value) => value === "")) {
            this.problems.add("empty-row", { line }, "The row has commas but no values. Delete it.");
            return undefined;
        }
        if (values.length !== this.plans.length) {
            this.addValueCount(values.length, text, line);
            return undefined;
        }
        this.line = line;
        this.checkValues(values, this.reportRow);
        for (const index of this.otherTypes) {
            this.checkType(values[index], index);
        }
        return namesOf(this.indexes, written.map(trimValue), values);
    }

    private checkValues(values: readonly string[], report: ReportRow): void {
        const reportValue: Report = (code, message, general) => {
            report(code, this.column, message, general);
        };
        for (const [index, plan] of this.plans.entries()) {
            const value = values[index];
            if (value !== undefined && value !== "") {
                this.column = plan.name || undefined;
                checkValue(value, plan, this.pool, reportValue);
            }
        }
        this.rules.check(values, report);
    }

    /** Whether quotation marks, as part of the values, make errors that the row has not without them. */
    private failsByQuotes({ values, quoted }: QuotedLine, text: string): boolean {
        const asWritten = splitLine(text).map(readValue);
        if (asWritten.length !== this.plans.length || quoted.some((index) => this.plans[index]?.kind === "email")) {
            return true;
        }
        const errors = this.errorsOf(values);
        return [...this.errorsOf(asWritten)].some((error) => !errors.has(error));
    }

    private errorsOf(values: readonly string[]): ReadonlySet<string> {
        const errors = new Set<string>();
        this.checkValues(values, (code, column) => {
            if (this.problems.isError(code)) {
                errors.add(`${code} ${column}`);
            }
        });
        return errors;
    }

    private checkType(value: string | undefined, index: number): void {
        if (value === "" || this.reportedColumns.has(index)) {
            return;
        }
        this.reportedColumns.add(index);
        this.problems.add(
            "attribute-type",
            { line: this.line, column: this.columnAt(index) },
            "The pool's schema has this attribute as Boolean or DateTime, but AWS's guide mentions only strings and numbers. Test with one row whether an import accepts its values.",
        );
    }

    private addValueCount(count: number, text: string, line: number): void {
        const separator = separatorOfRow(text, this.plans.length);
        if (separator !== undefined) {
            this.problems.add(
                "row-separator",
                { line },
                `The row is separated by ${separator}, but its header by commas. Separate all values with commas.`,
            );
            return;
        }
        const advice = hasBareArgon2Commas(text)
            ? "The commas in an Argon2id hash also separate values. Write each as \\,"
            : count > this.plans.length
              ? "Write a comma in a value as \\, and do not use quotation marks"
              : "Write an empty value as nothing between two commas, and end no value with a backslash, because it escapes the comma after it";
        this.problems.add(
            "value-count",
            { line },
            `The row has ${countOf(count, "value")}, but the header has ${countOf(this.plans.length, "column")}. ${advice}.`,
        );
    }

    private columnAt(index: number): string | undefined {
        return this.plans[index]?.name || undefined;
    }
}
