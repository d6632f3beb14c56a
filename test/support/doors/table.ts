/** Of most facts. */
const cellWidth = 7;

/** Scenario × door: which have passed, and what a reader wants to know besides, such as the time that each door took. */
export class DoorTable {
    /** By row, then by door. */
    readonly #cells = new Map<string, Map<string, string>>();
    readonly #milliseconds = new Map<string, number>();

    constructor(
        scenarios: readonly string[],
        private readonly doors: readonly string[],
    ) {
        for (const scenario of scenarios) {
            for (const door of doors) this.note(door, scenario, "not run");
        }
    }

    /** Runs a scenario, and records whether it has passed and how long it took. */
    async run(door: string, scenario: string, test: () => Promise<void>): Promise<void> {
        const started = performance.now();
        try {
            this.note(door, scenario, "FAILED");
            await test();
            this.note(door, scenario, "passed");
        } finally {
            const before = this.#milliseconds.get(door) ?? 0;
            this.#milliseconds.set(door, before + performance.now() - started);
        }
    }

    /** Adds a fact of a door, in a row below the scenarios. */
    note(door: string, row: string, fact: string): void {
        const cells = this.#cells.get(row) ?? new Map<string, string>();
        this.#cells.set(row, cells.set(door, fact));
    }

    /** The table as text. */
    print(): string {
        for (const [door, milliseconds] of this.#milliseconds) {
            this.note(door, "time for all of them", `${Math.round(milliseconds / 1000)} s`);
        }
        const head = Math.max(...[...this.#cells.keys()].map((row) => row.length));
        const line = (row: string, cell: (door: string) => string): string =>
            `| ${[row.padEnd(head), ...this.doors.map((door) => cell(door).padEnd(Math.max(door.length, cellWidth)))].join(" | ")} |`;
        const rows = [...this.#cells].map(([row, cells]) => line(row, (door) => cells.get(door) ?? ""));
        return [line("scenario", (door) => door), ...rows].join("\n");
    }
}
