import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { findProcesses } from "../support/process/processes";
import { needsEngine } from "../support/pulumi/engine";
import { withStack } from "../support/pulumi/pulumiStack";

const program = path.resolve(__dirname, "../fixtures/programs/hello");

/** A greeting that awaits it is never created. */
const nowhere = path.join(program, "no-such-file");

describe("withStack", () => {
    before(needsEngine);

    it("drives a program through its life and leaves the program's folder as it was", async () => {
        const before = await readdir(program);
        const config = { text: "hi", list: [1, { two: 2 }], "aws:region": "eu-west-1" };

        await withStack({ program, config, secretConfig: { secret: "s3cret" } }, async (stack) => {
            assert.match((await stack.preview()).stdout, /2 to create/);
            await stack.up();
            assert.deepEqual(await stack.outputs(), {
                text: "hi",
                list: [1, { two: 2 }],
                region: "eu-west-1",
                secret: "s3cret",
            });
            assert.doesNotMatch((await stack.exportState()).text, /s3cret/);

            await stack.setConfig({ text: "hello" });
            assert.match((await stack.up()).stdout, /1 updated/);
            assert.match((await stack.refresh()).stdout, /2 unchanged/);
            assert.equal((await stack.outputs()).secret, "s3cret");

            await stack.destroy();
            assert.deepEqual((await stack.exportState()).resources, []);
        });

        assert.deepEqual(await readdir(program), before);
    });

    it("fails a test whose command fails, and shows what the command printed", async () => {
        const failing = withStack({ program }, (stack) => stack.up());

        await assert.rejects(failing, /pulumi up .* failed with exit code[\s\S]*what is the greeting/);
    });

    it("fails a test whose command should have failed", async () => {
        const failing = withStack({ program, config: { text: "hi" } }, (stack) =>
            stack.preview({ expectFailure: true }),
        );

        await assert.rejects(failing, /pulumi preview .* should have failed[\s\S]*2 to create/);
    });

    it("fails a test whose command takes too long, and kills it", async () => {
        let home: unknown;
        const options = { program, config: { text: "hi", awaitedFile: nowhere } };
        const failing = withStack(options, async (stack) => {
            home = stack.home;
            await stack.up({ timeoutSeconds: 4 });
        });

        await assert.rejects(failing, /pulumi up .* took more than 4 s/);
        assert.deepEqual(await findProcesses(`PULUMI_HOME=${home}`), []);
    });

    it("kills an update with its plugins, after which the stack is locked until cancel", async () => {
        await withStack({ program, config: { text: "hi", awaitedFile: nowhere } }, async (stack) => {
            const up = stack.spawnUp();
            await up.waitForOutput(/greeting creating/);
            assert.notDeepEqual(await findProcesses(`PULUMI_HOME=${stack.home}`), []);

            assert.equal((await up.kill()).exitCode, 137);
            assert.deepEqual(await findProcesses(`PULUMI_HOME=${stack.home}`), []);
            assert.match((await stack.up({ expectFailure: true })).all, /currently locked/);

            await stack.cancel();
            assert.deepEqual((await stack.exportState()).pendingOperations.length, 1);
            await stack.setConfig({ awaitedFile: program });
            await stack.up();
            const shown = async (...args: string[]): Promise<unknown> =>
                JSON.parse((await stack.run(["stack", ...args, "--stack", "test"])).stdout);
            assert.deepEqual(await stack.outputs(), await shown("output", "--json"));
            assert.deepEqual(JSON.parse((await stack.exportState()).text), await shown("export"));
        });
    });

    it("fails a test that waits for output which never comes", async () => {
        const failing = withStack({ program, config: { text: "hi" } }, (stack) =>
            stack.spawnUp().waitForOutput(/no such words/),
        );

        await assert.rejects(failing, /ended without printing \/no such words\/[\s\S]*greeting created/);
    });

    it("ends an interrupted update in order", async () => {
        await withStack({ program, config: { text: "hi" } }, async (stack) => {
            const awaitedFile = path.join(stack.home, "go");
            await stack.setConfig({ awaitedFile });
            const up = stack.spawnUp();
            await up.waitForOutput(/greeting creating/);
            up.interrupt();
            await up.waitForOutput(/\^C received/);
            await writeFile(awaitedFile, "");

            assert.notEqual((await up.finished).exitCode, 0);
            assert.deepEqual((await stack.exportState()).pendingOperations, []);
        });
    });
});
