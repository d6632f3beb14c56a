import { readFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import execa from "execa";
import type { Report } from "./longStep";

/** A program that Go builds. */
export interface GoProgram {
    /** The folder of a Go module whose go.sum pins every line of source. */
    readonly module: string;
    readonly package: string;
    /** The file that is written. */
    readonly output: string;
    /** What is given to the linker and the compiler. */
    readonly flags: readonly string[];
}

/** The packages of a program that Go's own cache does not have. */
export type Packages = readonly string[];

/**
 * Asks Go for its version inside a module: there it also fetches the toolchain that go.mod asks for, where that is allowed.
 *
 * @throws Error "no go on PATH", or what Go says
 */
export async function assertGo(module: string, environment: NodeJS.ProcessEnv): Promise<void> {
    const { failed, stderr, exitCode } = await go(["env", "GOVERSION"], module, environment, () => {});
    if (failed && exitCode === undefined) throw new Error("no go on PATH");
    if (failed) throw new Error(lastLine(stderr));
}

/**
 * Fetches a program's source into Go's module cache, reporting the modules that come.
 *
 * @returns the packages that are to be compiled
 * @throws Error what Go says last
 */
export async function fetchSource(
    program: GoProgram,
    environment: NodeJS.ProcessEnv,
    report: Report,
): Promise<Packages> {
    const total = await countModules(program.module);
    let done = 0;
    const format = "{{if .Stale}}{{.ImportPath}}{{end}}";
    const args = ["list", ...commonFlags, ...program.flags, "-deps", "-f", format, program.package];
    const { failed, stdout, stderr } = await go(args, program.module, environment, (line) => {
        if (!line.startsWith("go: downloading ")) return;
        done = Math.min(done + 1, total);
        report({ share: done / total, text: `source of ${count(done)} of ${count(total)} modules` });
    });
    if (failed) throw new Error(`go list failed: ${lastLine(stderr)}`);
    return stdout.split("\n").filter((name) => name !== "" && name !== "unsafe");
}

/**
 * Compiles and links a program, reporting the packages as they come.
 *
 * @throws Error what Go says last
 */
export async function goBuild(
    program: GoProgram,
    packages: Packages,
    environment: NodeJS.ProcessEnv,
    report: Report,
): Promise<void> {
    const waiting = new Set(packages);
    const args = ["build", "-v", ...commonFlags, ...program.flags, "-o", program.output, program.package];
    const { failed, stderr } = await go(args, program.module, environment, (line) => {
        // Go names a package when it begins with it.
        if (!waiting.delete(line)) return;
        const done = packages.length - waiting.size;
        const text = line === program.package ? "linking" : `${count(done)} of ${count(packages.length)} packages`;
        report({ share: done / packages.length, text });
    });
    if (failed) throw new Error(`go build failed: ${lastLine(stderr)}`);
}

/**
 * The folder in Go's module cache with the source of a module that this one uses, once that is fetched.
 *
 * @throws Error what Go says last
 */
export async function moduleFolder(module: string, used: string, environment: NodeJS.ProcessEnv): Promise<string> {
    const args = ["list", ...commonFlags, "-m", "-f", "{{.Dir}}", used];
    const { failed, stdout, stderr } = await go(args, module, environment, () => {});
    if (failed) throw new Error(`go list failed: ${lastLine(stderr)}`);
    return stdout.trim();
}

const commonFlags = ["-mod=readonly", "-buildvcs=false"];

/** Settings of Go that make a build cheaper; those that the user has set stay. */
const cheaper = {
    // Compiling is full of short-lived memory: collecting it less often saves a fifth of the time.
    GOGC: "400",
    CGO_ENABLED: "0",
};

/**
 * Runs go; it dies with this process. A workspace of the user's around this folder must not change the build.
 *
 * @param take - is given each line of stderr as it comes
 */
async function go(
    args: readonly string[],
    cwd: string,
    environment: NodeJS.ProcessEnv,
    take: (line: string) => void,
): Promise<execa.ExecaReturnValue> {
    const env = { ...cheaper, ...environment, GOWORK: "off" };
    const child = execa("go", args, { cwd, env, extendEnv: false, reject: false });
    if (child.stderr !== null) createInterface({ input: child.stderr }).on("line", take);
    return await child;
}

/** The modules whose source a build may need: go.sum has the hash of each one's source and of its go.mod. */
async function countModules(module: string): Promise<number> {
    const sums = (await readFile(path.join(module, "go.sum"), "utf8")).split("\n");
    return sums.filter((line) => line !== "" && !line.includes("/go.mod ")).length;
}

function count(number: number): string {
    return number.toLocaleString("en-US");
}

function lastLine(text: string): string {
    return text.trimEnd().split("\n").at(-1) ?? "";
}
