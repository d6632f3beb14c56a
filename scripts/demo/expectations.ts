/** What the demo's figures have to be. */
export class Expectations {
    private readonly missed: string[] = [];
    private checked = 0;

    /** Notes a figure that is off; the demo goes on, so that all of them are seen. */
    public equal(what: string, actual: unknown, expected: unknown): void {
        this.that(`${what}: expected ${String(expected)}, got ${String(actual)}`, Object.is(actual, expected));
    }

    /** Notes a statement that is not true. */
    public that(statement: string, holds: boolean): void {
        this.checked++;
        if (!holds) {
            this.missed.push(statement);
        }
    }

    /**
     * Ends the demo.
     *
     * @throws Error with everything that was off
     */
    public conclude(): void {
        if (this.missed.length > 0) {
            throw new Error(`\nOff:\n${this.missed.map((statement) => `  ${statement}`).join("\n")}`);
        }
        console.log(`\nAll ${this.checked} figures are as expected.`);
    }
}
