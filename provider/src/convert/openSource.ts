import { csvRecords } from "./csvRecords";
import { inputError } from "./inputError";
import { jsonRecords } from "./jsonRecords";
import type { Preset } from "./presets/preset";
import type { RecordSource } from "./sourceRecord";
import { utf8Chunks } from "./utf8Chunks";

/** What is said about a file. */
export interface SourceOptions {
    /** For messages. */
    readonly name: string;
    readonly encoding: string | undefined;
    /** Of a CSV; `undefined`: found by the header. */
    readonly separator: string | undefined;
    readonly preset: Preset | undefined;
    /** JSON: the property whose array holds the users; `undefined`: what the preset knows. */
    readonly records: string | undefined;
}

/**
 * Opens a file as JSON where it begins with a bracket or brace, else as a CSV.
 *
 * @throws UserImportError where it is empty, or a CSV of a preset that has none
 */
export async function openSource(bytes: AsyncIterable<Uint8Array>, options: SourceOptions): Promise<RecordSource> {
    const { name, encoding, separator, preset, records } = options;
    const chunks = utf8Chunks(bytes, name, encoding);
    const read: Buffer[] = [];
    let start = "";
    while (start === "") {
        const next = await chunks.next();
        if (next.done === true) {
            throw inputError(name, "is empty.");
        }
        read.push(next.value);
        start = next.value.toString("latin1").trimStart().charAt(0);
    }
    const all = joined(read, chunks);
    if (start === "{" || start === "[") {
        const containers = records === undefined ? (preset?.containers ?? []) : [records];
        return { header: undefined, records: jsonRecords(all, name, containers) };
    }
    if (preset !== undefined && !preset.hasCsv) {
        throw inputError(name, `is not JSON. An export of ${preset.title} is converted as JSON.`);
    }
    return await csvRecords(all, name, separator);
}

async function* joined(first: readonly Buffer[], rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    yield* first;
    yield* rest;
}
