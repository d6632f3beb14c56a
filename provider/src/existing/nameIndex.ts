import { hash } from "node:crypto";
import { LineTable } from "../csv/names/lineTable";

/**
 * Finds the lines that have a name, in at most 60 bytes a name. The names themselves are not kept, but 96 bits of their
 * SHA-256: that any two of a million are taken for one has a chance of 1 in 10^17.
 */
export class NameIndex {
    private readonly firstLines: LineTable;
    /** The further lines of names that stand in several, by their first line. */
    private readonly furtherLines = new Map<number, number[]>();

    /** @param expectedNames memory for so many is taken at once, since tables that grow leave holes; 0: not known */
    constructor(expectedNames = 0) {
        this.firstLines = new LineTable(expectedNames);
    }

    /** Adds a name; one that is there already gets one more line. */
    add(name: string, line: number): void {
        const first = this.firstLines.add(keyOf(name), line);
        if (first <= 0) {
            return;
        }
        const further = this.furtherLines.get(first);
        if (further === undefined) {
            this.furtherLines.set(first, [line]);
        } else {
            further.push(line);
        }
    }

    /** Empties the index, and gives its memory to the next table. */
    release(): void {
        this.firstLines.release();
        this.furtherLines.clear();
    }

    /** Calls back with every line that has the name. */
    find(name: string, found: (line: number) => void): void {
        const first = this.firstLines.find(keyOf(name));
        if (first > 0) {
            for (const line of [first, ...(this.furtherLines.get(first) ?? [])]) {
                found(line);
            }
        }
    }
}

function keyOf(name: string): Int32Array {
    const digest = hash("sha256", name, "buffer");
    return Int32Array.of(digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8));
}
