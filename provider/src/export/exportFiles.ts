import {
    closeSync,
    constants,
    existsSync,
    fchmodSync,
    fstatSync,
    fsyncSync,
    ftruncateSync,
    openSync,
    readFileSync,
    renameSync,
    rmSync,
    writeFileSync,
    writeSync,
} from "node:fs";
import { UserImportError } from "../errors/errors";
import { errnoOf, reasonOfErrno } from "../errors/fileError";

/** Only the owner reads what is about people. */
const ownerOnly = 0o600;

/** Where an export writes to. */
export interface ExportFiles {
    readonly users: string;
    /** `undefined`: users who are left out are only counted. */
    readonly rejected: string | undefined;
    /** `undefined`: groups are not read. */
    readonly groups: string | undefined;
}

/** The files that an export writes. */
export function pathsOf({ users, rejected, groups }: ExportFiles): readonly string[] {
    return [users, rejected, groups].flatMap((path) => path ?? []);
}

/**
 * @throws UserImportError where one of these files is there already
 */
export function refuseExisting(paths: readonly string[]): void {
    const existing = paths.find((path) => existsSync(path));
    if (existing !== undefined) {
        const option = existing.endsWith(".part") ? "--restart" : "--force";
        throw new UserImportError(
            "config-invalid",
            `${existing} exists already. Move it away, or overwrite it with ${option}.`,
        );
    }
}

/** The file that becomes `path` once everything is written. */
export function partOf(path: string): string {
    return `${path}.part`;
}

/** A file that grows, and that can be cut back to what it was. Its methods throw a UserImportError where the disk refuses. */
export class PartFile {
    private constructor(
        private readonly path: string,
        private readonly file: number,
        private size: number,
    ) {}

    /**
     * Opens the part of `path`, or makes it.
     *
     * @param bytes what of it counts; the rest was written just before the export was stopped, and is cut off
     * @throws UserImportError where it has less
     */
    public static open(path: string, bytes: number): PartFile {
        return writing(partOf(path), () => {
            const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
            const file = openSync(partOf(path), flags, ownerOnly);
            const part = new PartFile(partOf(path), file, bytes);
            if (fstatSync(file).size < bytes) {
                closeSync(file);
                throw new UserImportError(
                    "config-invalid",
                    `${partOf(path)} is shorter than it was when the export stopped. Start anew with --restart.`,
                );
            }
            fchmodSync(file, ownerOnly);
            part.cut(bytes);
            return part;
        });
    }

    /** Bytes written. */
    public get bytes(): number {
        return this.size;
    }

    /** Writes a text at the end. */
    public append(text: string): void {
        writing(this.path, () => {
            const bytes = Buffer.from(text);
            for (let at = 0; at < bytes.length; ) {
                const written = writeSync(this.file, bytes, at, bytes.length - at, this.size);
                at += written;
                this.size += written;
            }
        });
    }

    /** Cuts off everything after the first `bytes`. */
    public cut(bytes: number): void {
        writing(this.path, () => ftruncateSync(this.file, bytes));
        this.size = bytes;
    }

    /** Returns once what was written survives a loss of power. */
    public sync(): void {
        writing(this.path, () => fsyncSync(this.file));
    }

    public close(): void {
        closeSync(this.file);
    }
}

/** Writes a file whole, or not at all, for its owner only. */
export function writeWhole(path: string, text: string): void {
    const temporary = temporaryOf(path);
    writing(path, () => {
        // A new file: one that is there may be a link, or be read by others.
        rmSync(temporary, { force: true });
        writeFileSync(temporary, text, { mode: ownerOnly, flag: "wx", flush: true });
        renameSync(temporary, path);
    });
}

/** What a file holds; `undefined`: there is none. */
export function readIfThere(path: string): string | undefined {
    try {
        return readFileSync(path, "utf8");
    } catch (error) {
        if (errnoOf(error) === "ENOENT") {
            return undefined;
        }
        throw new UserImportError("config-invalid", `${path} cannot be read: ${reasonOfErrno(error)}.`);
    }
}

/** Gives the part its final name. Where there is none, that was done before. */
export function finishPart(path: string): void {
    writing(path, () => {
        try {
            renameSync(partOf(path), path);
        } catch (error) {
            if (errnoOf(error) !== "ENOENT") {
                throw error;
            }
        }
    });
}

/** Deletes files, as far as they are there, with what a kill may have left beside them. */
export function removeFiles(paths: readonly string[]): void {
    for (const path of paths.flatMap((one) => [one, temporaryOf(one)])) {
        writing(path, () => rmSync(path, { force: true }));
    }
}

function temporaryOf(path: string): string {
    return `${path}.tmp`;
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

function writing<Result>(path: string, write: () => Result): Result {
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
