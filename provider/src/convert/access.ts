import type { Fields, SourceRecord } from "./sourceRecord";

/** Reads one value of a record; `undefined` where it is not there. */
export type Access = (value: SourceRecord["value"]) => unknown;

/**
 * How to read a column of a CSV, or a path in a JSON object: a property of that very name, or `a.b` and `a[0].b` for what lies deeper.
 *
 * @param header of the CSV; `undefined`: it is JSON
 * @returns `undefined`: the CSV has no such column
 */
export function accessTo(name: string, header: readonly string[] | undefined): Access | undefined {
    if (header !== undefined) {
        const exact = header.indexOf(name);
        const index = exact >= 0 ? exact : header.findIndex((column) => column.toLowerCase() === name.toLowerCase());
        return index < 0 ? undefined : (value) => (value as readonly string[])[index];
    }
    const steps = name
        .replace(/\[(\d+)\]/gu, ".$1")
        .split(".")
        .filter((step) => step !== "");
    return (value) => {
        const fields = value as Fields;
        return name in fields ? fields[name] : steps.length > 1 ? deepValue(fields, steps) : undefined;
    };
}

/** Only what is in the file: neither methods nor the length of an array. */
function deepValue(fields: Fields, steps: readonly string[]): unknown {
    let value: unknown = fields;
    for (const step of steps) {
        if (typeof value !== "object" || value === null || !Object.hasOwn(value, step) || step === "length") {
            return undefined;
        }
        value = (value as Fields)[step];
    }
    return value;
}

/** Why a value has no text. */
export type NoText = "several" | "object";

/** The text of a value; a list of one is that one. */
export function textOf(value: unknown): { readonly text: string; readonly lost?: NoText } {
    switch (typeof value) {
        case "string":
            return { text: value };
        case "boolean":
        case "number":
            return { text: String(value) };
        default:
            if (value === undefined || value === null) {
                return { text: "" };
            }
            if (!Array.isArray(value)) {
                return { text: "", lost: "object" };
            }
            return value.length > 1 ? { text: "", lost: "several" } : textOf(value[0]);
    }
}

/** The same record as an object: of a CSV's row by the header, without what is empty. */
export function fieldsOf(value: SourceRecord["value"], header: readonly string[] | undefined): Fields {
    if (header === undefined) {
        return value as Fields;
    }
    const fields = Object.create(null) as Record<string, unknown>;
    header.forEach((name, index) => {
        const text = (value as readonly string[])[index];
        if (text !== undefined && text !== "") {
            fields[name] = text;
        }
    });
    return fields;
}
