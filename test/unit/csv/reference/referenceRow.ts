import type { ReferenceCode } from "./referenceCodes";
import { type QuotedReading, readApostrophes, readPlain, readQuoted } from "./referenceQuotes";
import type { ReferenceReport, Say } from "./referenceReport";
import { checkTogether } from "./referenceTogether";
import { Known } from "./referenceUsername";
import type { ReferenceJob } from "./referenceValidator";
import { checkValue, isFormed } from "./referenceValue";

/** Checks the rows of one file, one after another. */
export class ReferenceRows {
    private readonly known = new Known();
    private readonly saidTypes = new Set<string>();

    constructor(
        private readonly header: readonly string[],
        private readonly job: ReferenceJob,
        private readonly report: ReferenceReport,
        /** The lines that are not UTF-8, whose names are not compared: others may look the same. */
        private readonly foreignLines: ReadonlySet<number>,
    ) {}

    /** Checks one row of readable text. */
    check(text: string, line: number): void {
        const plain = readPlain(text);
        const reading = readQuoted(text);
        const columns = this.header.length;
        const isQuoted =
            reading.quoted.length > 0 && (reading.values.length === columns || plain.values.length !== columns);
        if (!isQuoted) {
            this.checkBackslashes(plain.raw, line);
            const single = readApostrophes(plain.values, (at) => isFormed(this.header[at] ?? "", this.job.pool ?? {}));
            if (single.quoted.length > 0 && plain.values.length === columns) {
                this.sayQuoted(single, plain.values, line);
            }
            this.checkValues(plain.values.length === columns ? single.values : plain.values, text, [line]);
            return;
        }
        this.sayQuoted(reading, plain.values, line);
        this.checkValues(reading.values, text, [line]);
    }

    /** @param plain the values with their quotation marks */
    private sayQuoted({ values, quoted }: Omit<QuotedReading, "open">, plain: readonly string[], line: number): void {
        if (values.every((value) => value === "")) {
            return;
        }
        const fails =
            plain.length !== this.header.length ||
            quoted.some((index) => this.header[index] === "email") ||
            this.errorsOf(plain).some((error) => !this.errorsOf(values).includes(error));
        const column = this.header[quoted[0] ?? 0];
        this.report.sayFollowing("header-quoted", fails ? "quoted-row" : "quoted-value", line, column);
    }

    /**
     * Checks a row that line breaks have cut.
     *
     * @param text its lines, with spaces between
     * @param lines their numbers
     * @param broken which of its values a line break cuts first
     */
    checkBroken(text: string, lines: readonly number[], broken: number): void {
        const [first = 0, ...others] = lines;
        this.report.say("quoted-line-break", first, this.header[broken]);
        this.checkValues(readQuoted(text).values, text, lines);
        for (const line of others) {
            this.report.sayFollowing("quoted-line-break", "quoted-line-break", line);
        }
    }

    private checkBackslashes(raw: readonly string[], line: number): void {
        const firstDoubled = raw.findIndex((value) => value.includes("\\\\,"));
        if (firstDoubled >= 0) {
            this.report.say("backslash-before-comma", line, this.header[firstDoubled]);
        }
        if (raw.at(-1)?.endsWith("\\")) {
            this.report.say("backslash-at-end", line, this.header[raw.length - 1]);
        }
    }

    private checkValues(values: readonly string[], text: string, lines: readonly number[]): void {
        const { report, header } = this;
        const [line = 0] = lines;
        if (values.every((value) => value === "")) {
            report.say("empty-row", line);
            return;
        }
        if (values.length !== header.length) {
            const separator = [";", "\t", "|"].find((sign) => text.split(sign).length === header.length);
            if (separator === undefined || header.length === 1) {
                report.say("value-count", line);
            } else {
                report.say("row-separator", line, undefined, separator);
            }
            return;
        }
        this.checkEach(values, line, report.say);
        for (const [index, column] of header.entries()) {
            const type = this.job.pool?.attributes?.get(column)?.dataType;
            const isOther = column.includes(":") && (type === "Boolean" || type === "DateTime");
            if (isOther && values[index] !== "" && !this.saidTypes.has(column)) {
                this.saidTypes.add(column);
                report.say("attribute-type", line, column);
            }
        }
        if (!lines.some((one) => this.foreignLines.has(one))) {
            this.known.take((column) => values[header.indexOf(column)] ?? "", line, this.job.pool ?? {}, report.say);
        }
    }

    /** What can be said of a row without the rows before it. */
    private checkEach(values: readonly string[], line: number, say: Say): void {
        for (const [index, column] of this.header.entries()) {
            checkValue(column, values[index] ?? "", line, this.job, say);
        }
        const mayLackColumns = !this.report.isError("header-missing-column");
        checkTogether((column) => values[this.header.indexOf(column)], line, this.job.pool ?? {}, mayLackColumns, say);
    }

    private errorsOf(values: readonly string[]): string[] {
        const errors: string[] = [];
        this.checkEach(values, 0, (code: ReferenceCode, _line, column) => {
            if (this.report.isError(code)) {
                errors.push(`${code} ${column ?? ""}`);
            }
        });
        return errors;
    }
}
