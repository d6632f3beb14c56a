import { existsSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { OwnerFile, writing } from "../ownerFile";
import { CommandError } from "./command";
import { undoneOnStop } from "./interruption";

/** Texts are written in pieces of about this size. */
const pieceCharacters = 1 << 18;

/**
 * A file with people in it, for its owner's eyes only (0600). It is written beside its place and gets there when it is whole, so
 * that nobody finds a part of it.
 */
export class PersonalFile {
    private pieces: string[] = [];
    private characters = 0;
    private readonly file: OwnerFile;
    private readonly temporary: string;

    /**
     * @param force whether a file that is there already may be replaced
     * @throws CommandError where there is one; UserImportError where none can be made, here and below
     */
    constructor(
        readonly path: string,
        private readonly force: boolean,
    ) {
        this.refuseExisting();
        this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
        this.file = OwnerFile.create(this.temporary, path);
    }

    /** Bytes written so far, without what is held. */
    get bytes(): number {
        return this.file.bytes;
    }

    /** Adds a text, or bytes of one, whose memory may be used again afterwards. */
    write(content: string | Uint8Array): void {
        if (typeof content !== "string") {
            this.flush();
            this.file.append(content);
            return;
        }
        this.pieces.push(content);
        this.characters += content.length;
        if (this.characters >= pieceCharacters) {
            this.flush();
        }
    }

    /** Puts the file in its place. Nothing can be written afterwards. */
    finish(): void {
        this.flush();
        this.file.sync();
        this.file.close();
        this.refuseExisting();
        writing(this.path, () => renameSync(this.temporary, this.path));
    }

    /** Removes what is not finished. */
    discard(): void {
        this.file.close();
        rmSync(this.temporary, { force: true });
    }

    private flush(): void {
        if (this.characters > 0) {
            this.file.append(this.pieces.join(""));
            this.pieces = [];
            this.characters = 0;
        }
    }

    private refuseExisting(): void {
        if (!this.force && existsSync(this.path)) {
            throw new CommandError(`${this.path} is there already. Use --force to replace it.`);
        }
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
    const open = (path: string, force: boolean): PersonalFile => {
        const file = new PersonalFile(path, force);
        files.push(file);
        return file;
    };
    try {
        return await undoneOnStop(discard, () => use(open));
    } finally {
        discard();
    }
}
