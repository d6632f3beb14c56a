/** Scenario × door: which have passed, and the seconds that each door took. */
export class DoorTable {
    readonly #passed = new Set<string>();
    readonly #seconds = new Map<string, number>();

    constructor(
        private readonly scenarios: readonly string[],
        private readonly doors: readonly string[],
    ) {}

    /** Runs a scenario, and records that it has passed and how long it took. */
    async run(door: string, scenario: string, test: () => Promise<void>): Promise<void> {
        const started = performance.now();
        try {
            await test();
            this.#passed.add(`${scenario} ${door}`);
        } finally {
            this.#seconds.set(door, (this.#seconds.get(door) ?? 0) + (performance.now() - started) / 1000);
        }
    }

    /** The table as text. */
    print(): string {
        const rows = this.scenarios.map((scenario) => [
            scenario,
            ...this.doors.map((door) => (this.#passed.has(`${scenario} ${door}`) ? "passed" : "FAILED")),
        ]);
        const seconds = this.doors.map((door) => `${Math.round(this.#seconds.get(door) ?? 0)} s`);
        const all = [["scenario", ...this.doors], ...rows, ["time", ...seconds]];
        const widths = all[0]?.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0))) ?? [];
        const line = (cells: readonly string[]): string =>
            `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
        return all.map(line).join("\n");
    }
}
