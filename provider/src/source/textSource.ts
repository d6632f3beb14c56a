import type { Source } from "./source";

/** A CSV that the program holds as text. */
export function openTextSource(text: string, description: string): Source {
    const bytes = Buffer.from(text, "utf8");
    return {
        description,
        sizeBytes: bytes.length,
        read: async function* () {
            yield bytes;
        },
    };
}
