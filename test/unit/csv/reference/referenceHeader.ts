import type { CsvPoolRules } from "../../../../provider/src/csv/types";

/** Takes one problem. */
export type Say = (code: string, line?: number, column?: string) => void;

const standard =
    "cognito:username,name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email,email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address,updated_at,cognito:mfa_enabled";

/** What is wrong with the bytes of one line. */
export function lineFaults(bytes: Buffer): string[] {
    const latin = bytes.toString("latin1");
    const faults: string[] = [];
    if (latin.includes("\0")) {
        return ["nul-byte"];
    }
    if (latin.includes("\r")) {
        faults.push("lone-carriage-return");
    }
    try {
        new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
        faults.push("invalid-utf-8");
    }
    return faults;
}

/** The columns; none where there is no header. An unknown one, and one that is there again, is an empty string. */
export function readHeader(first: Buffer | undefined, pool: CsvPoolRules, say: Say): string[] | "unreadable" {
    if (first === undefined) {
        return [];
    }
    const latin = first.toString("latin1");
    if (/^(\xff\xfe|\xfe\xff)/.test(latin)) {
        say("utf-16", 1);
        return "unreadable";
    }
    const hasMark = latin.startsWith("\xef\xbb\xbf");
    if (hasMark) {
        say("byte-order-mark", 1);
    }
    const bytes = hasMark ? first.subarray(3) : first;
    const faults = lineFaults(bytes);
    for (const fault of faults) {
        say(fault, 1);
    }
    if (faults.length > 0) {
        return "unreadable";
    }
    const text = bytes.toString("utf8");
    return /^[ \t]*$/.test(text) ? [] : readNames(text, pool, say);
}

function readNames(text: string, pool: CsvPoolRules, say: Say): string[] {
    const listed = pool.header ? [...pool.header] : standard.split(",");
    const wanted = listed.filter((name) => name !== "password_hash");
    const mayHaveHashes = pool.header === undefined || pool.isHeaderDerived || listed.includes("password_hash");
    const known = mayHaveHashes ? [...wanted, "password_hash"] : wanted;
    if (isSeparatedOtherwise(text, known)) {
        say("separator", 1);
        return [];
    }
    let names = text.split(",");
    const quoted = names.some(
        (name) =>
            name.trim().length >= 2 &&
            /["']/.test(name.trim().charAt(0)) &&
            name.trim().endsWith(name.trim().charAt(0)),
    );
    if (quoted) {
        names = names.map((name) => name.replace(/^(\s*)(?:"(.*)"|'(.*)')(\s*)$/, "$1$2$3$4"));
    }
    const found = names.map((name) => {
        const bare = name.trim();
        if (known.includes(bare)) {
            return bare;
        }
        if (pool.header === undefined && /^(custom:|dev:|dev:custom:)[^\s,]+$/.test(bare)) {
            return bare;
        }
        return known.find((one) => one.toLowerCase() === bare.toLowerCase()) ?? "";
    });
    for (const column of known) {
        const near = names.findIndex(
            (name, at) => found[at] === "" && name.trim() !== "" && core(name) === core(column),
        );
        if (near >= 0 && !found.includes(column)) {
            found[near] = column;
        }
    }
    if (found.every((name) => name === "")) {
        say("header-missing", 1);
        return [];
    }
    if (quoted) {
        say("header-quoted", 1);
    }
    for (const [index, name] of names.entries()) {
        checkName(name, index, found, say);
    }
    if (names.some((name, at) => found[at] === "" && isOfExports(name))) {
        say("header-exported-column", 1);
    }
    for (const name of wanted) {
        if (!found.includes(name)) {
            say("header-missing-column", 1, name);
        }
    }
    return found.map((name, index) => (found.indexOf(name) === index ? name : ""));
}

function checkName(name: string, index: number, found: readonly string[], say: Say): void {
    const known = found[index] ?? "";
    if (known === "" && isOfExports(name)) {
        return;
    }
    if (known === "") {
        say(name.trim() === "" ? "header-empty-column" : "header-unknown-column", 1);
        return;
    }
    if (name.trim() !== name) {
        say("header-column-spaces", 1, known);
    }
    if (name.trim() !== known) {
        say("header-column-case", 1, known);
    }
    if (found.slice(0, index).includes(known)) {
        say("header-repeated-column", 1, known);
    }
}

function isSeparatedOtherwise(text: string, wanted: readonly string[]): boolean {
    if (/^\s*"?sep=(.?)"?[\s,;|]*$/i.test(text)) {
        return true;
    }
    const known = (separator: string): number =>
        text.split(separator).filter((name) =>
            wanted.includes(
                name
                    .trim()
                    .replace(/^"(.*)"$/, "$1")
                    .toLowerCase(),
            ),
        ).length;
    return [";", "\t", "|"].some(
        (one) =>
            (known(one) > known(",") && (known(one) > 1 || !text.includes(","))) ||
            (!text.includes(",") && text.split(one).length >= 3),
    );
}

function core(name: string): string {
    return name
        .trim()
        .toLowerCase()
        .replace(/^(dev:)?(cognito|custom):/, "")
        .replace(/[ _.-]/g, "");
}

/** Those that the random files have. */
function isOfExports(name: string): boolean {
    const known = ["sub", "groups", "userstatus", "createdat", "password", "updated", "enabled", "username"];
    return !/^\s*(custom|dev):/.test(name) && known.includes(core(name));
}
