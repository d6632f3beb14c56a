import { createHash } from "node:crypto";
import type { ReferenceCode } from "./referenceCodes";
import type { ReferenceReport } from "./referenceReport";

/** The bytes of each line, without its LF or CRLF. A last line without end counts, nothing after the last end does not. */
export function physicalLines(file: Buffer): Buffer[] {
    const pieces = file.toString("latin1").split("\n");
    const isEnded = pieces.at(-1) === "";
    const ended = isEnded ? pieces.slice(0, -1) : pieces;
    return ended.map((piece, index) => {
        const hasFeed = isEnded || index < ended.length - 1;
        return Buffer.from(hasFeed && piece.endsWith("\r") ? piece.slice(0, -1) : piece, "latin1");
    });
}

/** SHA-256 with CRLF read as LF, and a missing final newline as present. */
export function digestOf(file: Buffer): string {
    const text = file.toString("latin1").replaceAll("\r\n", "\n");
    const canonical = text === "" || text.endsWith("\n") ? text : `${text}\n`;
    return `sha256:${createHash("sha256").update(Buffer.from(canonical, "latin1")).digest("hex")}`;
}

/**
 * Says what is wrong with the bytes of one line.
 *
 * @returns whether it can be read, and whether it stops the import: it does neither where the user has ignored it
 */
export function sayLineFaults(
    bytes: Buffer,
    line: number,
    report: ReferenceReport,
): { canBeRead: boolean; isFatal: boolean } {
    const faults = lineFaults(bytes);
    for (const fault of faults) {
        report.say(fault, line);
    }
    const isFatal = faults.some((fault) => report.isError(fault));
    return { canBeRead: !isFatal && !faults.includes("nul-byte") && !faults.includes("line-too-long"), isFatal };
}

function lineFaults(bytes: Buffer): ReferenceCode[] {
    const text = bytes.toString("utf8");
    if ([...text].length > 16_000) {
        return ["line-too-long"];
    }
    const faults: ReferenceCode[] = bytes.length > 16_000 ? ["line-maybe-too-long"] : [];
    if (bytes.includes(0)) {
        return [...faults, "nul-byte"];
    }
    if (bytes.includes("\r")) {
        faults.push("lone-carriage-return");
    }
    // What is no UTF-8 is read as U+FFFD, which has other bytes.
    if (!bytes.equals(Buffer.from(text))) {
        faults.push("invalid-utf-8");
    }
    return faults;
}

/** Nothing but spaces and tabs. */
export function isBlank(text: string): boolean {
    return stripped(text) === "";
}

/** Spaces and tabs around a value do not count. */
export function stripped(value: string): string {
    return value.replace(/^[ \t]+/, "").replace(/[ \t]+$/, "");
}
