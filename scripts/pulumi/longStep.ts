/** Where a person reads what is going on: `process.stderr`, or what a test gives. */
export interface Screen {
    write(text: string): unknown;
    /** Whether the last line can be drawn anew. */
    readonly isTTY?: boolean | undefined;
    /** The width of a terminal. */
    readonly columns?: number | undefined;
}

/** How far a step has come. */
export interface Progress {
    /** From 0 to 1, such that the time that is left follows from it. */
    readonly share: number;
    /** What is counted, such as "746 of 1,734 packages". */
    readonly text: string;
}

/** Takes how far the step has come, as often as it changes. */
export type Report = (progress: Progress) => void;

const redrawEveryMs = 1_000;
const lineEveryMs = 15_000;
const usualColumns = 80;
const barCells = 24;

/**
 * Does work that takes a while, and shows it: what is done, how far it has come, the time left, and the time it took. On a
 * terminal that is one line with a bar, never longer than the terminal is wide; elsewhere a line every 15 s.
 *
 * @param what - a clause such as "Building the Pulumi CLI"
 * @param expected - how long it takes, such as "about 5 minutes the first time"
 */
export async function longStep<T>(
    what: string,
    expected: string,
    screen: Screen,
    work: (report: Report) => Promise<T>,
): Promise<T> {
    const started = Date.now();
    let progress: Progress | undefined;
    let drawn = "";
    screen.write(`${what} (${expected})\n`);
    const timer = setInterval(screen.isTTY ? draw : writeLine, screen.isTTY ? redrawEveryMs : lineEveryMs);
    try {
        const result = await work((now) => {
            progress = now;
            if (screen.isTTY) draw();
        });
        finish("done in");
        return result;
    } catch (error) {
        finish("failed after");
        throw error;
    } finally {
        clearInterval(timer);
    }

    function draw(): void {
        const { share = 0 } = progress ?? {};
        const line = `  ${progress === undefined ? "" : `${bar(share)} `}${sentence()}`;
        const clipped = line.slice(0, (screen.columns || usualColumns) - 1);
        if (clipped === drawn) return;
        drawn = clipped;
        screen.write(`\r${clipped}\u001b[K`);
    }

    function writeLine(): void {
        screen.write(`  ${sentence()}\n`);
    }

    function finish(outcome: string): void {
        screen.write(`${drawn === "" ? "" : "\r\u001b[K"}  ${outcome} ${duration(Date.now() - started)}\n`);
    }

    function sentence(): string {
        const elapsedMs = Date.now() - started;
        if (progress === undefined) return `${duration(elapsedMs)} so far`;
        const { share, text } = progress;
        // The first moments say little about the rest.
        const isKnown = elapsedMs >= 3_000 && share >= 0.02 && share < 1;
        const left = isKnown ? `, ${roughly((elapsedMs * (1 - share)) / share)} left` : "";
        return `${String(Math.floor(share * 100)).padStart(2)}%, ${text}${left}`;
    }
}

function bar(share: number): string {
    const full = Math.floor(share * barCells);
    return `[${"#".repeat(full)}${"-".repeat(barCells - full)}]`;
}

/** Such as "34 s" or "4 min 12 s". */
function duration(ms: number): string {
    const seconds = Math.round(ms / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A duration that is a guess: in steps of 5 s, or in minutes. */
function roughly(ms: number): string {
    return ms < 90_000 ? `${Math.max(5, Math.ceil(ms / 5_000) * 5)} s` : `${Math.round(ms / 60_000)} min`;
}
