import { formatCount } from "../messages";

/** Time before the first line and between two, in milliseconds. */
const pauseMs = 200;

/** A line on a terminal with the progress in a long file; without a terminal it writes nothing. */
export class ProgressLine {
    private lastMs: number;
    private isShown: boolean = false;

    /**
     * @param sizeBytes size of the whole; `undefined` where it is not known
     * @param now a clock in milliseconds
     */
    constructor(
        private readonly stream: NodeJS.WritableStream & { readonly isTTY?: boolean },
        private readonly name: string,
        private readonly sizeBytes: number | undefined,
        private readonly now: () => number = () => performance.now(),
    ) {
        this.lastMs = now();
    }

    /** Shows how much is read; too soon after the last time it does not. */
    show(readBytes: number, readRows: number): void {
        const percent = this.sizeBytes === undefined ? "" : `${Math.floor((100 * readBytes) / this.sizeBytes)}%, `;
        this.say(() => `${percent}${formatCount(readRows)} rows`);
    }

    /** Shows a text; too soon after the last time it does not. */
    say(text: () => string): void {
        if (this.stream.isTTY !== true || this.now() - this.lastMs < pauseMs) {
            return;
        }
        this.lastMs = this.now();
        this.stream.write(`\r\u001b[K${this.name}: ${text()}`);
        this.isShown = true;
    }

    /** Removes the line. */
    clear(): void {
        if (this.isShown) {
            this.stream.write("\r\u001b[K");
            this.isShown = false;
        }
    }
}
