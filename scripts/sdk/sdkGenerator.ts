import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { linkerFlags } from "../pulumi/build";
import { inUserCache } from "../pulumi/cache";
import { fillOnce } from "../pulumi/fillOnce";
import { assertGo, fetchSource, type GoProgram, goBuild } from "../pulumi/goBuild";
import { isExecutable } from "../pulumi/installation";
import { longStep, type Screen } from "../pulumi/longStep";

/** The checked-in Go program that calls Pulumi's generators, which go.sum pins. */
export const generatorModule = path.join(__dirname, "../pulumi/go/sdk");

/** The same for Java, whose generator is made for an older version of the others. */
export const javaGeneratorModule = path.join(__dirname, "../pulumi/go/javaSdk");

/** What a generator is made of, in short: its source, and what go.sum pins. */
export async function generatorDigest(module: string = generatorModule): Promise<string> {
    const hash = createHash("sha256");
    for (const file of ["go.sum", "main.go"]) hash.update(await readFile(path.join(module, file)));
    return hash.digest("hex").slice(0, 12);
}

/**
 * A program that writes SDKs, of the user's cache. The first time, it is built with Go 1.26 or later, from the Go module proxy.
 *
 * @returns its path, absolute
 * @throws Error when there is no such Go, or the build fails; the message says which
 */
export async function ensureSdkGenerator(
    module: string = generatorModule,
    environment: NodeJS.ProcessEnv = process.env,
    screen: Screen = process.stderr,
): Promise<string> {
    const folder = inUserCache(environment, `sdk-generator-${await generatorDigest(module)}`);
    const program = path.join(folder, "bin", fileName);
    const isBuilt = (): Promise<boolean> => isExecutable(program);
    await fillOnce(folder, screen, isBuilt, async (work) => {
        await build(module, path.join(work, "bin", fileName), environment, screen).catch((error: Error) => {
            throw new Error(`The generator of SDKs cannot be built: ${error.message}. It needs Go 1.26 or later.`);
        });
    });
    return program;
}

const fileName = process.platform === "win32" ? "sdk.exe" : "sdk";

async function build(module: string, output: string, environment: NodeJS.ProcessEnv, screen: Screen): Promise<void> {
    await assertGo(module, environment);
    // With the flags of the CLI's build, Go could not use what it has of an ordinary one.
    const flags = [`-ldflags=${linkerFlags}`];
    const program: GoProgram = { module, package: ".", output, flags };
    await longStep("Building the generator of SDKs", "about a minute the first time", screen, async (report) => {
        const packages = await fetchSource(program, environment, () => {});
        await goBuild(program, packages, environment, report);
    });
}
