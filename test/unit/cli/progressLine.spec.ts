import assert from "node:assert/strict";
import { ProgressLine } from "../../../provider/src/cli/progressLine";
import { Collected } from "./cliRun";

class Terminal extends Collected {
    readonly isTTY = true;
}

describe("ProgressLine", () => {
    it("shows the progress of a long file, not too often, and clears it", () => {
        const terminal = new Terminal();
        let nowMs = 0;
        const progress = new ProgressLine(terminal, "users.csv", 1_000, () => nowMs);

        progress.show(100, 10);
        nowMs = 250;
        progress.show(500, 1_234);
        progress.show(501, 1_235);
        progress.clear();
        progress.clear();

        assert.equal(terminal.text, "\r\u001b[Kusers.csv: 50%, 1,234 rows\r\u001b[K");
    });

    it("shows no percentage for a stream", () => {
        const terminal = new Terminal();
        let nowMs = 0;
        const progress = new ProgressLine(terminal, "<stdin>", undefined, () => nowMs);

        nowMs = 250;
        progress.show(500, 7);

        assert.equal(terminal.text, "\r\u001b[K<stdin>: 7 rows");
    });

    it("writes nothing without a terminal", () => {
        const stream = new Collected();
        let nowMs = 0;
        const progress = new ProgressLine(stream, "users.csv", 1_000, () => nowMs);

        nowMs = 250;
        progress.show(500, 7);
        progress.clear();

        assert.equal(stream.text, "");
    });
});
