import { readFileSync } from "node:fs";
import path from "node:path";
import { type PulumiInstallation, programs, withFolderOnPath } from "../../../../scripts/pulumi/installation";

/**
 * Environment that spares the engine's processes what a test's program has no use for, more than half of the CPU time of
 * an `up`. What is run, and what comes of it, is the same.
 */
export function quickStart(program: string, pulumi: PulumiInstallation): Record<string, string> {
    if (process.platform === "win32") return {};
    const usesTypeScript = !/^\s*typescript: false$/m.test(readFileSync(path.join(program, "Pulumi.yaml"), "utf8"));
    return {
        // The CLI, written in Go, collects its garbage less often.
        GOGC: "400",
        NODE_OPTIONS: `--require=${path.join(__dirname, "loadLate.js")}`,
        PATH: withFolderOnPath(__dirname, { PATH: pulumi.environment.PATH }),
        PULUMI_DYNAMIC_PROVIDER: require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [program] }),
        PULUMI_LANGUAGE_HOST: path.join(path.dirname(pulumi.command), programs.languageHost),
        // Older language hosts take from a flag what newer ones read in Pulumi.yaml.
        PULUMI_LANGUAGE_HOST_FLAGS: usesTypeScript ? "" : "-typescript=false",
    };
}
