/** A set of lines of a file, one bit a line. */
export class LineSet {
    /** How many lines are in it. */
    size = 0;
    private bits = new Uint8Array(1024);

    add(line: number): void {
        const at = line >>> 3;
        if (at >= this.bits.length) {
            const larger = new Uint8Array(Math.max(at + 1, 2 * this.bits.length));
            larger.set(this.bits);
            this.bits = larger;
        }
        const before = this.bits[at] as number;
        this.bits[at] = before | (1 << (line & 7));
        this.size += this.bits[at] === before ? 0 : 1;
    }

    has(line: number): boolean {
        return (((this.bits[line >>> 3] ?? 0) >>> (line & 7)) & 1) === 1;
    }

    /**
     * The lines of the file that stand on these lines once those of the set are taken out.
     *
     * @param remaining in ascending order, counted from 1
     */
    originalLines(remaining: readonly number[]): number[] {
        const lines: number[] = [];
        let original = 0;
        let passed = 0;
        for (const wanted of remaining) {
            while (passed < wanted) {
                original++;
                passed += this.has(original) ? 0 : 1;
            }
            lines.push(original);
        }
        return lines;
    }
}
