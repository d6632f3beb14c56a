import assert from "node:assert/strict";
import { watchEngine } from "../../provider/src/pluginProcess";

describe("watchEngine", () => {
    it("leaves every operation to work where the engine's address is none", () => {
        for (const address of [undefined, "", "no address", "127.0.0.1:port"]) {
            assert.equal(watchEngine(address).aborted, false);
        }
    });
});
