import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";

/** For what comes sooner or later on any machine: it only keeps a test from waiting for ever. */
const patienceSeconds = 600;

/** The pause between two polls, in milliseconds. */
const pauseMilliseconds = 20;

/**
 * Waits for what happens in another process.
 *
 * @param what what is waited for, for the failure; called only then
 * @throws AssertionError when it has not come after ten minutes
 */
export async function until(isSo: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
    const deadline = performance.now() + patienceSeconds * 1000;
    while (!(await isSo())) {
        assert.ok(performance.now() < deadline, `${patienceSeconds} s did not bring what was waited for: ${what()}`);
        await setTimeout(pauseMilliseconds);
    }
}
