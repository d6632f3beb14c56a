import { chmod, copyFile } from "node:fs/promises";
import path from "node:path";
import { compilerFlags, linkerFlags } from "./build";
import { digestOf, inUserCache } from "./cache";
import { fillOnce } from "./fillOnce";
import { assertGo, fetchSource, type GoProgram, goBuild, moduleFolder } from "./goBuild";
import { isExecutable, type PulumiInstallation, withFolderOnPath } from "./installation";
import { longStep, type Screen } from "./longStep";
import { pinnedVersion } from "./versions";

/** What a program of this project's tests may be written in besides TypeScript and JavaScript. */
export type HostedLanguage = "python" | "yaml";

/** How a language host is built. */
interface HostSource {
    /** The checked-in Go module that pins its source by go.sum. */
    readonly module: string;
    readonly package: string;
    readonly version: string;
    readonly expected: string;
    /** A script that the host looks for beside itself: the module that it is in, and its place there. */
    readonly script?: { readonly module: string; readonly file: string };
}

const sdk = "github.com/pulumi/pulumi/sdk/v3";

/** Python's: the last version that is a tagged Go module. It is of any use with the CLI and the SDK of today. */
export const hostSources: Readonly<Record<HostedLanguage, HostSource>> = {
    python: {
        module: path.join(__dirname, "go", "python"),
        package: `${sdk}/python/cmd/pulumi-language-python`,
        version: "3.68.0",
        expected: "about a minute",
        script: { module: sdk, file: "python/cmd/pulumi-language-python-exec" },
    },
    yaml: {
        module: path.join(__dirname, "go", "yaml"),
        package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
        version: "1.25.0",
        expected: "about 2 minutes the first time",
    },
};

/** What a test may replace; each has a default. */
export interface LanguageHostOptions {
    /** Default: `process.env`. */
    readonly environment?: NodeJS.ProcessEnv;
    /** Default: stderr. */
    readonly screen?: Screen;
}

/** There is no language host, and none could be built; the message names the ways to get one. */
export class LanguageHostUnavailableError extends Error {
    override readonly name = "LanguageHostUnavailableError";

    constructor(host: string, reason: string) {
        super(
            `There is no ${host} beside the Pulumi CLI, and none could be built: ${reason}. Either of these helps: install Pulumi ` +
                `${pinnedVersion} or later (https://www.pulumi.com/docs/install/), whose releases carry it; or install Go 1.26 or later ` +
                `(https://go.dev/dl/), and it is built from the Go module proxy.`,
        );
    }
}

/**
 * The CLI with the language host of another language on its PATH: the host of its release, the one in this project's cache, or
 * one that is built for the cache. A program in TypeScript or JavaScript needs none of this.
 *
 * @throws LanguageHostUnavailableError when there is none and none can be built
 */
export async function withLanguageHost(
    pulumi: PulumiInstallation,
    language: HostedLanguage,
    options: LanguageHostOptions = {},
): Promise<PulumiInstallation> {
    const { environment = process.env, screen = process.stderr } = options;
    const host = hostName(language);
    const { PATH = "" } = pulumi.environment;
    const places = [path.dirname(pulumi.command), ...PATH.split(path.delimiter)];
    for (const folder of places.filter(path.isAbsolute)) {
        if (await isExecutable(path.join(folder, fileName(host)))) return pulumi;
    }
    const source = hostSources[language];
    const folder = inUserCache(environment, `${host}-${source.version}-${await digestOf([source.module])}`);
    const bin = path.join(folder, "bin");
    const file = path.join(bin, fileName(host));
    const isBuilt = (): Promise<boolean> => isExecutable(file);
    await fillOnce(folder, screen, isBuilt, async (work) => {
        await build(source, path.join(work, "bin", fileName(host)), screen, environment).catch((error: unknown) => {
            throw new LanguageHostUnavailableError(host, error instanceof Error ? error.message : String(error));
        });
    });
    return { ...pulumi, environment: { ...pulumi.environment, PATH: withFolderOnPath(bin, { PATH }) } };
}

function hostName(language: HostedLanguage): string {
    return `pulumi-language-${language}`;
}

function fileName(host: string): string {
    return process.platform === "win32" ? `${host}.exe` : host;
}

async function build(
    { module, package: built, version, expected, script }: HostSource,
    output: string,
    screen: Screen,
    environment: NodeJS.ProcessEnv,
): Promise<void> {
    await assertGo(module, environment);
    const flags = [...compilerFlags, `-ldflags=${linkerFlags}`];
    const program: GoProgram = { module, package: built, output, flags };
    const title = `Building ${path.parse(output).name} ${version}, which the CLI was not built with`;
    await longStep(title, expected, screen, async (report) => {
        const packages = await fetchSource(program, environment, () => {});
        await goBuild(program, packages, environment, report);
    });
    if (script !== undefined) {
        const copy = path.join(path.dirname(output), path.basename(script.file));
        const folder = await moduleFolder(module, script.module, environment);
        await copyFile(path.join(folder, script.file), copy);
        await chmod(copy, 0o755);
    }
}
