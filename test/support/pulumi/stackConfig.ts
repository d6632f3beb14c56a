import { readFile, writeFile } from "node:fs/promises";

/** A stack's configuration. A key without a namespace is in the project's own; objects and lists are structured values. */
export type StackConfig = Readonly<Record<string, string | number | boolean | object>>;

/** Replaces the configuration in a stack's file, and keeps what its passphrase needs. */
export async function writeStackConfig(file: string, project: string, config: StackConfig): Promise<void> {
    const salt = /^\s*"?encryptionsalt"?:\s*"?([^"\s]+)/m.exec(await readFile(file, "utf8"))?.[1];
    const entries = Object.entries(config).map(([key, value]) => [
        key.includes(":") ? key : `${project}:${key}`,
        value,
    ]);
    // JSON is YAML; one entry a line keeps the salt readable for the expression above.
    await writeFile(file, JSON.stringify({ encryptionsalt: salt, config: Object.fromEntries(entries) }, null, 2));
}

/** The project's name out of its Pulumi.yaml. */
export async function readProjectName(projectFile: string): Promise<string> {
    const name = /^name:\s*(\S+)\s*$/m.exec(await readFile(projectFile, "utf8"))?.[1];
    if (name === undefined) throw new Error(`${projectFile} has no name`);
    return name;
}
