import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import execa from "execa";
import { generateSdks } from "../../../scripts/sdk/generateSdks";
import { generatorModule } from "../../../scripts/sdk/sdkGenerator";

/**
 * Compiles programs against the generated SDK for Go, with the sources that the generator's go.sum pins.
 *
 * @param programs - the text of each one's main.go
 * @throws Error what the compiler says
 */
export async function compileWithGoSdk(programs: readonly string[]): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "go-sdk-"));
    try {
        await generateSdks(folder);
        const sdk = path.join(folder, "go");
        for (const [index, text] of programs.entries()) {
            const program = path.join(sdk, `program${index}`);
            await mkdir(program);
            await writeFile(path.join(program, "main.go"), text);
        }
        const [, moduleLine = ""] = /^(module .*)$/m.exec(await readFile(path.join(sdk, "go.mod"), "utf8")) ?? [];
        const pins = await readFile(path.join(generatorModule, "go.mod"), "utf8");
        await writeFile(path.join(folder, "pinned.mod"), pins.replace(/^module .*$/m, moduleLine));
        await copyFile(path.join(generatorModule, "go.sum"), path.join(folder, "pinned.sum"));
        const args = ["build", "-mod=readonly", "-buildvcs=false", `-modfile=${path.join(folder, "pinned.mod")}`];
        // Nobody runs them: the compiler need not make them fast.
        args.push("-gcflags=-N -l -dwarf=false");
        const env = { GOWORK: "off", CGO_ENABLED: "0" };
        const { failed, all } = await execa("go", [...args, "./..."], { cwd: sdk, env, all: true, reject: false });
        if (failed) throw new Error(all);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
