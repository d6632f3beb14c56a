import { appendFileSync, existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ensurePulumi } from "../../../scripts/pulumi/ensurePulumi";
import { pinnedVersion } from "../../../scripts/pulumi/versions";
import { writePulumi } from "./fakePrograms";

/**
 * A process of its own that gets a CLI whose building takes until the file `<folder>/go` is there; adds a line to
 * `<folder>/builds` for every build begun, and prints the CLI's path.
 */
async function main(folder: string): Promise<void> {
    const { command } = await ensurePulumi({
        environment: { PATH: "", XDG_CACHE_HOME: path.join(folder, "cache") },
        makers: {
            download: () => Promise.reject(new Error("out of reach")),
            build: async (root) => {
                appendFileSync(path.join(folder, "builds"), "begun\n");
                process.stderr.write("building\n");
                while (!existsSync(path.join(folder, "go"))) await delay(20);
                await writePulumi(path.join(root, "bin"), pinnedVersion);
            },
        },
    });
    process.stdout.write(command);
}

main(process.argv[2] ?? "").catch((error: unknown) => {
    process.stderr.write(String(error));
    process.exitCode = 1;
});
