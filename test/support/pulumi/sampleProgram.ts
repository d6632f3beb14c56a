import { mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(__dirname, "../../..");

/** Writes a Pulumi program into a folder of its own, from which this repository's packages can be imported. */
export async function writeSampleProgram(name: string, text: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), `${name}-program-`));
    await writeFile(path.join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\nmain: index.ts\n`);
    await writeFile(path.join(folder, "index.ts"), text);
    await writeFile(path.join(folder, "package.json"), `{ "name": "${name}", "private": true }`);
    await writeFile(
        path.join(folder, "tsconfig.json"),
        JSON.stringify({
            extends: path.join(root, "tsconfig.base.json"),
            // An example shows what it makes, and need not use it.
            compilerOptions: { noUnusedLocals: false, typeRoots: [path.join(root, "node_modules/@types")] },
            files: ["index.ts"],
        }),
    );
    await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    return folder;
}
