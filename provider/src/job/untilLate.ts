import type { Source } from "../source/source";
import { type JobContext, throwIfLate } from "./jobContext";

/**
 * The same source, whose readings end with the operation's timeout.
 *
 * @param step what it is read for, as in "was over while uploading the CSV"
 */
export function untilLate(context: JobContext, source: Source, step: string): Source {
    return { ...source, read: () => readUntilLate(context, source, step) };
}

async function* readUntilLate(context: JobContext, source: Source, step: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.read()) {
        throwIfLate(context, step);
        yield chunk;
    }
}
