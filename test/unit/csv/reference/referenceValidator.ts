/**
 * A second validator of the dialect, slow and obvious, which shares no code with the first: whole file in memory, strings
 * only, one question after another. Where the two differ, one of them is wrong.
 */
import { createHash } from "node:crypto";
import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import { lineFaults, readHeader, type Say } from "./referenceHeader";
import { countFailing, listProblems, type Said } from "./referenceListing";
import { linesOfRow } from "./referenceQuotes";
import { checkRow, type Seen } from "./referenceRow";

/** What the reference says of a file: each problem as `code@line:column`, in any order. */
export interface ReferenceResult {
    readonly digest: string;
    readonly rows: number;
    readonly failingRows: number;
    readonly problems: readonly string[];
}

/** Validates a whole file. Limits of size are not looked at; files are small here. */
export function referenceValidate(file: Buffer, pool: CsvPoolRules): ReferenceResult {
    const said: Said[] = [];
    const lines = physicalLines(file);
    const say = (code: string, line?: number, column = "", cause?: string): void => {
        const isHidden = code.startsWith("quoted-") && said.some((other) => other.code === "header-quoted");
        said.push({ code, line, column, cause, isHidden: isHidden && code !== "quoted-line-break" });
    };
    if (pool.autoVerifiedAttributes?.length === 0) {
        say("pool-not-verifying");
    }
    const header = readHeader(lines[0], pool, say);
    let rows = 0;
    if (header !== "unreadable") {
        const isSeparated = said.some(({ code }) => code === "separator");
        const isAfterSep = isSeparated && /^(\xef\xbb\xbf)?\s*"?sep=/i.test(lines[0]?.toString("latin1") ?? "");
        rows = checkLines(lines, isAfterSep ? 2 : 1, header, pool, said, say);
        const hasHeader = !/^(\xef\xbb\xbf)?[ \t]*$/.test(lines[0]?.toString("latin1") ?? "");
        if (!hasHeader && rows > 0) {
            say("header-missing", 1);
        }
        if (rows === 0 && (header.length > 0 || !hasHeader)) {
            say(hasHeader ? "no-rows" : "empty-file");
        }
    }
    return { digest: digestOf(file), rows, failingRows: countFailing(said), problems: listProblems(said, rows) };
}

function isBlank(bytes: Buffer): boolean {
    return /^[ \t]*$/.test(bytes.toString("latin1"));
}

/** Checks the lines from `start` on. Gives the number of rows. */
function checkLines(
    lines: readonly Buffer[],
    start: number,
    header: readonly string[],
    pool: CsvPoolRules,
    said: Said[],
    say: Say,
): number {
    const seen = new Map() as Seen;
    const texts = lines.map((bytes) =>
        isBlank(bytes) ? "" : lineFaults(bytes).length > 0 ? undefined : bytes.toString("utf8"),
    );
    let untouchable = 0;
    for (let index = start; index < lines.length; index++) {
        const line = index + 1;
        const text = texts[index];
        for (const fault of text === undefined ? lineFaults(lines[index] ?? Buffer.of()) : []) {
            say(fault, line);
        }
        if (text === "") {
            say("blank-line", line);
        }
        if (header.length === 0 || text === undefined || text === "") {
            continue;
        }
        const row = linesOfRow(texts, index, header.length);
        if (row.lines > 1 && index >= untouchable) {
            const whole = texts.slice(index, index + row.lines);
            say("quoted-line-break", line, header[row.broken]);
            checkRow(whole.join(" "), line, header, pool, seen, say, whole.join("\n"));
            const others = whole.flatMap((one, at) => (at > 0 && one !== "" ? [line + at] : []));
            said.push(
                ...others.map((other) => ({ code: "quoted-line-break", line: other, column: "", isHidden: true })),
            );
            index += row.lines - 1;
            continue;
        }
        untouchable = Math.max(untouchable, index + row.given);
        checkRow(text, line, header, pool, seen, say);
    }
    return lines.slice(start).filter((bytes) => !isBlank(bytes)).length;
}

function physicalLines(file: Buffer): Buffer[] {
    const pieces = file.toString("latin1").split("\n");
    const isEnded = pieces.at(-1) === "";
    const ended = isEnded ? pieces.slice(0, -1) : pieces;
    return ended.map((piece, index) => {
        const hasFeed = isEnded || index < ended.length - 1;
        return Buffer.from(hasFeed && piece.endsWith("\r") ? piece.slice(0, -1) : piece, "latin1");
    });
}

function digestOf(file: Buffer): string {
    const text = file.toString("latin1").replaceAll("\r\n", "\n");
    const canonical = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    return `sha256:${createHash("sha256").update(Buffer.from(canonical, "latin1")).digest("hex")}`;
}
