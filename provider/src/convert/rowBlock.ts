/** Rows are checked in blocks of about this size: the rules are quickest over many lines at once. */
const blockBytes = 1 << 17;

/** Rows as lines of UTF-8, in one and the same memory for every block. */
export class RowBlock {
    private memory = Buffer.allocUnsafeSlow(2 * blockBytes);
    private used = 0;
    /** Where each row ends. */
    private ends: number[] = [];

    /** Whether it is time to look at the rows. */
    get isFull(): boolean {
        return this.used >= blockBytes;
    }

    /** All rows, until the next one is added. */
    get lines(): Buffer {
        return this.memory.subarray(0, this.used);
    }

    /** Adds a row. `text`: without the line end. */
    add(text: string): void {
        // No UTF-16 unit takes more than three bytes.
        const needed = this.used + 3 * text.length + 1;
        if (needed > this.memory.length) {
            const larger = Buffer.allocUnsafeSlow(2 * needed);
            this.memory.copy(larger, 0, 0, this.used);
            this.memory = larger;
        }
        this.used += this.memory.write(text, this.used);
        this.memory[this.used++] = 0x0a;
        this.ends.push(this.used);
    }

    /** The rows that are chosen by their index. */
    linesOf(isChosen: (index: number) => boolean): Buffer {
        return Buffer.concat(
            this.ends.flatMap((end, index) =>
                isChosen(index) ? [this.memory.subarray(this.ends[index - 1] ?? 0, end)] : [],
            ),
        );
    }

    clear(): void {
        this.used = 0;
        this.ends = [];
    }
}
