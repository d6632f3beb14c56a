import assert from "node:assert/strict";
import type { ImportStack } from "./importStack";
import type { CommandResult } from "./pulumiCommand";

/** What an update prints that waits for a job which the emulator holds. */
export const waitsForPending = / 0(\/\d+)? imported, Pending/;

/**
 * Runs an update and presses Ctrl-C once it waits for its job, which the emulator has to hold. The state keeps the job as
 * Pending, with an error, as after a timeout: only that it does not hang on how fast this machine is.
 */
export async function leavePending({ stack }: ImportStack): Promise<CommandResult> {
    const up = stack.spawnUp();
    await up.waitForOutput(waitsForPending);
    up.interrupt();
    const ended = await up.finished;
    assert.match(ended.all, /The run was cancelled\. The import job goes on in AWS/);
    return ended;
}
