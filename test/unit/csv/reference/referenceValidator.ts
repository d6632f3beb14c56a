/**
 * A second validator of the dialect, slow and obvious, which shares no code with the first: whole file in memory, strings
 * only, one question after another. It is written from AWS's guide and docs/csv.md. Where the two differ, one of them is
 * wrong.
 */
import type { CsvPoolRules } from "../../../../provider/src/csv/types";
import type { PasswordHashingAlgorithm } from "../../../../provider/src/types";
import { linesTogether } from "./referenceBreaks";
import { readHeader } from "./referenceHeader";
import { digestOf, isBlank, physicalLines, sayLineFaults } from "./referenceLines";
import { ReferenceReport, type ReferenceResult } from "./referenceReport";
import { ReferenceRows } from "./referenceRow";

/** What is known beside the file. */
export interface ReferenceJob {
    readonly pool?: CsvPoolRules;
    readonly passwordHashingAlgorithm?: PasswordHashingAlgorithm;
    readonly ignoreProblems?: readonly string[];
    readonly limits?: { readonly maxRows?: number };
}

/** Validates a whole file. How many bytes it has is not looked at; files are small here. */
export function referenceValidate(file: Buffer, job: ReferenceJob): ReferenceResult {
    const report = new ReferenceReport(job.ignoreProblems ?? []);
    if (job.pool?.autoVerifiedAttributes?.length === 0) {
        report.say("pool-not-verifying");
    }
    const rows = checkLines(physicalLines(file), job, report);
    if (report.fileErrors === 0 && report.failingRows > rows / 2) {
        report.say("most-rows-fail");
    }
    return { digest: digestOf(file), ...report.result(rows) };
}

/** @returns how many rows there are */
function checkLines(lines: readonly Buffer[], job: ReferenceJob, report: ReferenceReport): number {
    const { columns, isReadable, headerLines } = readHeader(lines[0], job, report);
    if (!isReadable) {
        return 0;
    }
    const areBlank = lines.map((bytes) => isBlank(bytes.toString("latin1")));
    const rows = lines.flatMap((_, index) => (index < headerLines || areBlank[index] ? [] : [index + 1]));
    const tooMany = rows[job.limits?.maxRows ?? 500_000];
    if (tooMany !== undefined) {
        report.say("too-many-rows", tooMany);
    }
    // Blank lines without their spaces, and `undefined` for what cannot be read.
    const foreignLines = new Set<number>();
    const texts = lines.map((bytes, index) => {
        const canBeRead = !rows.includes(index + 1) || sayLineFaults(bytes, index + 1, report).canBeRead;
        if (!bytes.equals(Buffer.from(bytes.toString("utf8")))) {
            foreignLines.add(index + 1);
        }
        return areBlank[index] ? "" : canBeRead ? bytes.toString("utf8") : undefined;
    });
    for (const line of lines.keys()) {
        if (line > 0 && line < headerLines && areBlank[line]) {
            report.say("blank-line", line + 1);
        }
    }
    checkRows(texts, headerLines, columns, new ReferenceRows(columns, job, report, foreignLines), report);

    const hasHeader = !isBlank((lines[0]?.toString("utf8") ?? "").replace(/^\ufeff/, ""));
    if (!hasHeader) {
        report.say(rows.length > 0 ? "header-missing" : "empty-file", rows.length > 0 ? 1 : undefined);
    } else if (rows.length === 0 && (columns.length > 0 || report.fileErrors === 0)) {
        // Of a header that is none, only that is said; but where it is ignored, nobody is left to import.
        report.say("no-rows");
    }
    return rows.length;
}

function checkRows(
    texts: readonly (string | undefined)[],
    headerLines: number,
    columns: readonly string[],
    rows: ReferenceRows,
    report: ReferenceReport,
): void {
    for (let index = headerLines; index < texts.length; ) {
        const { count, broken } = linesTogether(texts.slice(index), columns.length);
        const parts = texts.slice(index, index + count).map((text, at) => ({ text, line: index + at + 1 }));
        if (broken !== undefined) {
            const numbers = parts.filter(({ text }) => text !== "").map(({ line }) => line);
            rows.checkBroken(parts.map(({ text }) => text).join(" "), numbers, broken);
        }
        for (const { text, line } of broken === undefined ? parts : []) {
            if (text === "") {
                report.say("blank-line", line);
            } else if (text !== undefined && columns.length > 0) {
                rows.check(text, line);
            }
        }
        index += count;
    }
}
