import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPackOptions } from "./packOptions";
import { packTarballs } from "./tarballs";
import { tryPackages } from "./trial";

/** `npm run pack:try`: see `usage` in packOptions. */
async function main(): Promise<void> {
    // Node 20 is supported here; the SDK's notice about its own future is not part of what is tried.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    const options = readPackOptions(process.argv.slice(2));
    const folder = await mkdtemp(join(tmpdir(), "pack-try-tarballs-"));
    try {
        const tarballs = await packTarballs(folder, options.from);
        for (const manager of options.managers) {
            await tryPackages(manager, tarballs, options);
        }
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
