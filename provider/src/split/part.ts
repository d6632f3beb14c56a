import { sha256Hex } from "../csv/contentDigest";

/** What one part may hold at most. */
export interface PartLimits {
    /** Lines after the header; blank ones count, since Cognito may count them. */
    readonly maxRows: number;
    /** Bytes of the header and the part's lines, each line end counted as the two of CRLF: see docs/decisions/0005. */
    readonly maxBytes: number;
}

/** What one import job takes, in the narrow reading of AWS's "100 MB". A test holds it to what the check allows. */
export const jobLimits: PartLimits = { maxRows: 500_000, maxBytes: 100_000_000 };

/** Whether one job takes all of a source (of 500 kB), whatever its lines are: it need not be read to see where it is cut. */
export function isOnePart(sizeBytes: number, { maxRows, maxBytes }: PartLimits): boolean {
    // A line has one byte at least, and its end may count as one more.
    return 2 * sizeBytes <= maxBytes && sizeBytes <= maxRows;
}

/** Whole lines of a CSV that one import job takes. */
export interface Part {
    readonly fromByte: number;
    /** The byte after its last line. */
    readonly toByte: number;
    /** The physical line that it begins with; the header is line 1. */
    readonly firstLine: number;
    /** `sha256:…` of the header and its lines, as ContentDigest makes it; `undefined`: not known. */
    readonly digest?: string;
}

/** Where a CSV is cut. There is at least one part; the header belongs to none. */
export interface PartPlan {
    /** With its line end. */
    readonly headerBytes: number;
    readonly parts: readonly Part[];
}

/** A part as it was found in one reading of the source. */
export interface FoundPart extends Part {
    readonly headerBytes: number;
    readonly digest: string;
    /** See {@link contentDigest}. */
    readonly contentDigest: string;
    /** The `cacheKey` of the source that was read. */
    readonly cacheKey: string;
}

/**
 * A part as the program has found it. The plugin uses it as long as the source is the one that the program read, which it
 * then need not read again to find the part.
 */
export interface PlannedPart extends FoundPart {
    /** The {@link PartReference} that it is, as text: it is of no use for any other. */
    readonly reference: string;
}

/** What tells one content of a source, and its cuts, from any other; `undefined` where the parts have no digests. */
export function contentDigest({ parts }: PartPlan): string | undefined {
    const digests = parts.flatMap(({ digest }) => digest ?? []);
    return digests.length === parts.length ? sha256Hex(digests.join()) : undefined;
}

/** The line of the whole source that a line of a part is; the header is line 1 of both. */
export function lineInWhole(part: Part, line: number): number {
    return line <= 1 ? line : line - 2 + part.firstLine;
}

/**
 * One part of a source, as `UserImport` gives it to its jobs: `part://2/users.csv`. It names the part by its number and
 * not by its bytes, so that rows which come or go before it change nothing about it.
 */
export interface PartReference {
    /** What is cut: a path, as the argument `source` takes it. */
    readonly source: string;
    /** Counted from 1. */
    readonly part: number;
    /** Whether the source must end with it. */
    readonly isLast: boolean;
    readonly limits: PartLimits;
}

/** `part://<number>[;last][;rows=<limit>][;bytes=<limit>]/<source>`; limits are left out where they are those of a job. */
export function formatPartReference({ source, part, isLast, limits }: PartReference): string {
    const marks = [
        String(part),
        ...(isLast ? ["last"] : []),
        ...(limits.maxRows === jobLimits.maxRows ? [] : [`rows=${limits.maxRows}`]),
        ...(limits.maxBytes === jobLimits.maxBytes ? [] : [`bytes=${limits.maxBytes}`]),
    ];
    return `part://${marks.join(";")}/${source}`;
}

/** The reference that a text is; `undefined` where it is none. */
export function parsePartReference(text: string): PartReference | undefined {
    const match = /^part:\/\/([1-9]\d*)(;last)?(?:;rows=(\d+))?(?:;bytes=(\d+))?\/(.*)$/s.exec(text);
    if (match === null) {
        return undefined;
    }
    const [, part, last, rows, bytes, source = ""] = match;
    return {
        source,
        part: Number(part),
        isLast: last !== undefined,
        limits: { maxRows: Number(rows ?? jobLimits.maxRows), maxBytes: Number(bytes ?? jobLimits.maxBytes) },
    };
}
