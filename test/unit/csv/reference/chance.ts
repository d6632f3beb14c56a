/** A source of chance that a number makes repeatable. */
export class Chance {
    constructor(private state: number) {}

    /** A whole number from 0 to `below - 1` (mulberry32). */
    below(below: number): number {
        this.state = (this.state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
    }

    of<Item>(items: readonly Item[]): Item {
        return items[this.below(items.length)] as Item;
    }

    /** True once in `many` times. */
    once(many: number): boolean {
        return this.below(many) === 0;
    }
}
