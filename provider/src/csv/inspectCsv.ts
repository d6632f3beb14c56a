import { countOf, formatCount } from "../messages";
import { ContentDigest } from "./contentDigest";
import { type CsvLimits, cautiousMaxBytes, defaultCsvLimits } from "./csvLimits";
import { addTooLarge, readableBytes } from "./inspectSize";
import { LineBlocks } from "./lineBlocks";
import { NameRules } from "./names/nameRules";
import { ProblemList } from "./problems/problemList";
import { LineInspector } from "./rows/lineInspector";
import type { CsvInspection, CsvInspectionOptions } from "./types";

/** Progress is told about this often. */
const progressBytes = 4 * 2 ** 20;

/**
 * Reads a CSV once. Says what Cognito would refuse in it, and its digest, size and rows.
 *
 * Memory does not grow with the file: 16 MB are for finding repeated usernames in the rows of one job, and as much for each
 * kind of alias that the pool has. (With a higher limit of rows, at most 40 bytes a row.) Chunks may have any size; the caller may reuse one once the next is asked for. A file beyond the limits is
 * not read further.
 *
 * @throws what `chunks` throws and the signal's reason; never for what the file holds.
 */
export async function inspectCsv(
    chunks: AsyncIterable<Uint8Array>,
    options: CsvInspectionOptions,
): Promise<CsvInspection> {
    const inspector = new CsvInspector(options);
    let nextProgress = progressBytes;
    options.signal?.throwIfAborted();
    for await (const chunk of chunks) {
        options.signal?.throwIfAborted();
        if (!inspector.push(chunk)) {
            break;
        }
        if (inspector.readBytes >= nextProgress) {
            nextProgress = inspector.readBytes + progressBytes;
            options.onProgress?.(inspector.readBytes, inspector.rows);
        }
    }
    options.signal?.throwIfAborted();
    return inspector.finish();
}

/** Inspects a CSV that is pushed in piece by piece: the synchronous heart of `inspectCsv`. */
export class CsvInspector {
    /** Bytes taken so far, at most as many as the limits allow. */
    readBytes = 0;
    private isComplete: boolean = true;
    private readonly limits: CsvLimits;
    private readonly readableBytes: number;
    private readonly problems: ProblemList;
    private readonly lines: LineInspector;
    private readonly blocks: LineBlocks;
    private readonly names: NameRules;
    private readonly digest = new ContentDigest();

    constructor(private readonly options: CsvInspectionOptions) {
        this.limits = { ...defaultCsvLimits, ...options.limits };
        this.readableBytes = readableBytes(options.ignoreProblems, this.limits.maxBytes);
        this.problems = new ProblemList(options.maxProblems ?? 20, new Set(options.ignoreProblems));
        const pool = options.pool ?? {};
        this.names = new NameRules(pool, this.limits.maxRows, this.problems);
        const { passwordHashingAlgorithm } = options;
        this.lines = new LineInspector(pool, this.limits.maxRows, this.problems, this.names, passwordHashingAlgorithm);
        this.blocks = new LineBlocks(this.lines);
    }

    /** Rows seen so far. */
    get rows(): number {
        return this.lines.rows;
    }

    /** Takes the next bytes. `false`: the file is too large for one job, and the rest of it need not be read. */
    push(chunk: Uint8Array): boolean {
        const room = this.readableBytes - this.readBytes;
        this.isComplete = chunk.byteLength <= room;
        const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.byteLength, room));
        this.readBytes += bytes.length;
        this.digest.update(bytes);
        if (this.lines.isReadable) {
            this.blocks.push(bytes);
        }
        return this.isComplete;
    }

    /** The result, after the last byte, or after `push` gave `false`. */
    finish(): CsvInspection {
        if (this.isComplete && this.lines.isReadable) {
            this.blocks.finish();
        }
        this.lines.finish();
        this.names.release();
        this.checkWhole();
        return {
            digest: this.isComplete ? this.digest.finish() : "",
            isComplete: this.isComplete,
            bytes: this.readBytes,
            rows: this.rows,
            columns: this.lines.columns,
            ...this.problems.list(this.rows),
            fileErrors: this.problems.fileErrors,
            rowErrors: this.problems.rowErrors,
            failingRows: this.problems.failingRows,
        };
    }

    /** What is wrong with the file, or the pool, as a whole. */
    private checkWhole(): void {
        const { maxBytes } = this.limits;
        if (this.options.pool?.autoVerifiedAttributes?.length === 0) {
            this.problems.add(
                "pool-not-verifying",
                {},
                "The pool verifies neither email nor phone_number, so no import job can start. Set its auto-verified attributes.",
            );
        }
        if (!this.isComplete || this.readBytes > maxBytes) {
            addTooLarge(this.problems, this.isComplete ? maxBytes : this.readableBytes);
        } else if (this.readBytes > cautiousMaxBytes && maxBytes === defaultCsvLimits.maxBytes) {
            this.problems.add(
                "file-maybe-too-large",
                {},
                `The file has more than ${formatCount(cautiousMaxBytes)} bytes. It is too large for one job if this is what Cognito means by 100 MB.`,
            );
        }
        if (this.isComplete && this.rows === 0 && this.lines.isReadable) {
            this.checkNoRows();
        }
        this.forecast();
    }

    /** Assumed: a job in which most rows fail ends as Failed. AWS does so with "too many", and says no number. */
    private forecast(): void {
        const { failingRows, fileErrors } = this.problems;
        if (fileErrors === 0 && 2 * failingRows > this.rows) {
            this.problems.add(
                "most-rows-fail",
                {},
                `${formatCount(failingRows)} of ${countOf(this.rows, "row")} would not be imported. AWS ends a job as Failed when too many rows fail, but does not document how many.`,
            );
        }
    }

    /** Of a header that is none, only that is said; but where the user lets it pass, nobody is left to import. */
    private checkNoRows(): void {
        if (!this.lines.hasHeader) {
            this.problems.add("empty-file", {}, "The file is empty. It must contain a header and at least one row.");
        } else if (this.lines.columns.length > 0 || this.problems.fileErrors === 0) {
            this.problems.add("no-rows", {}, "The file contains a header but no rows. There are no users to import.");
        }
    }
}
