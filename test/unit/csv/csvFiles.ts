import { inspectCsv } from "../../../provider/src/csv/inspectCsv";
import type {
    CsvAttributeRules,
    CsvInspection,
    CsvInspectionOptions,
    CsvPoolRules,
} from "../../../provider/src/csv/types";
import { standardColumns } from "../../../provider/src/users/standardColumns";

/** The header of a pool without custom attributes. */
export const header = standardColumns.join(",");

/** A row that every pool takes, but for the values given by column. */
export function row(
    values: Readonly<Record<string, string>> = {},
    columns: readonly string[] = standardColumns,
): string {
    const defaults: Readonly<Record<string, string>> = {
        "cognito:username": "ada",
        email: "ada@example.com",
        email_verified: "TRUE",
        phone_number_verified: "FALSE",
        "cognito:mfa_enabled": "FALSE",
    };
    return columns.map((column) => values[column] ?? defaults[column] ?? "").join(",");
}

/** Cuts bytes into chunks of one size, as a stream would. */
export async function* chunksOf(bytes: Uint8Array, chunkBytes = bytes.length): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < bytes.length; start += chunkBytes) {
        yield bytes.subarray(start, start + chunkBytes);
    }
}

/** Inspects a text or bytes. */
export function inspect(content: string | Uint8Array, options: CsvInspectionOptions = {}): Promise<CsvInspection> {
    return inspectCsv(chunksOf(typeof content === "string" ? Buffer.from(content) : content), options);
}

/** Each problem as `code@line:column`, the parts that are not known left out. */
export function places(inspection: CsvInspection): string[] {
    return inspection.problems.map(
        ({ code, line, column }) =>
            code + (line === undefined ? "" : `@${line}`) + (column === undefined ? "" : `:${column}`),
    );
}

/** Texts in the order of their code units. */
export function sorted(texts: readonly string[]): string[] {
    return texts.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}

/** A pool that verifies e-mail addresses, and leaves multi-factor authentication to its users. */
export const emailPool: CsvPoolRules = {
    header: standardColumns,
    autoVerifiedAttributes: ["email"],
    mfaConfiguration: "OPTIONAL",
    attributes: new Map<string, CsvAttributeRules>([
        ["birthdate", { dataType: "String", required: false, minLength: 10, maxLength: 10 }],
    ]),
};

/** A file of rows, each with a username of its own, unless they give it. */
export function fileOf(rows: readonly Readonly<Record<string, string>>[]): string {
    return [header, ...rows.map((values, index) => row({ "cognito:username": `user${index}`, ...values })), ""].join(
        "\n",
    );
}
