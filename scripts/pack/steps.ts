/** Tells of the steps of one trial, a line each. */
export class Steps {
    /** @param print takes one line */
    public constructor(
        private readonly title: string,
        private readonly print: (line: string) => void,
        private readonly nowMs: () => number = Date.now,
    ) {}

    /** Does a step. What it returns is told beside its name; what it throws ends the trial. */
    public async do(name: string, work: () => Promise<string>): Promise<void> {
        const startedMs = this.nowMs();
        const seconds = (): string => `${Math.round((this.nowMs() - startedMs) / 1000)} s`;
        try {
            const found = await work();
            this.print(`ok      ${this.title}  ${name}: ${found} (${seconds()})`);
        } catch (error) {
            this.print(`FAILED  ${this.title}  ${name} (${seconds()})`);
            throw error;
        }
    }
}

/** Ends the step where something is not as it should be. */
export function expect(what: string, found: unknown, expected: unknown): void {
    if (found !== expected) {
        throw new Error(`${what}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}.`);
    }
}
