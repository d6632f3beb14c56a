import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { UserImportError } from "../errors/errors";
import { errnoOf, reasonOfErrno } from "../errors/fileError";
import { OwnerFile, writeWhole, writing } from "../ownerFile";

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

/**
 * Opens the part of `path`, or makes it.
 *
 * @param bytes what of it counts; the rest was written just before the export was stopped, and is cut off
 * @throws UserImportError where it has less
 */
export function openPart(path: string, bytes: number): OwnerFile {
    const part = OwnerFile.openFirst(partOf(path), bytes);
    if (part === undefined) {
        throw new UserImportError(
            "config-invalid",
            `${partOf(path)} is shorter than it was when the export stopped. Start anew with --restart.`,
        );
    }
    return part;
}

/** Writes a file whole, or not at all. */
export function writeState(path: string, text: string): void {
    writeWhole(path, temporaryOf(path), text);
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
