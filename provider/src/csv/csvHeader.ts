import type { PasswordHashingAlgorithm } from "../types";
import { isCustomColumn, passwordHashColumn, standardColumns } from "../users/standardColumns";
import type { ProblemList } from "./problemList";
import type { CsvPoolRules } from "./types";

/** The columns of a header as far as they are known: an unknown one is an empty string, as it may be a person's data. */
export type KnownColumns = readonly string[];

const line = 1;

/**
 * Checks a header against the pool's columns, or against those that every pool has.
 *
 * Assumed: Cognito takes neither repeated nor differently cased nor padded nor quoted names; each is an error here.
 *
 * @param text the first line, without line end and byte order mark
 * @param algorithm the one that the job names; `undefined`: it imports no password hashes
 * @returns the columns in the file's order, none where the line is no header at all
 */
export function checkHeader(
    text: string,
    pool: CsvPoolRules,
    algorithm: PasswordHashingAlgorithm | undefined,
    problems: ProblemList,
): KnownColumns {
    const raw = text.split(",");
    const isQuoted = raw.some((name) => /^\s*".*"\s*$/u.test(name));
    const names = isQuoted ? raw.map((name) => name.replace(/^(\s*)"(.*)"(\s*)$/u, "$1$2$3")) : raw;
    const expected = (pool.header ?? standardColumns).filter((name) => name !== passwordHashColumn);
    const known = mayHaveHashes(pool, algorithm) ? [...expected, passwordHashColumn] : expected;
    const columns = names.map((name) => canonicalName(name.trim(), known, pool.header !== undefined));
    if (columns.every((name) => name === "")) {
        problems.add(
            "header-missing",
            { line },
            "The first line is not a header: it must hold the names of the columns, such as cognito:username.",
        );
        return [];
    }
    if (isQuoted) {
        problems.add("header-quoted", { line }, "The names of the columns are in quotation marks: write them without.");
    }
    names.forEach((name, index) => {
        checkColumn(name, columns[index] ?? "", index, columns, pool, problems);
    });
    checkHashColumn(columns, pool, algorithm, problems);
    for (const name of expected.filter((column) => !columns.includes(column))) {
        problems.add(
            "header-missing-column",
            { line, column: name },
            `The column ${name} is missing: every column of the pool must be there, even where it is empty in all rows.`,
        );
    }
    return columns;
}

/** Whether the pool lists the column of password hashes. It does not on Cognito's older infrastructure. */
function offersHashes({ header, isHeaderDerived }: CsvPoolRules): boolean {
    return header === undefined || isHeaderDerived === true || header.includes(passwordHashColumn);
}

/** With an algorithm the column has to be there, whatever GetCSVHeader says. */
function mayHaveHashes(pool: CsvPoolRules, algorithm: PasswordHashingAlgorithm | undefined): boolean {
    return algorithm !== undefined || offersHashes(pool);
}

function checkHashColumn(
    columns: KnownColumns,
    pool: CsvPoolRules,
    algorithm: PasswordHashingAlgorithm | undefined,
    problems: ProblemList,
): void {
    if (algorithm === undefined) {
        return;
    }
    if (!columns.includes(passwordHashColumn)) {
        problems.add(
            "password-hash-column-missing",
            { line, column: passwordHashColumn },
            `The job imports hashes of ${algorithm}, and the column ${passwordHashColumn} is missing, so that the whole job ` +
                "would fail: add the column, or leave the algorithm out.",
        );
    } else if (!offersHashes(pool)) {
        problems.add(
            "password-hash-not-offered",
            { line, column: passwordHashColumn },
            `GetCSVHeader does not list ${passwordHashColumn} for this pool: pools on Cognito's older infrastructure import no ` +
                "password hashes.",
        );
    }
}

function canonicalName(name: string, expected: readonly string[], isPoolKnown: boolean): string {
    if (expected.includes(name) || (!isPoolKnown && isCustomColumn(name))) {
        return name;
    }
    return expected.find((column) => column.toLowerCase() === name.toLowerCase()) ?? "";
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
        problems.add("header-column-spaces", place, `${position} has spaces around its name: write ${canonical}.`);
    }
    if (name.trim() !== canonical) {
        problems.add("header-column-case", place, `${position} is not written as in the pool: write ${canonical}.`);
    }
    if (columns.indexOf(canonical) < index) {
        problems.add("header-repeated-column", place, `${position} repeats ${canonical}: leave one of the two.`);
    }
}

function addUnknownColumn(name: string, position: string, pool: CsvPoolRules, problems: ProblemList): void {
    if (name === "") {
        problems.add("header-empty-column", { line }, `${position} has no name: is there a comma too many?`);
    } else {
        problems.add(
            "header-unknown-column",
            { line },
            `${position} is no column of ${pool.header === undefined ? "any pool" : "this pool"}: remove it, or correct its name.`,
        );
    }
}
