import assert from "node:assert/strict";
import { watchEngine } from "../../../provider/src/engine/pluginProcess";

describe("watchEngine", () => {
    it("leaves every operation to work where the engine's address is none", () => {
        for (const address of [undefined, "", "no address", "127.0.0.1:port"]) {
            assert.equal(watchEngine(address, () => undefined).signal.aborted, false);
        }
    });

    it("takes as many waits and calls as there are, without a warning on the stack's row", async () => {
        const warnings: Error[] = [];
        const onWarning = (warning: Error): void => void warnings.push(warning);
        process.on("warning", onWarning);

        const { signal } = watchEngine(undefined, () => undefined);
        for (let waits = 0; waits < 50; waits++) {
            signal.addEventListener("abort", () => undefined);
        }
        await new Promise(setImmediate);

        process.off("warning", onWarning);
        assert.deepEqual(warnings, []);
    });
});
