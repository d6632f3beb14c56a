const empty = 0;
const deleted = 0xffffffff;

/**
 * Finds record numbers by the hash of a key: an open-addressing table of 32-bit numbers, about 8 to 16 bytes an entry.
 * The keys themselves stay in the records, so the caller says whether a candidate is the one meant.
 */
export class HashIndex {
    private hashes = new Uint32Array(64);
    /** Record number + 1, `empty` or `deleted`. */
    private slots = new Uint32Array(64);
    private taken = 0;

    /** Bytes of the table. */
    get allocatedBytes(): number {
        return this.hashes.byteLength + this.slots.byteLength;
    }

    /** The first record under `hash` that `isMatch` accepts, or `undefined`. */
    find(hash: number, isMatch: (record: number) => boolean): number | undefined {
        const slot = this.findSlot(hash, isMatch);
        return slot === undefined ? undefined : this.recordAt(slot);
    }

    /** Adds a record; the caller has made sure that its key is not there yet. */
    add(hash: number, record: number): void {
        if ((this.taken + 1) * 4 > this.slots.length * 3) {
            this.grow();
        }
        const mask = this.slots.length - 1;
        let slot = hash & mask;
        while (this.slots[slot] !== empty) {
            slot = (slot + 1) & mask;
        }
        this.hashes[slot] = hash;
        this.slots[slot] = record + 1;
        this.taken++;
    }

    /** Removes the record under `hash`; does nothing where it is not there. */
    remove(hash: number, record: number): void {
        const slot = this.findSlot(hash, (candidate) => candidate === record);
        if (slot !== undefined) {
            this.slots[slot] = deleted;
        }
    }

    private findSlot(hash: number, isMatch: (record: number) => boolean): number | undefined {
        const mask = this.slots.length - 1;
        for (let slot = hash & mask; this.slots[slot] !== empty; slot = (slot + 1) & mask) {
            if (this.slots[slot] !== deleted && this.hashes[slot] === hash && isMatch(this.recordAt(slot))) {
                return slot;
            }
        }
        return undefined;
    }

    private recordAt(slot: number): number {
        return (this.slots[slot] ?? empty) - 1;
    }

    private grow(): void {
        const { hashes, slots } = this;
        const live = slots.reduce((count, slot) => (slot === empty || slot === deleted ? count : count + 1), 0);
        const length = live * 2 > slots.length ? slots.length * 2 : slots.length;
        this.hashes = new Uint32Array(length);
        this.slots = new Uint32Array(length);
        this.taken = 0;
        slots.forEach((slot, position) => {
            if (slot !== empty && slot !== deleted) {
                this.add(hashes[position] ?? 0, slot - 1);
            }
        });
    }
}

/** FNV-1a over the UTF-16 units of `key`, as an unsigned 32-bit number. */
export function hashKey(key: string): number {
    let hash = 0x811c9dc5;
    for (let index = 0; index < key.length; index++) {
        hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
    }
    return hash >>> 0;
}
