import { isUtf8 } from "node:buffer";
import { formatCount } from "../../messages";
import { maxLineBytes, maxLineCharacters } from "../csvLimits";
import type { ProblemList } from "../problems/problemList";
import type { ColumnPlan } from "./columnPlan";

const carriageReturn = 0x0d;
const space = 0x20;
const tab = 0x09;

/** Names what no line may hold. `false`: the line cannot be read. `content` is a line without its line end. */
export function checkLineBytes(content: Buffer, line: number, problems: ProblemList): boolean {
    const before = problems.fileErrors;
    const place = { line };
    if (content.length > maxLineCharacters) {
        if (content.length > maxLineBytes || characters(content) > maxLineCharacters) {
            addLineTooLong(line, problems);
            return false;
        }
        problems.add(
            "line-maybe-too-long",
            place,
            `The line has more than ${formatCount(maxLineCharacters)} bytes, but not more characters. Cognito may count bytes.`,
        );
    }
    if (content.includes(0)) {
        // The rest would be consequences.
        addUnreadable(
            "nul-byte",
            line,
            problems,
            "The line contains a NUL byte, which is not text. Is this a binary file, or UTF-16?",
        );
        return false;
    }
    if (content.includes(carriageReturn)) {
        problems.add(
            "lone-carriage-return",
            place,
            "The line contains a carriage return without a line feed (old Macintosh line ends?). End lines with LF or CRLF.",
        );
    }
    if (!isUtf8(content)) {
        problems.add(
            "invalid-utf-8",
            place,
            "The line is not valid UTF-8 (ANSI, Windows-1252 or Latin-1?). Save the file as UTF-8.",
        );
    }
    return problems.fileErrors === before;
}

/**
 * Says that a line has too many characters.
 *
 * Assumed: it may stop the whole job, so that it is a problem of the file and not of the row.
 */
export function addLineTooLong(line: number, problems: ProblemList): void {
    addUnreadable(
        "line-too-long",
        line,
        problems,
        `The line has more than ${formatCount(maxLineCharacters)} characters, Cognito's limit. Shorten its values.`,
    );
}

/**
 * Says of the backslashes of a row what is legal and yet most likely meant otherwise: each once, at the first value.
 *
 * @param text the row
 * @param written its values
 */
export function addBackslashes(
    text: string,
    written: readonly string[],
    line: number,
    plans: readonly ColumnPlan[],
    problems: ProblemList,
): void {
    if (!text.includes("\\")) {
        return;
    }
    const doubled = written.findIndex((value) => value.includes("\\\\,"));
    if (doubled >= 0) {
        problems.add(
            "backslash-before-comma",
            { line, column: plans[doubled]?.name || undefined },
            "A backslash before an escaped comma can be read in two ways. Remove the backslash.",
        );
    }
    if (text.trimEnd().endsWith("\\")) {
        problems.add(
            "backslash-at-end",
            { line, column: plans[written.length - 1]?.name || undefined },
            "The row ends with a backslash, which Cognito may read as an escape. Remove it.",
        );
    }
}

/** Without the header, no row can be read either. */
function addUnreadable(code: "line-too-long" | "nul-byte", line: number, problems: ProblemList, message: string): void {
    if (line === 1) {
        problems.addUnreading(code, { line }, message);
    } else {
        problems.add(code, { line }, message);
    }
}

/** Whether there is nothing but spaces and tabs. */
export function isBlank(content: Buffer): boolean {
    let at = 0;
    while (at < content.length && (content[at] === space || content[at] === tab)) {
        at++;
    }
    return at === content.length;
}

/** Code points: all bytes of UTF-8 but the continuing ones. */
function characters(content: Buffer): number {
    let count = 0;
    for (const byte of content) {
        count += (byte & 0xc0) === 0x80 ? 0 : 1;
    }
    return count;
}
