import assert from "node:assert/strict";
import { mock } from "node:test";
import { longStep, type Report, type Screen } from "../../../scripts/pulumi/longStep";
import { recordedScreen } from "../../support/process/recordedScreen";

/** A step of a minute, of which a quarter is done after 15 s, and then no more. */
async function build(screen: Screen): Promise<string> {
    return await longStep("Building", "about a minute", screen, async (report: Report) => {
        mock.timers.tick(15_000);
        report({ share: 0.25, text: "434 of 1,734 packages" });
        for (const ms of [15_000, 15_000, 15_000, 4_000]) mock.timers.tick(ms);
        return "built";
    });
}

describe("longStep", () => {
    beforeEach(() => mock.timers.enable({ apis: ["setInterval", "Date"] }));
    afterEach(() => mock.timers.reset());

    it("says what is done, every 15 s how far it has come and what time is left, and how long it took", async () => {
        const screen = recordedScreen();

        assert.equal(await build(screen), "built");
        mock.timers.tick(60_000);

        assert.equal(
            screen.text(),
            `Building (about a minute)
  15 s so far
  25%, 434 of 1,734 packages, 2 min left
  25%, 434 of 1,734 packages, 2 min left
  25%, 434 of 1,734 packages, 3 min left
  done in 1 min 4 s
`,
        );
    });

    it("draws one line with a bar on a terminal, anew each second, and takes it away at the end", async () => {
        const screen = recordedScreen(80);

        await longStep("Building", "about a minute", screen, async (report) => {
            for (const ms of [1_000, 1_000]) mock.timers.tick(ms);
            report({ share: 0.25, text: "434 of 1,734 packages" });
            for (const ms of [1_000, 1_000]) mock.timers.tick(ms);
        });

        const drawn = (text: string) => `\r  ${text}\u001b[K`;
        const bar = "[######------------------]";
        assert.equal(
            screen.text(),
            [
                "Building (about a minute)\n",
                drawn("1 s so far"),
                drawn("2 s so far"),
                drawn(`${bar} 25%, 434 of 1,734 packages`),
                drawn(`${bar} 25%, 434 of 1,734 packages, 10 s left`),
                drawn(`${bar} 25%, 434 of 1,734 packages, 15 s left`),
                "\r\u001b[K  done in 4 s\n",
            ].join(""),
        );
    });

    for (const columns of [20, 40, 80]) {
        it(`draws nothing wider than a terminal of ${columns} columns`, async () => {
            const screen = recordedScreen(columns);

            await build(screen);

            const drawings = screen.drawings();
            assert.ok(drawings.some((drawing) => drawing.includes("####")));
            assert.deepEqual(
                drawings.filter((drawing) => drawing.length >= columns),
                [],
            );
        });
    }

    it("says that it failed, falls silent, and passes the error on", async () => {
        const screen = recordedScreen();
        const failing = longStep("Building", "long", screen, () => Promise.reject(new Error("full disk")));

        await assert.rejects(failing, /full disk/);
        mock.timers.tick(60_000);

        assert.equal(screen.text(), "Building (long)\n  failed after 0 s\n");
    });
});
