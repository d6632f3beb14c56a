import type { Source } from "../../../provider/src/source/source";

/** All that a source reads. */
export async function textOf(source: Source): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.read()) {
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}
