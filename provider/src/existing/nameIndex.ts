import { hash } from "node:crypto";

const wordsPerSlot = 4;

/**
 * Finds the lines that have a name, in at most 64 bytes a name. The names themselves are not kept, but 96 bits of their
 * SHA-256: that any two of a million are taken for one has a chance of 1 in 10^17.
 */
export class NameIndex {
    /** By slot: three words of hash, and the line; line 0 is a free slot. At most half full. */
    private slots = new Int32Array(wordsPerSlot * 1024);
    private used = 0;

    /** Adds a name; one that is there already gets one more line. */
    add(name: string, line: number): void {
        if (4 * this.used >= this.slots.length / 2) {
            this.grow();
        }
        const key = keyOf(name);
        this.put(key[0] as number, key[1] as number, key[2] as number, line);
        this.used++;
    }

    /** Calls back with every line that has the name. */
    find(name: string, found: (line: number) => void): void {
        const key = keyOf(name);
        const { slots } = this;
        for (let at = this.firstSlot(key[0] as number); slots[at + 3] !== 0; at = this.nextSlot(at)) {
            if (slots[at] === key[0] && slots[at + 1] === key[1] && slots[at + 2] === key[2]) {
                found(slots[at + 3] as number);
            }
        }
    }

    private put(first: number, second: number, third: number, line: number): void {
        let at = this.firstSlot(first);
        while (this.slots[at + 3] !== 0) {
            at = this.nextSlot(at);
        }
        this.slots.set([first, second, third, line], at);
    }

    private grow(): void {
        const before = this.slots;
        this.slots = new Int32Array(2 * before.length);
        for (let at = 0; at < before.length; at += wordsPerSlot) {
            const line = before[at + 3] as number;
            if (line !== 0) {
                this.put(before[at] as number, before[at + 1] as number, before[at + 2] as number, line);
            }
        }
    }

    private firstSlot(word: number): number {
        return (wordsPerSlot * (word >>> 0)) % this.slots.length;
    }

    private nextSlot(at: number): number {
        return (at + wordsPerSlot) % this.slots.length;
    }
}

function keyOf(name: string): Int32Array {
    const digest = hash("sha256", name, "buffer");
    return Int32Array.of(digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8));
}
