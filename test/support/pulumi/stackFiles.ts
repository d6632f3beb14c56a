import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** A resource as `pulumi stack export` shows it. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    /** The provider that made it, as `urn::id`. */
    readonly provider?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly initErrors?: readonly string[];
}

/** A stack's state. */
export interface StackState {
    /** All of it, as exported: what must not be in state must not be in here. */
    readonly text: string;
    readonly resources: readonly StateResource[];
    readonly pendingOperations: readonly { readonly type: string; readonly resource: StateResource }[];
}

/** What is in a state. */
export interface Deployment {
    readonly resources?: readonly StateResource[];
    readonly pending_operations?: StackState["pendingOperations"];
}

/** Pulumi marks with it what is more than a plain value: a secret, an asset. */
const mark = "4dabf18193072939515e22adb298388d";

/** What the CLI writes when it makes a stack, by project and in the order of the folders: each stack has the same. */
const made = new Map<string, Promise<Files[]>>();

/** Content by path below a folder. */
type Files = ReadonlyMap<string, Buffer>;

/**
 * Puts the files of a stack without resources into folders.
 *
 * @param make has the CLI write them: the first stack of a project is made so
 */
export async function makeStack(
    folders: readonly string[],
    project: string,
    make: () => Promise<unknown>,
): Promise<void> {
    const already = made.get(project);
    if (already === undefined) {
        const files = make().then(() => Promise.all(folders.map(readFiles)));
        made.set(project, files);
        await files;
        return;
    }
    for (const [index, files] of (await already).entries()) {
        for (const [name, content] of files) {
            const file = path.join(folders[index] ?? "", name);
            await mkdir(path.dirname(file), { recursive: true });
            await writeFile(file, content);
        }
    }
}

async function readFiles(folder: string): Promise<Files> {
    const files = new Map<string, Buffer>();
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        const file = path.join(entry.parentPath, entry.name);
        if (entry.isFile()) files.set(path.relative(folder, file), await readFile(file));
    }
    return files;
}

/** A stack's state in its file backend, as `pulumi stack export` shows it, without asking the CLI. */
export async function readDeployment(backend: string, project: string, stack: string): Promise<Deployment> {
    const text = await readFile(path.join(backend, ".pulumi/stacks", project, `${stack}.json`), "utf8");
    return JSON.parse(text).checkpoint.latest;
}

/** The stack's outputs in its state; `undefined` where one is not a plain value, but a secret or an asset. */
export function plainOutputs({ resources = [] }: Deployment): Record<string, unknown> | undefined {
    const { outputs = {} } = resources.find(({ type }) => type === "pulumi:pulumi:Stack") ?? {};
    return JSON.stringify(outputs).includes(mark) ? undefined : outputs;
}
