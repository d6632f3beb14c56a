const wordsPerPlace = 4;

/**
 * What the last large tables have released, for the next ones. As garbage it would stay as long as little else is made, and
 * the tables of some files checked one after another would add up. Weak, so that it is nobody's for ever.
 */
const released: WeakRef<Int32Array<ArrayBuffer>>[] = [];

/** One check has three tables at most: of usernames, e-mail addresses and phone numbers. */
const keptTables = 3;

const firstWords = wordsPerPlace * 1024;

/**
 * Remembers lines by a key of 64 bits and a mark of 32 bits, in at most 40 bytes a line, and while it grows in at most 60.
 *
 * A hash table with open addressing and linear probing, which doubles when it is full.
 */
export class LineTable {
    /** By place: two words of key, the mark and the line. Lines count from 1; 0 is a free place. */
    private places = new Int32Array(firstWords);
    private lines = 0;

    /**
     * @param expectedLines with more than a few lines, it takes the memory for so many at once: then it need not grow,
     *   which would take more for a while, and a caller's memory is the same for any number of lines up to that
     */
    constructor(private readonly expectedLines: number = 0) {}

    /** Memory taken. */
    get byteLength(): number {
        return this.places.byteLength;
    }

    /**
     * Adds a line under a key and a mark, unless both are there.
     *
     * @param key two words of key, and the mark as the third
     * @returns 0 where the key is new; the line that has it and the mark; minus the first line that has it with another mark
     */
    add(key: Int32Array, line: number): number {
        const { places } = this;
        let like = 0;
        let at = firstPlace(places, key[0] as number);
        for (; places[at + 3] !== 0; at = nextPlace(places, at)) {
            if (places[at] === key[0] && places[at + 1] === key[1]) {
                const found = places[at + 3] as number;
                if (places[at + 2] === key[2]) {
                    return found;
                }
                like = like === 0 ? -found : Math.max(like, -found);
            }
        }
        places[at] = key[0] as number;
        places[at + 1] = key[1] as number;
        places[at + 2] = key[2] as number;
        places[at + 3] = line;
        this.lines++;
        if (this.lines > mostLines(places.length)) {
            this.grow();
        }
        return like;
    }

    /** The line that was added first under a key and its mark; 0: none was. */
    find(key: Int32Array): number {
        const { places } = this;
        let at = firstPlace(places, key[0] as number);
        while (
            places[at + 3] !== 0 &&
            (places[at] !== key[0] || places[at + 1] !== key[1] || places[at + 2] !== key[2])
        ) {
            at = nextPlace(places, at);
        }
        return places[at + 3] as number;
    }

    /** Empties the table, and gives its memory to the next one if it is large. */
    release(): void {
        if (this.expectedLines > 0 && this.places.length > firstWords) {
            released.push(new WeakRef(this.places));
            released.splice(0, released.length - keptTables);
        }
        this.places = new Int32Array(firstWords);
        this.lines = 0;
    }

    private grow(): void {
        const old = this.places;
        let { length } = old;
        do {
            length *= 2;
        } while (mostLines(length) < this.expectedLines);
        const places = emptyPlaces(length);
        for (let from = 0; from < old.length; from += wordsPerPlace) {
            if (old[from + 3] !== 0) {
                let at = firstPlace(places, old[from] as number);
                while (places[at + 3] !== 0) {
                    at = nextPlace(places, at);
                }
                places[at] = old[from] as number;
                places[at + 1] = old[from + 1] as number;
                places[at + 2] = old[from + 2] as number;
                places[at + 3] = old[from + 3] as number;
            }
        }
        this.places = places;
    }
}

function emptyPlaces(length: number): Int32Array<ArrayBuffer> {
    const index = released.findIndex((table) => table.deref()?.length === length);
    const places = index < 0 ? undefined : released.splice(index, 1)[0]?.deref();
    return places?.fill(0) ?? new Int32Array(length);
}

/** Up to how many lines a table of this length is quick: four fifths of its places. */
function mostLines(length: number): number {
    return (4 * length) / (5 * wordsPerPlace);
}

/** Lengths are powers of two. */
function firstPlace(places: Int32Array, word: number): number {
    return (wordsPerPlace * word) & (places.length - 1);
}

function nextPlace(places: Int32Array, at: number): number {
    return (at + wordsPerPlace) & (places.length - 1);
}
