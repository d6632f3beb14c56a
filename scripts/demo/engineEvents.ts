import { readFile } from "node:fs/promises";

/** What the demo needs of the engine's events, as `--event-log` writes them. */
interface EngineEvent {
    readonly diagnosticEvent?: { readonly message: string };
    readonly resOutputsEvent?: {
        readonly metadata: { readonly type: string; readonly new?: { readonly outputs?: unknown } | null };
    };
    readonly summaryEvent?: { readonly resourceChanges?: Readonly<Record<string, number>> | null };
}

/** What a command did, as the engine tells it. */
export interface EngineReport {
    /** How many resources were created, replaced, left the same, …, by the engine's word for it. */
    readonly changes: Readonly<Record<string, number>>;
    /** Everything that was said about resources. */
    readonly diagnostics: string;
    /** The program's exports; undefined where it did not get that far. */
    readonly outputs: unknown;
}

/** Reads the file that `--event-log` wrote: one event of JSON a line. */
export async function readEngineReport(file: string): Promise<EngineReport> {
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
    const events = lines.map((line) => JSON.parse(line) as EngineEvent);
    const stack = events.findLast(({ resOutputsEvent }) => resOutputsEvent?.metadata.type === "pulumi:pulumi:Stack");
    const summary = events.findLast(({ summaryEvent }) => summaryEvent !== undefined);
    return {
        changes: summary?.summaryEvent?.resourceChanges ?? {},
        diagnostics: events.map(({ diagnosticEvent }) => diagnosticEvent?.message ?? "").join(""),
        outputs: stack?.resOutputsEvent?.metadata.new?.outputs,
    };
}
