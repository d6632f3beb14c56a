import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { programs } from "../../../scripts/pulumi/installation";

/** Gives a test an empty folder, and deletes it afterwards. */
export async function withTemporaryFolder<T>(test: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(path.join(tmpdir(), "pulumi-cli-"));
    try {
        return await test(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/** Writes an executable shell script. */
export async function writeProgram(file: string, script: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
}

/** Writes stand-ins for the CLI, which answers any command with `version`, and the two programs that belong beside it. */
export async function writePulumi(folder: string, version: string): Promise<void> {
    await writeProgram(path.join(folder, programs.cli), `echo v${version}`);
    await writeProgram(path.join(folder, programs.languageHost), "exit 0");
    await writeProgram(path.join(folder, programs.dynamicProvider), "exit 0");
}
