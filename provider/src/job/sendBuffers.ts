import type { Writable } from "node:stream";

const bufferBytes = 1 << 16;

/** While one is on its way to the kernel, the next ones are made ready. */
const bufferCount = 16;

/**
 * Writes lent bytes to a stream, through a few buffers that are used again once the stream has passed them on: what the
 * garbage collector would have to free otherwise grows with the body. Small chunks are sent together.
 */
export class SendBuffers {
    private readonly free: Buffer[] = [];
    /** The one that is being filled, and how far it is. */
    private filling: Buffer | undefined;
    private filledBytes = 0;
    private made = 0;
    private failure: Error | undefined;
    private wake: (() => void) | undefined;

    constructor(private readonly stream: Writable) {}

    /**
     * Resolves when the bytes are copied; waits for a buffer, which is the back-pressure. The last of them are sent with what
     * comes next.
     *
     * @throws what the stream fails with, also for bytes that were sent before
     */
    async send(bytes: Uint8Array): Promise<void> {
        for (let start = 0; start < bytes.byteLength; ) {
            this.filling ??= await this.take();
            const piece = bytes.subarray(start, start + bufferBytes - this.filledBytes);
            this.filling.set(piece, this.filledBytes);
            this.filledBytes += piece.byteLength;
            start += piece.byteLength;
            if (this.filledBytes === bufferBytes) {
                this.write();
            }
        }
    }

    /** Resolves when the stream has passed everything on. Throws as `send` does. */
    async settled(): Promise<void> {
        this.write();
        while (this.failure === undefined && this.free.length < this.made) {
            await this.released();
        }
        this.throwIfFailed();
    }

    private write(): void {
        const buffer = this.filling;
        if (buffer !== undefined) {
            this.stream.write(buffer.subarray(0, this.filledBytes), (error) => this.release(buffer, error));
            this.filling = undefined;
            this.filledBytes = 0;
        }
    }

    private async take(): Promise<Buffer> {
        while (this.failure === undefined && this.free.length === 0 && this.made === bufferCount) {
            await this.released();
        }
        this.throwIfFailed();
        const buffer = this.free.pop();
        if (buffer !== undefined) {
            return buffer;
        }
        this.made++;
        return Buffer.allocUnsafeSlow(bufferBytes);
    }

    private release(buffer: Buffer, error: Error | null | undefined): void {
        this.failure ??= error ?? undefined;
        this.free.push(buffer);
        this.wake?.();
    }

    private async released(): Promise<void> {
        await new Promise<void>((resolve) => {
            this.wake = resolve;
        });
    }

    private throwIfFailed(): void {
        if (this.failure !== undefined) {
            throw this.failure;
        }
    }
}
