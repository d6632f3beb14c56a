import assert from "node:assert/strict";
import type { Emulator } from "../../emulator/src";

/** Waits until the last fault has met its call. */
export async function untilFaultsMet(emulator: Emulator): Promise<void> {
    for (let looks = 0; emulator.faults.pending.length > 0; looks++) {
        assert.ok(looks < 600, "the call never came");
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
}
