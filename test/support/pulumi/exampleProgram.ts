import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryFolder } from "../repository/sourceFiles";
import { type ImportStack, type ImportStackOptions, withImportStack } from "./importStack";

/** A copy of an example, as somebody has it who starts from it; its packages are this repository's. */
export async function withExample<T>(example: string, use: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(path.join(tmpdir(), "example-"));
    try {
        await cp(path.join(repositoryFolder, example), folder, { recursive: true });
        await symlink(path.join(repositoryFolder, "node_modules"), path.join(folder, "node_modules"));
        return await use(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** A copy of an example on the real engine, with an emulator; `program` is the copy's folder. */
export async function withExampleStack(
    example: string,
    options: Omit<ImportStackOptions, "program">,
    test: (context: ImportStack & { readonly program: string }) => Promise<void>,
): Promise<void> {
    await withExample(example, async (program) => {
        await withImportStack({ ...options, program }, async (context) => await test({ ...context, program }));
    });
}
