const smallestChunkBytes = 16 * 1024;
const largestChunkBytes = 8 * 1024 * 1024;
const positionBits = 23;

/**
 * Append-only storage for byte records in a few large buffers: no object, and nothing for the garbage collector, per record.
 * An address is one 32-bit number: the chunk, then the position within it; that is room for 4 GB.
 */
export class ByteArena {
    private readonly chunks: Buffer[] = [];
    private usedBytes = 0;
    private total = 0;

    /** Bytes taken from the system so far. */
    get allocatedBytes(): number {
        return this.total;
    }

    /** Makes room for `length` bytes; returns the address and the buffer slice to write into. */
    allocate(length: number): { readonly address: number; readonly bytes: Buffer } {
        let chunk = this.chunks.at(-1);
        if (chunk === undefined || this.usedBytes + length > chunk.length) {
            chunk = this.addChunk(length);
        }
        const position = this.usedBytes;
        this.usedBytes += length;
        const address = (this.chunks.length - 1) * 2 ** positionBits + position;
        return { address, bytes: chunk.subarray(position, position + length) };
    }

    /** The bytes from `address` to the end of its chunk: records say themselves how long they are. */
    at(address: number): Buffer {
        const chunk = this.chunks[address >>> positionBits];
        if (chunk === undefined) {
            throw new RangeError(`no record at address ${address}`);
        }
        return chunk.subarray(address & (2 ** positionBits - 1));
    }

    private addChunk(leastBytes: number): Buffer {
        if (this.chunks.length === 2 ** (32 - positionBits) || leastBytes > largestChunkBytes) {
            throw new RangeError("the emulator's storage for one user pool is full (4 GB)");
        }
        const previous = this.chunks.at(-1)?.length ?? smallestChunkBytes / 2;
        const chunk = Buffer.allocUnsafeSlow(Math.max(Math.min(previous * 2, largestChunkBytes), leastBytes));
        this.chunks.push(chunk);
        this.usedBytes = 0;
        this.total += chunk.length;
        return chunk;
    }
}
