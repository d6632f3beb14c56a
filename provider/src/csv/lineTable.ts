const wordsPerEntry = 4;
const blockBits = 12;
const entriesPerBlock = 1 << blockBits;
const firstIndexSize = 1 << 10;

/**
 * Remembers lines by a key of 64 bits and a mark of 32 bits, in at most 40 bytes a line.
 *
 * Entries lie in blocks in the order of their coming and are never moved; beside them, an open-addressing index of their
 * numbers grows by doubling, half full at most.
 */
export class LineTable {
    private readonly blocks: Int32Array[] = [];
    private entries = 0;
    /**
     * Entry numbers counted from 1; 0 is a free place. The bits that no number needs, as many as no place needs either,
     * hold those of the key: so few entries are looked at that do not have it.
     */
    private index = new Int32Array(firstIndexSize);

    /** Memory taken. */
    get byteLength(): number {
        return this.index.byteLength + this.blocks.length * entriesPerBlock * wordsPerEntry * 4;
    }

    /**
     * Adds a line under a key and a mark, unless both are there.
     *
     * @param key two words of key, and the mark as the third
     * @returns 0 where the key is new; the line that has it and the mark; minus the line that has it with another mark
     */
    add(key: Int32Array, line: number): number {
        const { index } = this;
        const mask = index.length - 1;
        const first = key[0] as number;
        let at = first & mask;
        let like = 0;
        for (let place = index[at] as number; place !== 0; place = index[at] as number) {
            if (((place ^ first) & ~mask) === 0) {
                const found = this.compare((place & mask) - 1, key);
                if (found > 0) {
                    return found;
                }
                like ||= found;
            }
            at = (at + 1) & mask;
        }
        index[at] = (first & ~mask) | this.append(key, line);
        if (2 * this.entries > index.length) {
            this.growIndex();
        }
        return like;
    }

    /** 0 where the entry has another key, its line where it has the mark too, else minus its line. */
    private compare(entry: number, key: Int32Array): number {
        const block = this.blocks[entry >>> blockBits] as Int32Array;
        const at = (entry & (entriesPerBlock - 1)) * wordsPerEntry;
        if (block[at] !== key[0] || block[at + 1] !== key[1]) {
            return 0;
        }
        const line = block[at + 3] as number;
        return block[at + 2] === key[2] ? line : -line;
    }

    private append(key: Int32Array, line: number): number {
        const entry = (this.entries & (entriesPerBlock - 1)) * wordsPerEntry;
        if (entry === 0) {
            this.blocks.push(new Int32Array(entriesPerBlock * wordsPerEntry));
        }
        const block = this.blocks[this.entries >>> blockBits] as Int32Array;
        block[entry] = key[0] as number;
        block[entry + 1] = key[1] as number;
        block[entry + 2] = key[2] as number;
        block[entry + 3] = line;
        return ++this.entries;
    }

    private growIndex(): void {
        const index = new Int32Array(2 * this.index.length);
        const mask = index.length - 1;
        for (let entry = 0; entry < this.entries; entry++) {
            const block = this.blocks[entry >>> blockBits] as Int32Array;
            const first = block[(entry & (entriesPerBlock - 1)) * wordsPerEntry] as number;
            let at = first & mask;
            while (index[at] !== 0) {
                at = (at + 1) & mask;
            }
            index[at] = (first & ~mask) | (entry + 1);
        }
        this.index = index;
    }
}
