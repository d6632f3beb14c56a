/** Chance that a seed repeats: mulberry32, small and good enough to pick faults with. */
export class Random {
    constructor(private state: number) {}

    /** From 0 up to, not including, 1. */
    next(): number {
        this.state = (this.state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    }

    /** A whole number from 0 up to, not including, `below`. */
    below(below: number): number {
        return Math.floor(this.next() * below);
    }

    pick<T>(items: readonly T[]): T {
        return items[this.below(items.length)] as T;
    }

    chance(probability: number): boolean {
        return this.next() < probability;
    }
}
