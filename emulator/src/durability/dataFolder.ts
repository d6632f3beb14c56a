import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { lockFolder } from "./folderLock";

/** A folder that one emulator has for itself. */
export interface DataFolder {
    readonly journalPath: string;
    readonly uploadsPath: string;
    /** Lets others have the folder. */
    release(): void;
}

/**
 * Makes the folder where it is missing, readable for this user only, and takes it.
 * @throws Error when another emulator that runs has it.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
    const uploadsPath = join(path, "uploads");
    for (const made of [path, uploadsPath]) {
        mkdirSync(made, { recursive: true, mode: 0o700 });
    }
    const { release } = await lockFolder(path);
    return { journalPath: join(path, "journal.jsonl"), uploadsPath, release };
}
