import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

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
export function openDataFolder(path: string): DataFolder {
    const folder = {
        journalPath: join(path, "journal.jsonl"),
        uploadsPath: join(path, "uploads"),
    };
    for (const made of [path, folder.uploadsPath]) {
        mkdirSync(made, { recursive: true, mode: 0o700 });
    }
    const lockPath = join(path, "lock");
    lock(lockPath, path);
    return { ...folder, release: () => rmSync(lockPath, { force: true }) };
}

/** A lock whose owner was killed is nobody's. */
function lock(lockPath: string, path: string): void {
    for (let attempt = 0; ; attempt++) {
        try {
            const file = openSync(lockPath, "wx", 0o600);
            writeSync(file, String(process.pid));
            closeSync(file);
            return;
        } catch (cause) {
            if ((cause as NodeJS.ErrnoException).code !== "EEXIST" || attempt === 3) {
                throw cause;
            }
            const owner = Number(readFileSync(lockPath, "utf8"));
            if (owner > 0 && isAlive(owner)) {
                const advice = `if process ${owner} is no emulator, delete ${lockPath}`;
                throw new Error(`the data folder ${path} is in use by another emulator; ${advice}`, { cause });
            }
            rmSync(lockPath, { force: true });
        }
    }
}

function isAlive(processId: number): boolean {
    try {
        process.kill(processId, 0);
        return true;
    } catch (error) {
        return (error as NodeJS.ErrnoException).code === "EPERM";
    }
}
