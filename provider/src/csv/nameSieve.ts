import type { NameMemory } from "./usernameSet";

/** Words of 32 bits in one block: a line of the processor's cache, where all the bits of one name lie. */
const wordsPerBlock = 16;
const blocks = 1 << 16;

/** Those of the last sieves: one file after another is looked through, and the collector would come too late. */
const spareBits: Int32Array[] = [];

/** As many as one file takes at most: for usernames and two kinds of aliases. */
const mostSpareBits = 3;

function takeBits(): Int32Array {
    return spareBits.pop()?.fill(0) ?? new Int32Array(wordsPerBlock * blocks);
}

/**
 * Tells that no name was repeated, in 4 MB for any number of names: a Bloom filter, which may take a new name for a repeated
 * one, and never a repeated one for a new one. Of 500,000 different names, one in 40 lists or so is suspected wrongly.
 */
export class NameSieve implements NameMemory {
    /** Whether some name may have been there before. */
    isSuspicious: boolean = false;
    readonly byteLength = 4 * wordsPerBlock * blocks;
    private readonly bits = takeBits();

    /** @returns 0: whether and where it is repeated is not this one's to say */
    add(key: Int32Array): number {
        const first = key[0] as number;
        const second = key[1] as number;
        const fourth = key[3] as number;
        const block = (first & (blocks - 1)) * wordsPerBlock;
        // Seven places of nine bits each; bits that chose the block choose none in it.
        const wasThere =
            this.set(block, first >>> 23) &
            this.set(block, second) &
            this.set(block, second >>> 9) &
            this.set(block, second >>> 18) &
            this.set(block, fourth) &
            this.set(block, fourth >>> 9) &
            this.set(block, fourth >>> 18);
        this.isSuspicious ||= wasThere !== 0;
        return 0;
    }

    /** Hands the memory on to the next one; this one must not be used any more. */
    release(): void {
        if (spareBits.length < mostSpareBits) {
            spareBits.push(this.bits);
        }
    }

    /** Sets one of a block's 512 bits. @returns 1 where it was set already */
    private set(block: number, place: number): number {
        const at = block + ((place >>> 5) & (wordsPerBlock - 1));
        const word = this.bits[at] as number;
        this.bits[at] = word | (1 << (place & 31));
        return (word >>> (place & 31)) & 1;
    }
}
