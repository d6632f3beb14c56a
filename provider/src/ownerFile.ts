import {
    closeSync,
    constants,
    fchmodSync,
    fstatSync,
    fsyncSync,
    ftruncateSync,
    openSync,
    renameSync,
    rmSync,
    writeFileSync,
    writeSync,
} from "node:fs";
import { UserImportError } from "./errors/errors";
import { errnoOf, reasonOfErrno } from "./errors/fileError";

/** Only the owner reads what is about people. */
const ownerOnly = 0o600;

/** A file with people in it, for its owner's eyes only (0600). It grows, and can be cut back. Its methods throw a UserImportError where the disk refuses. */
export class OwnerFile {
    private isOpen: boolean = true;

    private constructor(
        private readonly path: string,
        private readonly file: number,
        private size: number,
    ) {}

    /**
     * Makes a new file. One that is there already, or a link, is an error.
     *
     * @param shownPath what messages call it
     */
    static create(path: string, shownPath: string): OwnerFile {
        return writing(shownPath, () => new OwnerFile(shownPath, openSync(path, "wx", ownerOnly), 0));
    }

    /**
     * Opens a file, or makes it, and cuts off all but its first bytes.
     *
     * @returns `undefined`: it has fewer
     */
    static openFirst(path: string, bytes: number): OwnerFile | undefined {
        return writing(path, () => {
            const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
            const file = openSync(path, flags, ownerOnly);
            if (fstatSync(file).size < bytes) {
                closeSync(file);
                return undefined;
            }
            fchmodSync(file, ownerOnly);
            const opened = new OwnerFile(path, file, bytes);
            opened.cut(bytes);
            return opened;
        });
    }

    /** Bytes written. */
    get bytes(): number {
        return this.size;
    }

    /** Writes at the end. */
    append(content: string | Uint8Array): void {
        const bytes = typeof content === "string" ? Buffer.from(content) : content;
        writing(this.path, () => {
            for (let at = 0; at < bytes.length; ) {
                const written = writeSync(this.file, bytes, at, bytes.length - at, this.size);
                at += written;
                this.size += written;
            }
        });
    }

    /** Cuts off everything after the first `bytes`. */
    cut(bytes: number): void {
        writing(this.path, () => ftruncateSync(this.file, bytes));
        this.size = bytes;
    }

    /** Returns once what was written survives a loss of power. */
    sync(): void {
        writing(this.path, () => fsyncSync(this.file));
    }

    /** Nothing can be written afterwards. Closing twice is closing once. */
    close(): void {
        if (this.isOpen) {
            this.isOpen = false;
            closeSync(this.file);
        }
    }
}

/** Writes a file whole, or not at all, for its owner only. `temporary`: its path until then. */
export function writeWhole(path: string, temporary: string, text: string): void {
    writing(path, () => {
        // A new file: one that is there may be a link, or be read by others.
        rmSync(temporary, { force: true });
        writeFileSync(temporary, text, { mode: ownerOnly, flag: "wx", flush: true });
        renameSync(temporary, path);
    });
}

const writeReasons: Readonly<Record<string, string>> = {
    ENOENT: "there is no such folder",
    EACCES: "you do not have permission to write it",
    EPERM: "you do not have permission to write it",
    EROFS: "the file system is read-only",
    ENOSPC: "the disk is full",
    EDQUOT: "your quota of the disk is used up",
    ELOOP: "it is a link",
};

/**
 * Runs what writes a file.
 *
 * @throws UserImportError in place of an error of the system, with its reason in words
 */
export function writing<Result>(path: string, write: () => Result): Result {
    try {
        return write();
    } catch (error) {
        if (errnoOf(error) === undefined || error instanceof UserImportError) {
            throw error;
        }
        const reason = writeReasons[errnoOf(error) ?? ""] ?? reasonOfErrno(error);
        throw new UserImportError("config-invalid", `${path} cannot be written: ${reason}.`);
    }
}
