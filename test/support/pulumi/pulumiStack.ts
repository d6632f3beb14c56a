import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { killProcesses } from "../process/processes";
import { installedPulumi } from "./engine";
import { type StackOptions, TestStack } from "./testStack";

/**
 * Gives a test a stack of its own in an empty file backend, and afterwards destroys what is left in it, kills what still
 * runs and deletes its files, whatever the test came to.
 *
 * @throws PulumiUnavailableError when there is no Pulumi CLI, saying how to get one
 * @example
 * await withStack({ program: helloProgram, config: { greeting: "hi" } }, async (stack) => {
 *     await stack.up();
 *     assert.deepEqual(await stack.outputs(), { greeting: "hi" });
 * });
 */
export async function withStack<T>(options: StackOptions, test: (stack: TestStack) => Promise<T>): Promise<T> {
    const pulumi = await installedPulumi();
    const folder = await mkdtemp(path.join(tmpdir(), "pulumi-stack-"));
    const stack = new TestStack(options, pulumi, folder);
    try {
        await stack.initialise();
        const result = await test(stack).catch(async (error: unknown) => {
            // What went wrong in the test is the news, not what cannot be cleaned up because of it.
            await stack.dispose().catch(() => undefined);
            throw error;
        });
        await stack.dispose();
        return result;
    } finally {
        await killProcesses(`PULUMI_HOME=${stack.home}`);
        // Processes may be dying still, and write.
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}
