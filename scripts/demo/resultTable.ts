import type { DemoOutputs } from "./demoStack";
import type { EngineReport } from "./engineEvents";

/** Says what comes next. */
export function heading(text: string): void {
    console.log(`\n── ${text}\n`);
}

/** Says what is done, and in the same line, when it is done, what came of it. */
export async function brief<T>(what: string, work: Promise<T>, result: (value: T) => string): Promise<T> {
    process.stdout.write(`  ${what} ... `);
    const value = await work;
    console.log(result(value));
    return value;
}

/** What a command did to the resources, in the words of Pulumi's own summary, such as "1 replaced, 2 unchanged". */
export function inWords({ changes }: EngineReport): string {
    return Object.entries(changes)
        .map(([operation, resources]) => `${resources} ${words[operation] ?? operation}`)
        .sort()
        .join(", ");
}

/** The engine's words. */
const words: Readonly<Record<string, string>> = {
    create: "created",
    replace: "replaced",
    same: "unchanged",
    delete: "deleted",
};

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
