import assert from "node:assert/strict";
import { once } from "node:events";
import path from "node:path";
import execa, { type ExecaChildProcess } from "execa";
import { pinnedVersion } from "../../../scripts/pulumi/versions";
import { withTemporaryFolder, writeProgram, writePulumi } from "../../support/pulumi/fakePrograms";

const script = path.resolve(__dirname, "../../../scripts/pulumi/run.ts");

/** Runs run.ts, in a session of its own without a terminal, with a CLI on PATH that does `shell` unless asked for its version. */
async function start(folder: string, shell: string, args: string[]): Promise<{ run: ExecaChildProcess }> {
    await writePulumi(folder, pinnedVersion);
    await writeProgram(path.join(folder, "pulumi"), `[ "$1" = version ] && echo ${pinnedVersion} && exit\n${shell}`);
    const run = execa(process.execPath, ["-r", "ts-node/register/transpile-only", script, ...args], {
        env: { PATH: `${folder}:${process.env.PATH}` },
        cwd: path.resolve(__dirname, "../../.."),
        reject: false,
        detached: true,
        input: "typed",
    });
    // In an object: awaiting this function must not await the process.
    return { run };
}

describe("npm run pulumi", () => {
    it("passes arguments, input and exit code through, adds nothing to stdout, and runs in the root program's folder", async () => {
        await withTemporaryFolder(async (folder) => {
            const { run } = await start(folder, 'printf "%s|" "$@"; cat; echo "|$PWD"; exit 7', [
                "up",
                "--yes",
                "two words",
            ]);

            const { stdout, exitCode } = await run;

            assert.equal(stdout, `up|--yes|two words|typed|${path.resolve(__dirname, "../../..")}`);
            assert.equal(exitCode, 7);
        });
    });

    for (const [signal, name] of [
        ["SIGINT", "INT"],
        ["SIGTERM", "TERM"],
    ] as const) {
        it(`passes ${signal} on once, and ends when the CLI ends`, async () => {
            await withTemporaryFolder(async (folder) => {
                const trap = `n=0; trap 'n=$((n+1))' ${name}; echo ready >&2; until [ $n -gt 0 ]; do sleep 0.05; done; sleep 0.2`;
                const { run } = await start(folder, `${trap}; echo "signals: $n"; exit 3`, ["up"]);
                assert.ok(run.stderr);
                await once(run.stderr, "data");
                run.kill(signal);

                const { stdout, exitCode } = await run;

                assert.equal(stdout, "signals: 1");
                assert.equal(exitCode, 3);
            });
        });
    }

    it("ends as a shell does when a signal ends the CLI", async () => {
        await withTemporaryFolder(async (folder) => {
            const { run } = await start(folder, "kill -9 $$", ["up"]);

            assert.equal((await run).exitCode, 137);
        });
    });
});
