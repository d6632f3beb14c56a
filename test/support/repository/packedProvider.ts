import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repositoryFolder } from "./sourceFiles";

const run = promisify(execFile);

/** What npm links into a workspace root and a stranger's program does not have. */
const workspacePackages = ["pulumi-cognito-user-import", "cognito-user-import-emulator"];

/** Gives a test the folder of {@link makePackedProgram}, and deletes it afterwards. */
export async function withPackedProvider<T>(use: (folder: string) => Promise<T>): Promise<T> {
    const folder = await makePackedProgram();
    try {
        return await use(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/**
 * Makes a folder as a program has it that installed the published package: its packed files, and their dependencies
 * beside them.
 */
export async function makePackedProgram(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "program-"));
    await installPacked(folder);
    return folder;
}

async function installPacked(folder: string): Promise<void> {
    const modules = join(folder, "node_modules");
    const target = join(modules, "pulumi-cognito-user-import");
    await mkdir(target, { recursive: true });
    const pack = ["pack", "--ignore-scripts", "--silent", "--workspace", "provider", "--pack-destination", folder];
    const { stdout } = await run("npm", pack, { cwd: repositoryFolder });
    await run("tar", ["-xzf", join(folder, stdout.trim()), "-C", target, "--strip-components", "1"]);
    const installed = join(repositoryFolder, "node_modules");
    for (const name of await readdir(installed)) {
        if (!name.startsWith(".") && !workspacePackages.includes(name)) {
            await symlink(join(installed, name), join(modules, name));
        }
    }
}
