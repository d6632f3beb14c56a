import { isBlank, sayLineFaults } from "./referenceLines";
import { hasOtherSeparator, isExported, meantColumns } from "./referenceNames";
import type { ReferenceReport, Say } from "./referenceReport";
import type { ReferenceJob } from "./referenceValidator";

const standard =
    "cognito:username,name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website,email,email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified,address,updated_at,cognito:mfa_enabled";
const hashes = "password_hash";

/** What the first line makes of the others. */
export interface ReferenceHeader {
    /** None where there is no header. An unknown one, and one that is there again, is an empty string. */
    readonly columns: readonly string[];
    /** `false`: the rest of the file is not looked at. */
    readonly isReadable: boolean;
    /** How many lines stand before the rows. */
    readonly headerLines: number;
}

/** Reads the first line and says what is wrong with it. */
export function readHeader(first: Buffer | undefined, job: ReferenceJob, report: ReferenceReport): ReferenceHeader {
    const none: ReferenceHeader = { columns: [], isReadable: true, headerLines: 1 };
    const latin = first?.toString("latin1") ?? "";
    const foreign = foreignKind(latin);
    if (foreign !== undefined) {
        report.say(foreign, 1);
        return { ...none, isReadable: false };
    }
    const bytes = Buffer.from(latin.replace(/^\xef\xbb\xbf/, ""), "latin1");
    if (bytes.length < latin.length) {
        report.say("byte-order-mark", 1);
    }
    const { canBeRead, isFatal } = sayLineFaults(bytes, 1, report);
    const text = bytes.toString("utf8");
    if (!canBeRead || isBlank(text)) {
        return { ...none, isReadable: !isFatal };
    }
    if (/^\s*"?sep=.?"?[\s,;|]*$/i.test(text)) {
        report.say("separator", 1);
        return { ...none, headerLines: 2 };
    }
    return { ...none, columns: readNames(text, job, report.say) };
}

/** A file that is no text, or text in UTF-16, by its first bytes. */
function foreignKind(latin: string): "utf-16" | "not-text" | undefined {
    if (["PK\x03\x04", "\xd0\xcf\x11\xe0", "\x1f\x8b", "%PDF"].some((mark) => latin.startsWith(mark))) {
        return "not-text";
    }
    const isEverySecondByteZero = /^(([^\0]\0){4,}|(\0[^\0]){4,}\0?)$/.test(latin);
    return /^(\xff\xfe|\xfe\xff)/.test(latin) || isEverySecondByteZero ? "utf-16" : undefined;
}

function readNames(text: string, { pool = {}, passwordHashingAlgorithm }: ReferenceJob, say: Say): string[] {
    const listed = pool.header ?? standard.split(",");
    const wanted = listed.filter((name) => name !== hashes);
    const isOffered = pool.header === undefined || pool.isHeaderDerived === true || listed.includes(hashes);
    const known = [...wanted, hashes];
    if (hasOtherSeparator(text, known)) {
        say("separator", 1);
        return [];
    }
    let names = text.split(",");
    const areQuoted = names.some((name) => /^\s*(".*"|'.*')\s*$/.test(name));
    if (areQuoted) {
        names = names.map((name) => name.replace(/^(\s*)(?:"(.*)"|'(.*)')(\s*)$/, "$1$2$3$4"));
    }
    const bare = names.map((name) => name.trim());
    const found = meantColumns(bare, known, pool.header === undefined);
    if (found.every((name) => name === "")) {
        say("header-missing", 1);
        return [];
    }
    if (areQuoted) {
        say("header-quoted", 1);
    }
    if (bare.some((name, index) => found[index] === "" && isExported(name))) {
        say("header-exported-column", 1);
    }
    for (const [index, name] of names.entries()) {
        checkName(name, index, found, say);
    }
    for (const name of wanted.filter((one) => !found.includes(one))) {
        say("header-missing-column", 1, name);
    }
    if (passwordHashingAlgorithm === undefined) {
        if (found.includes(hashes) && !isOffered) {
            say("header-unknown-column", 1, hashes);
        }
    } else if (!found.includes(hashes)) {
        say("password-hash-column-missing", 1, hashes);
    } else if (!isOffered) {
        say("password-hash-not-offered", 1, hashes);
    }
    return found.map((name, index) => (found.indexOf(name) === index ? name : ""));
}

function checkName(name: string, index: number, found: readonly string[], say: Say): void {
    const known = found[index] ?? "";
    if (known === "" && isExported(name.trim())) {
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
