import type { PasswordHashingAlgorithm } from "../../types";
import { passwordHashColumn, standardColumns } from "../../users/standardColumns";
import type { ProblemList } from "../problems/problemList";
import type { CsvPoolRules } from "../types";
import { describeExportedColumns, isExportedColumn, meantColumns } from "./columnNames";
import { detectSeparator } from "./separators";

/** The columns of a header as far as they are known: an unknown one is an empty string, as it may be a person's data. */
export type KnownColumns = readonly string[];

const line = 1;

/** What the header says about the lines after it. */
export interface CheckedHeader {
    /** The columns in the file's order, none if the line is not a header. */
    readonly columns: KnownColumns;
    /** How many lines come before the rows: one more with a `sep=` line. */
    readonly lines: number;
}

/**
 * Checks a header against the pool's columns, or against those that every pool has.
 *
 * Assumed: Cognito takes neither repeated nor differently cased nor padded nor quoted names; each is an error here.
 *
 * @param text the first line, without line end and byte order mark
 * @param algorithm the one that the job names; `undefined`: it imports no password hashes
 */
export function checkHeader(
    text: string,
    pool: CsvPoolRules,
    algorithm: PasswordHashingAlgorithm | undefined,
    problems: ProblemList,
): CheckedHeader {
    const expected = (pool.header ?? standardColumns).filter((name) => name !== passwordHashColumn);
    const known = [...expected, passwordHashColumn];
    const foreign = detectSeparator(text, (name) => known.includes(name.toLowerCase()));
    if (foreign !== undefined) {
        problems.addUnreading(foreign.code, { line }, foreign.message);
        return { columns: [], lines: foreign.headerLines };
    }
    const raw = text.split(",");
    const isQuoted = raw.some((name) => /^\s*(["']).*\1\s*$/u.test(name));
    const names = isQuoted ? raw.map((name) => name.replace(/^(\s*)(["'])(.*)\2(\s*)$/u, "$1$3$4")) : raw;
    const trimmed = names.map((name) => name.trim());
    const columns = meantColumns(trimmed, known, pool.header !== undefined);
    if (columns.every((name) => name === "")) {
        problems.addUnreading(
            "header-missing",
            { line },
            "The first line is not a header. It must contain the column names, such as cognito:username.",
        );
        return { columns: [], lines: 1 };
    }
    if (isQuoted) {
        problems.add(
            "header-quoted",
            { line },
            "The column names are in quotation marks, which Cognito reads as part of the names. Write names and values without them, and a comma in a value as \\, (cognito-user-import convert does it).",
        );
    }
    names.forEach((name, index) => {
        checkColumn(name, columns[index] ?? "", index, columns, pool, problems);
    });
    const exported = trimmed.filter((name, index) => columns[index] === "" && isExportedColumn(name));
    if (exported.length > 0) {
        problems.add("header-exported-column", { line }, describeExportedColumns(exported));
    }
    checkHashColumn(columns, pool, algorithm, problems);
    for (const name of expected.filter((column) => !columns.includes(column))) {
        problems.add(
            "header-missing-column",
            { line, column: name },
            `The column ${name} is missing. The header must have every column of the pool, even one without values.`,
        );
    }
    return { columns, lines: 1 };
}

/** Whether the pool lists the column of password hashes. It does not on Cognito's older infrastructure. */
function offersHashes({ header, isHeaderDerived }: CsvPoolRules): boolean {
    return header === undefined || isHeaderDerived === true || header.includes(passwordHashColumn);
}

/** The column has to be there with an algorithm, whatever GetCSVHeader says; without one it may be left out. */
function checkHashColumn(
    columns: KnownColumns,
    pool: CsvPoolRules,
    algorithm: PasswordHashingAlgorithm | undefined,
    problems: ProblemList,
): void {
    const place = { line, column: passwordHashColumn };
    if (!columns.includes(passwordHashColumn)) {
        if (algorithm !== undefined) {
            problems.add(
                "password-hash-column-missing",
                place,
                `The job imports ${algorithm} hashes, but the column ${passwordHashColumn} is missing. The whole job would fail. Add the column, or do not set the algorithm.`,
            );
        }
        return;
    }
    if (offersHashes(pool)) {
        return;
    }
    const cause = `GetCSVHeader does not list ${passwordHashColumn} for this pool`;
    if (algorithm === undefined) {
        problems.add(
            "header-unknown-column",
            place,
            `${cause}. Pools on Cognito's older infrastructure cannot import password hashes. Remove the column, or passwordHash from the users.`,
        );
    } else {
        problems.add(
            "password-hash-not-offered",
            place,
            `${cause}. Pools on Cognito's older infrastructure cannot import password hashes.`,
        );
    }
}

function checkColumn(
    name: string,
    canonical: string,
    index: number,
    columns: KnownColumns,
    pool: CsvPoolRules,
    problems: ProblemList,
): void {
    const place = { line, column: canonical === "" ? undefined : canonical };
    const position = `Column ${index + 1} of the header`;
    if (canonical === "") {
        addUnknownColumn(name.trim(), position, pool, problems);
        return;
    }
    if (name !== name.trim()) {
        problems.add("header-column-spaces", place, `${position} has spaces around its name. Write ${canonical}.`);
    }
    if (name.trim() !== canonical) {
        problems.add(
            "header-column-case",
            place,
            `${position} is spelled differently in the pool. Write ${canonical}.`,
        );
    }
    if (columns.indexOf(canonical) < index) {
        problems.add("header-repeated-column", place, `${position} repeats ${canonical}. Remove one of the two.`);
    }
}

function addUnknownColumn(name: string, position: string, pool: CsvPoolRules, problems: ProblemList): void {
    if (isExportedColumn(name)) {
        return;
    }
    if (name === "") {
        problems.add("header-empty-column", { line }, `${position} has no name. Check for an extra comma.`);
    } else {
        problems.add(
            "header-unknown-column",
            { line },
            `${position} is not a column of ${pool.header === undefined ? "any pool" : "this pool"}. Remove it, or correct its name.`,
        );
    }
}
