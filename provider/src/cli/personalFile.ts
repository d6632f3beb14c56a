import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { reasonOfErrno } from "../errors/fileError";
import { CommandError } from "./command";

/** Lines are written in pieces of about this size. */
const pieceCharacters = 1 << 18;

/**
 * A file with people in it, for its owner's eyes only (0600). It is written beside its place and gets there when it is whole, so
 * that nobody finds a part of it.
 */
export class PersonalFile {
    /** Bytes written so far, without what is held. */
    bytes = 0;
    private pieces: string[] = [];
    private characters = 0;
    private file: number | undefined;
    private readonly temporary: string;

    /**
     * @param force whether a file that is there already may be replaced
     * @throws CommandError where there is one, or where none can be made
     */
    constructor(
        readonly path: string,
        private readonly force: boolean,
    ) {
        this.refuseExisting();
        this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
        try {
            this.file = openSync(this.temporary, "wx", 0o600);
        } catch (error) {
            throw this.unwritable(error);
        }
    }

    /** Adds a text. */
    write(text: string): void {
        this.pieces.push(text);
        this.characters += text.length;
        if (this.characters >= pieceCharacters) {
            this.flush();
        }
    }

    /** Puts the file in its place. Nothing can be written afterwards. */
    finish(): void {
        try {
            this.flush();
            if (this.file !== undefined) {
                fsyncSync(this.file);
                closeSync(this.file);
                this.file = undefined;
                this.refuseExisting();
                renameSync(this.temporary, this.path);
            }
        } catch (error) {
            throw error instanceof CommandError ? error : this.unwritable(error);
        }
    }

    /** Removes what is not finished. */
    discard(): void {
        if (this.file !== undefined) {
            closeSync(this.file);
            this.file = undefined;
        }
        rmSync(this.temporary, { force: true });
    }

    private flush(): void {
        const bytes = Buffer.from(this.pieces.join(""));
        this.pieces = [];
        this.characters = 0;
        try {
            for (let written = 0; written < bytes.length && this.file !== undefined; ) {
                written += writeSync(this.file, bytes, written);
            }
        } catch (error) {
            throw this.unwritable(error);
        }
        this.bytes += bytes.length;
    }

    private refuseExisting(): void {
        if (!this.force && existsSync(this.path)) {
            throw new CommandError(`${this.path} is there already. Use --force to replace it.`);
        }
    }

    private unwritable(error: unknown): CommandError {
        return new CommandError(`${this.path} cannot be written: ${reasonOfErrno(error)}.`);
    }
}

/** Runs `use` with files that are removed again if it throws, or if somebody stops the command: nothing of them stays then. */
export async function withPersonalFiles<Result>(
    use: (open: (path: string, force: boolean) => PersonalFile) => Promise<Result>,
): Promise<Result> {
    const files: PersonalFile[] = [];
    const discard = (): void => {
        for (const file of files) {
            file.discard();
        }
    };
    const stop = (signal: NodeJS.Signals): void => {
        discard();
        // Whoever started the command sees that it was stopped, and by what.
        process.removeListener(signal, stop);
        process.kill(process.pid, signal);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    for (const signal of signals) {
        process.on(signal, stop);
    }
    try {
        return await use((path, force) => {
            const file = new PersonalFile(path, force);
            files.push(file);
            return file;
        });
    } finally {
        discard();
        for (const signal of signals) {
            process.removeListener(signal, stop);
        }
    }
}
