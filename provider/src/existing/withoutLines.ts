import type { Source } from "../source/source";
import type { LineSet } from "./lineSet";

const lineFeed = 0x0a;

/** Counts the bytes of every line of a file, line end included, while its chunks pass by. */
export class LineLengths {
    private lengths: Uint32Array;
    private line = 1;

    /** @param expectedLines memory for so many is taken at once; more are taken as they come */
    constructor(expectedLines = 0) {
        this.lengths = new Uint32Array(Math.max(1024, expectedLines + 2));
    }

    push(chunk: Uint8Array): void {
        let start = 0;
        for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
            this.grow(end + 1 - start);
            this.line++;
            start = end + 1;
        }
        this.grow(chunk.length - start);
    }

    /** Bytes of the lines that are in a set. */
    sum(lines: LineSet): number {
        let bytes = 0;
        for (let line = 1; line <= this.line; line++) {
            bytes += lines.has(line) ? (this.lengths[line] as number) : 0;
        }
        return bytes;
    }

    private grow(bytes: number): void {
        if (this.line >= this.lengths.length) {
            const larger = new Uint32Array(2 * this.lengths.length);
            larger.set(this.lengths);
            this.lengths = larger;
        }
        this.lengths[this.line] = (this.lengths[this.line] as number) + bytes;
    }
}

/**
 * The same source without some of its lines, byte for byte. Its last chunk comes only after the whole source was read, so
 * that what the source throws at its end comes before the end of the result.
 *
 * @param omittedBytes how many bytes those lines have
 */
export function withoutLines(source: Source, lines: LineSet, omittedBytes: number): Source {
    return {
        description: source.description,
        sizeBytes: source.sizeBytes - omittedBytes,
        read: () => readOthers(source, lines),
    };
}

async function* readOthers(source: Source, lines: LineSet): AsyncGenerator<Uint8Array> {
    let line = 1;
    let heldBack: Uint8Array | undefined;
    for await (const chunk of source.read()) {
        const kept: Uint8Array[] = [];
        let start = 0;
        let keptFrom = lines.has(line) ? -1 : 0;
        for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
            start = end + 1;
            line++;
            const isOmitted = lines.has(line);
            if (isOmitted && keptFrom >= 0) {
                kept.push(chunk.subarray(keptFrom, start));
                keptFrom = -1;
            } else if (!isOmitted && keptFrom < 0) {
                keptFrom = start;
            }
        }
        if (keptFrom >= 0) {
            kept.push(chunk.subarray(keptFrom));
        }
        // A copy: the chunk is its owner's again once the next one is asked for.
        const others = Buffer.concat(kept);
        if (others.length > 0) {
            if (heldBack !== undefined) {
                yield heldBack;
            }
            heldBack = others;
        }
    }
    if (heldBack !== undefined) {
        yield heldBack;
    }
}
