import { type Access, accessTo, textOf } from "./access";
import type { ColumnRule, SourceRule } from "./mapping";
import { listOf } from "./mapping";
import type { SourceRecord } from "./sourceRecord";
import type { ReasonSink } from "./tally";
import { asBirthdate, asPhoneNumber, readDate } from "./values";

/** Says why a row is left out, without its values. */
export type Reject = (code: string, column: string, message: string) => void;

/** Makes the text of one column of one user, neither trimmed nor escaped. */
export type ColumnValue = (value: SourceRecord["value"]) => string;

/** What all columns of one run have in common. */
export interface ColumnContext {
    /** Of the CSV; `undefined`: it is JSON, or a preset has made objects of rows. */
    readonly header: readonly string[] | undefined;
    /** What could not be carried. */
    readonly lost: ReasonSink;
    readonly reject: Reject;
    /** Says that a source's column or property was met. */
    readonly met: (name: string) => void;
}

const booleanColumns: ReadonlySet<string> = new Set(["email_verified", "phone_number_verified", "cognito:mfa_enabled"]);

/** Makes one column by its rule. Names that a CSV does not have are left out: see `missingNames`. */
export function columnValue(column: string, rule: ColumnRule, context: ColumnContext): ColumnValue {
    if ("value" in rule) {
        const text = booleanColumns.has(column) ? String(rule.value).toUpperCase() : String(rule.value);
        return () => text;
    }
    return finish(column, rule, source(column, rule, context), context);
}

function source(column: string, rule: SourceRule, { header, lost, met }: ColumnContext): ColumnValue {
    const reads = listOf(rule.from).flatMap((name) => {
        const access = accessTo(name, header);
        return access === undefined ? [] : [read(column, name, access, lost, met)];
    });
    if (rule.join !== undefined) {
        const between = rule.join;
        return (value) =>
            reads
                .map((one) => one(value).trim())
                .filter((text) => text !== "")
                .join(between);
    }
    const [only] = reads;
    if (reads.length === 1 && only !== undefined) {
        return only;
    }
    return (value) => {
        for (const one of reads) {
            const text = one(value);
            if (text !== "") {
                return text;
            }
        }
        return "";
    };
}

function read(column: string, name: string, access: Access, lost: ReasonSink, met: ColumnContext["met"]): ColumnValue {
    let isMet = false;
    return (value) => {
        const found = access(value);
        if (typeof found === "string") {
            if (!isMet) {
                isMet = true;
                met(name);
            }
            return found;
        }
        if (found !== undefined) {
            met(name);
        }
        const { text, lost: why } = textOf(found);
        if (why !== undefined) {
            lost.add(`${column}: ${why === "several" ? "more than one value" : "an object, not a value"}`);
        }
        return text;
    };
}

function finish(column: string, rule: SourceRule, make: ColumnValue, { reject }: ColumnContext): ColumnValue {
    let value = make;
    const then = (change: (text: string) => string): void => {
        const before = value;
        value = (record) => {
            const text = before(record);
            return text === "" ? "" : change(text);
        };
    };
    const { trueWhen, date, phone, default: fallback } = rule;
    if (rule.lowercase === true) {
        then((text) => text.toLowerCase());
    }
    if (phone !== undefined) {
        then((text) => asPhoneNumber(text.trim(), phone));
    }
    if (date !== undefined) {
        then((text) => dateText(text.trim(), column, date, reject));
    }
    if (trueWhen !== undefined) {
        const words = new Set(trueWhen.map((one) => String(one).toLowerCase()));
        const before = value;
        value = (record) => (words.has(before(record).trim().toLowerCase()) ? "TRUE" : "FALSE");
    } else if (booleanColumns.has(column)) {
        then(booleanText);
    }
    if (fallback !== undefined) {
        const before = value;
        value = (record) => before(record) || fallback;
    }
    return value;
}

function booleanText(text: string): string {
    if (text === "TRUE" || text === "FALSE") {
        return text;
    }
    return /^\s*(?:true|false)\s*$/iu.test(text) ? text.trim().toUpperCase() : text;
}

function dateText(text: string, column: string, form: string, reject: Reject): string {
    const date = readDate(text, form);
    if (date === undefined) {
        reject("date-form", column, `The value is not a date of the form ${form}.`);
        return "";
    }
    switch (column) {
        case "birthdate":
            return asBirthdate(date);
        case "updated_at":
            return String(date.seconds);
        default:
            return `${String(date.year).padStart(4, "0")}-${String(date.month).padStart(2, "0")}-${String(date.day).padStart(2, "0")}`;
    }
}
