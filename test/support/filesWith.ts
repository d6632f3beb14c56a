import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The files below a folder that hold a text, by their path in it. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const found: string[] = [];
    for (const file of files) {
        if ((await readFile(file)).includes(text)) {
            found.push(path.relative(folder, file));
        }
    }
    return found;
}
