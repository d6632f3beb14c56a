import type { Source } from "../../../provider/src/source/source";

/** All that a source reads; chunks are only lent. */
export async function textOf(source: Source): Promise<string> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of source.read()) {
        chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks).toString();
}
