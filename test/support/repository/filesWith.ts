import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ImportStack } from "../pulumi/importStack";

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

/** Neither PULUMI_HOME nor the backend beside it, with all its history, has the canary in a file. */
export async function assertKeptNowhere({ stack, poolId }: ImportStack, canary: string): Promise<void> {
    const folder = path.dirname(stack.home);
    assert.notDeepEqual(await filesWith(folder, poolId), []);
    assert.deepEqual(await filesWith(folder, canary), []);
}
