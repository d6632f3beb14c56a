/** Takes reasons. They hold no values. */
export interface ReasonSink {
    add(reason: string): void;
}

/** Counts by reason, in the order in which the reasons came first. Reasons hold no values. */
export class Tally implements ReasonSink {
    private readonly counts = new Map<string, number>();

    add(reason: string): void {
        this.counts.set(reason, (this.counts.get(reason) ?? 0) + 1);
    }

    /** The reasons with the most first. */
    get entries(): readonly (readonly [reason: string, count: number])[] {
        return [...this.counts].sort(([, one], [, other]) => other - one);
    }

    get isEmpty(): boolean {
        return this.counts.size === 0;
    }
}
