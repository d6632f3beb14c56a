import { chmod, copyFile } from "node:fs/promises";
import path from "node:path";
import { assertGo, fetchSource, type GoProgram, goBuild } from "./goBuild";
import { programs } from "./installation";
import { longStep, type Report, type Screen } from "./longStep";
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
 * What makes the compiler's work less; of patterns that match a package, Go takes the last. Nobody debugs these programs, so nothing
 * for debuggers. Inlining is only for what a run spends its time in: of the rest (clouds, telemetry, OpenAPI, highlighters,
 * commands), which is two thirds of the source, next to nothing runs here, and without it that takes a third less time to compile.
 */
export const compilerFlags = [
    "-gcflags=all=-dwarf=false -l",
    ...[
        "std",
        "github.com/pulumi/pulumi/pkg/v3/backend/...",
        "github.com/pulumi/pulumi/pkg/v3/engine/...",
        "github.com/pulumi/pulumi/pkg/v3/resource/...",
        "github.com/pulumi/pulumi/sdk/v3/...",
        "google.golang.org/grpc/...",
        "google.golang.org/protobuf/...",
    ].map((busy) => `-gcflags=${busy}=-dwarf=false`),
];
/** No tables for debuggers. */
export const linkerFlags = "-s -w";

/**
 * Builds the CLI and its Node.js language host from the Go module proxy into `<root>/bin`, and puts the
 * dynamic-provider launcher of the installed SDK beside them.
 *
 * @throws Error when there is no Go of the version that go.mod asks for, or the build fails; the message says which
 */
export async function buildPulumi(
    root: string,
    screen: Screen,
    environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
    const bin = path.join(root, "bin");
    await assertGo(goModules.cli, environment);
    const cli: GoProgram = {
        module: goModules.cli,
        package: cliPackage,
        output: path.join(bin, programs.cli),
        flags: [...compilerFlags, `-ldflags=${linkerFlags} -X ${versionSymbol}=${pinnedVersion}`],
    };
    const languageHost: GoProgram = {
        module: goModules.languageHost,
        package: languageHostPackage,
        output: path.join(bin, programs.languageHost),
        flags: [...compilerFlags, `-ldflags=${linkerFlags}`],
    };
    const fetching = `Fetching the source of the Pulumi CLI ${pinnedVersion} from the Go module proxy`;
    const packages = await longStep(fetching, "about a minute", screen, async (report) => {
        // The network has most to do here, so the processor builds meanwhile what is small.
        let isFetched = false;
        const rest: Report = ({ share, text }) => {
            if (isFetched) report({ share, text: `Node.js language host: ${text}` });
        };
        const [listed] = await Promise.all([
            fetchSource(cli, environment, report).finally(() => {
                isFetched = true;
            }),
            fetchSource(languageHost, environment, unseen).then((needed) =>
                goBuild(languageHost, needed, environment, rest),
            ),
        ]);
        return listed;
    });
    await longStep("Building it", "about 5 minutes the first time", screen, (report) =>
        goBuild(cli, packages, environment, report),
    );
    await copyDynamicProvider(bin);
}

function unseen(): void {}

async function copyDynamicProvider(bin: string): Promise<void> {
    const sdk = path.dirname(require.resolve("@pulumi/pulumi/package.json"));
    const launcher = path.join(bin, programs.dynamicProvider);
    await copyFile(path.join(sdk, programs.dynamicProvider), launcher);
    await chmod(launcher, 0o755);
}
