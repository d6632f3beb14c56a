import type { ColumnKind, ColumnPlan } from "./columnPlan";
import { isEmail, isPhoneNumber, type Report, readBoolean } from "./formRules";
import type { RowNames } from "./nameRules";
import { hasBareArgon2Commas } from "./passwordHash";
import type { ProblemList } from "./problemList";
import { type ReportRow, RowRules } from "./rowRules";
import type { CsvPoolRules } from "./types";
import { checkValue } from "./valueRules";
import { readValue, splitLine, trimValue } from "./values";

/** Says everything that is wrong with a row: every rule, in plain strings, for the rows that are not plainly clean. */
export class RowChecker {
    private readonly rules: RowRules;
    private readonly indexes: ReadonlyMap<ColumnKind, number>;
    /** Where the value is that is being checked. */
    private place: { line: number; column: string | undefined } = { line: 0, column: undefined };
    private readonly reportValue: Report = (code, message) => {
        this.problems.add(code, this.place, message);
    };
    private readonly reportRow: ReportRow = (code, column, message) => {
        this.problems.add(code, { line: this.place.line, column }, message);
    };

    constructor(
        private readonly plans: readonly ColumnPlan[],
        private readonly pool: CsvPoolRules,
        private readonly problems: ProblemList,
    ) {
        this.rules = new RowRules(plans, pool);
        this.indexes = new Map(plans.map(({ kind }, index) => [kind, index]));
    }

    /**
     * Checks one row, a line of readable text without its line end.
     *
     * @returns what its user is known by; `undefined` where there is no username to speak of
     */
    check(text: string, line: number): RowNames | undefined {
        const written = splitLine(text);
        const values = written.map(readValue);
        if (values.every((value) => value === "")) {
            this.problems.add("empty-row", { line }, "The row has commas and no values: delete it.");
            return undefined;
        }
        this.checkWriting(text, written, values, line);
        if (values.length !== this.plans.length) {
            this.addValueCount(values.length, line, hasBareArgon2Commas(text));
            return undefined;
        }
        for (const [index, plan] of this.plans.entries()) {
            const value = values[index];
            if (value !== undefined && value !== "") {
                this.place = { line, column: plan.name || undefined };
                checkValue(value, plan, this.pool, this.reportValue);
            }
        }
        this.place = { line, column: undefined };
        this.rules.check(values, this.reportRow);
        return this.namesOf(written.map(trimValue), values);
    }

    private namesOf(written: readonly string[], values: readonly string[]): RowNames | undefined {
        const at = (kind: ColumnKind): number => this.indexes.get(kind) ?? -1;
        const username = written[at("username")] ?? "";
        const isVerified = (kind: ColumnKind): boolean => readBoolean(values[at(kind)] ?? "") === true;
        const hasEmail = isVerified("emailVerified") && isEmail(values[at("email")] ?? "");
        const hasPhone = isVerified("phoneVerified") && isPhoneNumber(values[at("phone")] ?? "");
        return username === ""
            ? undefined
            : {
                  username,
                  email: hasEmail ? written[at("email")] : undefined,
                  phone: hasPhone ? written[at("phone")] : undefined,
              };
    }

    /** What is legal and yet most likely meant otherwise: once a row, at the first value. */
    private checkWriting(text: string, written: readonly string[], values: readonly string[], line: number): void {
        const isCut = values.length !== this.plans.length;
        const quoted = values.findIndex((value) => value.startsWith('"') && (isCut || /^".*"$/su.test(value)));
        if (quoted >= 0) {
            this.problems.add(
                "quoted-value",
                { line, column: this.columnAt(quoted) },
                "The value is in quotation marks, which become part of it: write it without, and each comma in it as \\,",
            );
        }
        if (!text.includes("\\")) {
            return;
        }
        const doubled = written.findIndex((value) => value.includes("\\\\,"));
        if (doubled >= 0) {
            this.problems.add(
                "backslash-before-comma",
                { line, column: this.columnAt(doubled) },
                "A backslash stands before an escaped comma, which can be read in two ways: remove the backslash.",
            );
        }
        if (text.trimEnd().endsWith("\\")) {
            this.problems.add(
                "backslash-at-end",
                { line, column: this.columnAt(written.length - 1) },
                "The row ends with a backslash, which Cognito may take for an escape: remove it.",
            );
        }
    }

    private addValueCount(count: number, line: number, isHashCut: boolean): void {
        const advice = isHashCut
            ? "the commas within an Argon2id hash separate values too, so write each as \\,"
            : count > this.plans.length
              ? "write a comma within a value as \\, and without quotation marks"
              : "leave a value empty rather than out, and let none end with a backslash, which escapes the comma after it";
        this.problems.add(
            "value-count",
            { line },
            `The row has ${count} values and the header ${this.plans.length} columns: ${advice}.`,
        );
    }

    private columnAt(index: number): string | undefined {
        return this.plans[index]?.name || undefined;
    }
}
