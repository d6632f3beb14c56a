import type { DemoOutputs } from "./demoStack";

/** Says what comes next. */
export function heading(text: string): void {
    console.log(`\n── ${text}\n`);
}

/** Prints what was imported, skipped and failed, and why. */
export function resultTable(jobs: readonly (DemoOutputs & { readonly source: string })[]): void {
    heading("What was imported, skipped and failed, and why");
    const row = (cells: readonly unknown[]): string =>
        cells.map((cell, index) => (index === 0 ? String(cell).padEnd(24) : String(cell).padStart(10))).join("");
    console.log(row(["source", "imported", "skipped", "failed"]));
    for (const { source, importedUsers, skippedUsers, failedUsers, failures } of jobs) {
        console.log(row([source, importedUsers, skippedUsers, failedUsers]));
        for (const { line, reason } of failures) {
            console.log(`  line ${line}: ${reason}`);
        }
    }
}
