import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import execa from "execa";
import { withTemporaryFolder } from "../../support/pulumi/fakePrograms";

const child = path.resolve(__dirname, "../../support/pulumi/ensurePulumiChild.ts");

function start(folder: string) {
    return execa.node(child, [folder], { nodeOptions: ["-r", "ts-node/register/transpile-only"] });
}

/** Resolves when the process has printed `text` on stderr. */
async function printed(process: ReturnType<typeof start>, text: string): Promise<void> {
    assert.ok(process.stderr);
    let output = "";
    while (!output.includes(text)) output += String(await once(process.stderr, "data"));
}

async function countBuilds(folder: string): Promise<number> {
    return (await readFile(path.join(folder, "builds"), "utf8")).trim().split("\n").length;
}

describe("ensurePulumi in several processes", () => {
    it("builds once for two at the same time", async () => {
        await withTemporaryFolder(async (folder) => {
            const first = start(folder);
            await printed(first, "building");
            const second = start(folder);
            await printed(second, "Waiting for another process");
            await writeFile(path.join(folder, "go"), "");

            const commands = [(await first).stdout, (await second).stdout];

            assert.equal(commands[0], commands[1]);
            assert.equal(await countBuilds(folder), 1);
        });
    });

    it("builds again after a build that was killed half-way, and clears its remains away", async () => {
        await withTemporaryFolder(async (folder) => {
            const cache = path.join(folder, "cache", "pulumi-cognito-user-import");
            const killed = start(folder);
            await printed(killed, "building");
            killed.kill("SIGKILL");
            await assert.rejects(killed);
            const remains = await readdir(cache);
            assert.equal(remains.length, 2);
            const lock = remains.find((name) => name.endsWith(".lock"));
            assert.ok(lock);
            const longAgo = new Date(Date.now() - 60_000);
            await utimes(path.join(cache, lock), longAgo, longAgo);
            await writeFile(path.join(folder, "go"), "");

            const { stdout } = await start(folder);

            assert.equal(await countBuilds(folder), 2);
            assert.deepEqual(await readdir(cache), [path.basename(path.dirname(path.dirname(stdout)))]);
        });
    });

    it("leaves no lock behind when it is interrupted", async () => {
        await withTemporaryFolder(async (folder) => {
            const interrupted = start(folder);
            await printed(interrupted, "building");
            interrupted.kill("SIGINT");
            await assert.rejects(interrupted);

            const remains = await readdir(path.join(folder, "cache", "pulumi-cognito-user-import"));
            assert.equal(
                remains.some((name) => name.endsWith(".lock")),
                false,
            );
        });
    });
});
