import assert from "node:assert/strict";
import { mock } from "node:test";
import { longStep } from "../../../scripts/pulumi/longStep";

describe("longStep", () => {
    beforeEach(() => mock.timers.enable({ apis: ["setInterval", "Date"] }));
    afterEach(() => mock.timers.reset());

    it("says what is done and how long it takes, every 15 s that it lasts, and how long it took", async () => {
        const lines: string[] = [];
        const log = (line: string) => lines.push(line);

        const result = await longStep("Building", "about 5 minutes", log, async () => {
            for (const ms of [15_000, 15_000, 4_000]) mock.timers.tick(ms);
            return "built";
        });
        mock.timers.tick(60_000);

        assert.equal(result, "built");
        assert.deepEqual(lines, [
            "Building (about 5 minutes) ...",
            "  ... still at it after 15 s",
            "  ... still at it after 30 s",
            "  ... done in 34 s",
        ]);
    });

    it("says that it failed, falls silent, and passes the error on", async () => {
        const lines: string[] = [];
        const failing = longStep(
            "Building",
            "long",
            (line) => lines.push(line),
            () => Promise.reject(new Error("full disk")),
        );

        await assert.rejects(failing, /full disk/);
        mock.timers.tick(60_000);

        assert.deepEqual(lines, ["Building (long) ...", "  ... failed after 0 s"]);
    });
});
