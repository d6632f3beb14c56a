import type { Writable } from "node:stream";

const bufferBytes = 1 << 18;

/** While one is on its way to the kernel, the next ones are made ready. */
const bufferCount = 4;

/**
 * Writes lent bytes to a stream, through a few buffers that are used again once the stream has passed them on: what the
 * garbage collector would have to free otherwise grows with the body.
 */
export class SendBuffers {
    private readonly free: Buffer[] = [];
    private made = 0;
    private failure: Error | undefined;
    private wake: (() => void) | undefined;

    constructor(private readonly stream: Writable) {}

    /**
     * Resolves when the bytes are copied; waits for a buffer, which is the back-pressure.
     *
     * @throws what the stream fails with, also for bytes that were sent before
     */
    async send(bytes: Uint8Array): Promise<void> {
        for (let start = 0; start < bytes.byteLength; start += bufferBytes) {
            const buffer = await this.take();
            const piece = bytes.subarray(start, start + bufferBytes);
            buffer.set(piece);
            this.stream.write(buffer.subarray(0, piece.byteLength), (error) => this.release(buffer, error));
        }
    }

    /** Resolves when the stream has passed everything on. Throws as `send` does. */
    async settled(): Promise<void> {
        while (this.failure === undefined && this.free.length < this.made) {
            await this.released();
        }
        this.throwIfFailed();
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
