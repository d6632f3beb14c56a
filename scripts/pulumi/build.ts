import { chmod, copyFile } from "node:fs/promises";
import path from "node:path";
import execa from "execa";
import { programs } from "./installation";
import { type Log, longStep } from "./longStep";
import { pinnedVersion } from "./versions";

/** The checked-in Go modules that pin, by go.sum, every line of source a build uses. */
export const goModules = {
    cli: path.join(__dirname, "go", "cli"),
    languageHost: path.join(__dirname, "go", "languageHost"),
} as const;

const cliPackage = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const languageHostPackage = "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs";
const versionSymbol = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/**
 * Builds the CLI and its Node.js language host from the Go module proxy into `<root>/bin`, and puts the
 * dynamic-provider launcher of the installed SDK beside them.
 *
 * @throws Error when there is no Go of the version that go.mod asks for, or the build fails; the message says which
 */
export async function buildPulumi(root: string, log: Log, environment: NodeJS.ProcessEnv = process.env): Promise<void> {
    const bin = path.join(root, "bin");
    await assertGo(environment);
    const what = `Building the Pulumi CLI ${pinnedVersion} from the Go module proxy`;
    await longStep(what, "about 5 minutes the first time", log, async () => {
        const ldflags = `-s -w -X ${versionSymbol}=${pinnedVersion}`;
        await goBuild(goModules.cli, cliPackage, path.join(bin, programs.cli), ldflags, environment);
        const languageHost = path.join(bin, programs.languageHost);
        await goBuild(goModules.languageHost, languageHostPackage, languageHost, "-s -w", environment);
    });
    await copyDynamicProvider(bin);
}

/** Asks Go for its version inside a module: there it also fetches the toolchain go.mod asks for, where that is allowed. */
async function assertGo(environment: NodeJS.ProcessEnv): Promise<void> {
    const { failed, stderr, exitCode } = await go(["env", "GOVERSION"], goModules.cli, environment);
    if (failed && exitCode === undefined) throw new Error("no go on PATH");
    if (failed) throw new Error(lastLine(stderr));
}

async function goBuild(
    module: string,
    packagePath: string,
    output: string,
    ldflags: string,
    environment: NodeJS.ProcessEnv,
): Promise<void> {
    const flags = ["-mod=readonly", "-buildvcs=false", "-ldflags", ldflags, "-o", output];
    const { failed, stderr } = await go(["build", ...flags, packagePath], module, environment);
    if (failed) throw new Error(`go build failed: ${lastLine(stderr)}`);
}

/** Runs go; it dies with this process. A workspace of the user's around this folder must not change the build. */
function go(args: string[], cwd: string, environment: NodeJS.ProcessEnv) {
    return execa("go", args, { cwd, env: { ...environment, GOWORK: "off" }, extendEnv: false, reject: false });
}

async function copyDynamicProvider(bin: string): Promise<void> {
    const sdk = path.dirname(require.resolve("@pulumi/pulumi/package.json"));
    const launcher = path.join(bin, programs.dynamicProvider);
    await copyFile(path.join(sdk, programs.dynamicProvider), launcher);
    await chmod(launcher, 0o755);
}

function lastLine(text: string): string {
    return text.trimEnd().split("\n").at(-1) ?? "";
}
