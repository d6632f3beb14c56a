import { maxLineBytes } from "../csvLimits";
import { LineTable } from "./lineTable";
import { murmurHash3 } from "./murmurHash3";

/**
 * Tells repeated usernames, in at most 40 bytes a username.
 *
 * Names are compared by 96 bits of hash, since keeping the names would take more. Two different names are taken for one
 * with a chance of 1 in 2^96: that any two of 500,000 are, 1 in 6 × 10^17. (64 bits would make it 1 in 10^8; a warning of
 * names that differ in case only is as sure as that.)
 */
export class UsernameSet {
    private readonly words = new Int32Array(maxLineBytes / 2);
    private readonly folded = Buffer.from(this.words.buffer);
    private readonly key = new Int32Array(4);
    /** Of the letters that were folded: where they stood. 0: none was. */
    private mark = 0;
    private readonly names: LineTable;

    /**
     * @param caseSensitive whether `Ada` and `ada` are two users; `undefined`: not known, so that they are told apart
     *   from plain repetitions
     * @param expectedNames as {@link LineTable} takes it
     */
    constructor(
        private readonly caseSensitive: boolean | undefined,
        expectedNames?: number,
    ) {
        this.names = new LineTable(expectedNames);
    }

    /** Memory that grows with the usernames. */
    get byteLength(): number {
        return this.names.byteLength;
    }

    /** Empties the set, and gives its memory to the next one. */
    release(): void {
        this.names.release();
    }

    /**
     * Adds the username in `bytes[start]` to `bytes[end - 1]`.
     *
     * @returns 0 where it is new, the first line that has it, or minus the line of one that differs in case only, where
     *   it is not known whether that matters
     */
    add(bytes: Uint8Array, start: number, end: number, line: number): number {
        const length = this.caseSensitive === true ? this.copy(bytes, start, end) : this.fold(bytes, start, end);
        murmurHash3(this.words, length, 0, this.key);
        if (this.caseSensitive === undefined) {
            // Still 96 bits that tell two names apart, and the same 64 for those that differ in case only.
            this.key[2] = (this.key[2] as number) ^ this.mark;
        }
        return this.names.add(this.key, line);
    }

    private copy(bytes: Uint8Array, start: number, end: number): number {
        const { words } = this;
        let at = 0;
        for (let from = start; from < end; from += 4) {
            words[at++] = wordAt(bytes, from, end);
        }
        // The hash takes words by fours.
        while ((at & 3) !== 0) {
            words[at++] = 0;
        }
        return end - start;
    }

    /** Assumed: where case does not matter, names are compared in lower case. */
    private fold(bytes: Uint8Array, start: number, end: number): number {
        const { words } = this;
        let at = 0;
        let seen = 0;
        let mark = 0;
        for (let from = start; from < end; from += 4) {
            const word = wordAt(bytes, from, end);
            // In each byte, the highest bit of A to Z; a quarter of it is the bit that makes a small letter.
            const capitals = (word + 0x3f3f3f3f) & ~(word + 0x25252525) & -0x7f7f7f80;
            words[at++] = word | (capitals >>> 2);
            seen |= word;
            mark = Math.imul(mark ^ capitals, 0x01000193);
        }
        while ((at & 3) !== 0) {
            words[at++] = 0;
        }
        this.mark = mark;
        return (seen & -0x7f7f7f80) === 0 ? end - start : this.foldUnicode(bytes, start, end);
    }

    private foldUnicode(bytes: Uint8Array, start: number, end: number): number {
        this.copy(bytes, start, end);
        murmurHash3(this.words, end - start, 1, this.key);
        this.mark = this.key[0] as number;
        const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
        const length = this.folded.write(text.toLowerCase());
        this.folded.fill(0, length, (length + 15) & -16);
        return length;
    }
}

/** Four bytes as one number; those from `end` on are zero. */
function wordAt(bytes: Uint8Array, at: number, end: number): number {
    const first = bytes[at] as number;
    if (at + 4 <= end) {
        return (
            first |
            ((bytes[at + 1] as number) << 8) |
            ((bytes[at + 2] as number) << 16) |
            ((bytes[at + 3] as number) << 24)
        );
    }
    const second = at + 1 < end ? (bytes[at + 1] as number) << 8 : 0;
    const third = at + 2 < end ? (bytes[at + 2] as number) << 16 : 0;
    return first | second | third;
}
