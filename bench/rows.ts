import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./row";

/** The table's order. A row that is not listed comes last. */
const order = [
    "validate",
    "command",
    "convert",
    "encode",
    "upload",
    "million",
    "wholeJob",
    "perUser",
    "noOpPreview",
    "reads",
    "notice",
    "coldStart",
    "omit",
    "scale",
    "emulator",
    "tests",
];

const folder = join(__dirname, "rows");

/** The names of all rows, in the table's order. */
export function rowNames(): string[] {
    const place = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
    const names = readdirSync(folder).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
    return names.sort((one, other) => place(one) - place(other) || one.localeCompare(other, "en"));
}

/** A row by its name. */
export async function loadRow(name: string): Promise<Row> {
    const { row } = (await import(join(folder, name))) as { row: Row };
    return row;
}

/** All rows, in the table's order. */
export async function loadRows(): Promise<Row[]> {
    return await Promise.all(rowNames().map(loadRow));
}
