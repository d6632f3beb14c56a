/**
 * A second validator of the dialect, slow and obvious, which shares no code with the first: whole file in memory, strings
 * only, one question after another. Where the two differ, one of them is wrong.
 */
import { createHash } from "node:crypto";
import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import { lineFaults, readHeader } from "./referenceHeader";
import { checkRow, type Seen } from "./referenceRow";

/** What the reference says of a file: each problem as `code@line:column`, in any order. */
export interface ReferenceResult {
    readonly digest: string;
    readonly rows: number;
    readonly problems: readonly string[];
}

/** Validates a whole file. Limits of size are not looked at; files are small here. */
export function referenceValidate(file: Buffer, pool: CsvPoolRules): ReferenceResult {
    const problems: string[] = [];
    let rows = 0;
    const lines = physicalLines(file);
    const say = (code: string, line?: number, column = ""): void => {
        problems.push(code + (line === undefined ? "" : `@${line}`) + (column === "" ? "" : `:${column}`));
    };
    if (pool.autoVerifiedAttributes?.length === 0) {
        say("pool-not-verifying");
    }
    const header = readHeader(lines[0], pool, say);
    if (header !== "unreadable") {
        const seen = new Map() as Seen;
        for (const [index, bytes] of lines.slice(1).entries()) {
            const line = index + 2;
            if (/^[ \t]*$/.test(bytes.toString("latin1"))) {
                say("blank-line", line);
                continue;
            }
            rows++;
            const bad = lineFaults(bytes);
            for (const code of bad) {
                say(code, line);
            }
            if (bad.length === 0 && header.length > 0) {
                checkRow(bytes.toString("utf8"), line, header, pool, seen, say);
            }
        }
        const hasHeader = !/^(\xef\xbb\xbf)?[ \t]*$/.test(lines[0]?.toString("latin1") ?? "");
        if (!hasHeader && rows > 0) {
            say("header-missing", 1);
        }
        if (rows === 0 && (header.length > 0 || !hasHeader)) {
            say(hasHeader ? "no-rows" : "empty-file");
        }
    }
    return { digest: digestOf(file), rows, problems: saidOnce(problems, rows) };
}

const onceWhenMost = [
    "username-uuid",
    "username-other-address",
    "username-alias-form",
    "alias-repeated",
    "username-federated",
    "mfa-no-factor",
];

/** What more than half of the rows have in common is said of the first one. */
function saidOnce(problems: readonly string[], rows: number): string[] {
    const codeOf = (problem: string): string => problem.split("@")[0] ?? "";
    const isOfMost = (code: string): boolean =>
        onceWhenMost.includes(code) && problems.filter((one) => codeOf(one) === code).length > rows / 2;
    return problems.filter(
        (problem, index) =>
            !isOfMost(codeOf(problem)) || problems.findIndex((one) => codeOf(one) === codeOf(problem)) === index,
    );
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
