import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes that pass between two collections. */
const collectedBytes = 2 * 2 ** 20;

/**
 * Hands chunks on, and has their memory freed while they pass.
 *
 * Node's http and zlib allocate a buffer for each chunk. They die young, but V8 lets some 32 MB of them pile up before it
 * collects: memory would grow with a source up to there. Collecting the young objects only takes a millisecond, for every
 * 2 MB. What is not needed of Node for that it may leave out: then memory is as it would be.
 */
export async function* reclaimed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let passedBytes = 0;
    for await (const chunk of chunks) {
        yield chunk;
        passedBytes += chunk.byteLength;
        if (passedBytes >= collectedBytes) {
            passedBytes = 0;
            collector ??= findCollector();
            collector({ type: "minor" });
        }
    }
}

type Collector = (options: { readonly type: "minor" }) => void;

let collector: Collector | undefined;

function findCollector(): Collector {
    try {
        // The way that Node has to reach it at run time: only contexts made after the flag know the function.
        setFlagsFromString("--expose-gc");
        return runInNewContext("gc") as Collector;
    } catch {
        return () => undefined;
    } finally {
        setFlagsFromString("--no-expose-gc");
    }
}
