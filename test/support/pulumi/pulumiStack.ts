import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { killProcesses } from "../process/processes";
import { pulumiFor } from "./engine";
import { type StackOptions, TestStack } from "./testStack";

/**
 * Gives a test a stack of its own in an empty file backend. Afterwards it kills what still runs and deletes the files,
 * however the test ended. Resources are not destroyed: they exist in the test's own emulator alone, which ends as well.
 *
 * @throws PulumiUnavailableError when there is no Pulumi CLI, saying how to get one
 * @example
 * await withStack({ program: helloProgram, config: { greeting: "hi" } }, async (stack) => {
 *     await stack.up();
 *     assert.deepEqual(await stack.outputs(), { greeting: "hi" });
 * });
 */
export async function withStack<T>(options: StackOptions, test: (stack: TestStack) => Promise<T>): Promise<T> {
    const pulumi = await pulumiFor(options.program);
    const folder = await mkdtemp(path.join(tmpdir(), "pulumi-stack-"));
    const stack = new TestStack(options, pulumi, folder);
    try {
        await stack.initialise();
        return await test(stack);
    } finally {
        await stack.dispose();
        await killProcesses(`PULUMI_HOME=${stack.home}`);
        // Processes may be dying still, and write.
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}
