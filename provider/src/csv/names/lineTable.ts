const wordsPerPlace = 4;

/**
 * What the last large table has released, for the next one. As garbage it would stay as long as little else is made, and the
 * tables of some files checked one after another would add up. Weak, so that it is nobody's for ever.
 */
let released: WeakRef<Int32Array<ArrayBuffer>> | undefined;

/**
 * Remembers lines by a key of 64 bits and a mark of 32 bits, in at most 40 bytes a line, and while it grows in at most 60.
 *
 * A hash table with open addressing and linear probing, which doubles when it is full.
 */
export class LineTable {
    /** By place: two words of key, the mark and the line. Lines count from 1; 0 is a free place. */
    private places = new Int32Array(wordsPerPlace * 1024);
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
        while (places[at + 3] !== 0 && [0, 1, 2].some((word) => places[at + word] !== key[word])) {
            at = nextPlace(places, at);
        }
        return places[at + 3] as number;
    }

    /** Gives the memory to the next table. This one must not be used again. */
    release(): void {
        if (this.expectedLines > 0) {
            released = new WeakRef(this.places);
        }
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
    const places = released?.deref();
    if (places?.length !== length) {
        return new Int32Array(length);
    }
    released = undefined;
    return places.fill(0);
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
