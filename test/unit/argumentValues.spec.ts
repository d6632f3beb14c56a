import assert from "node:assert/strict";
import { parseDurationSeconds } from "../../provider/src/argumentValues";

describe("parseDurationSeconds", () => {
    const durations = { "90s": 90, "45m": 2700, "2h": 7200, "1h30m": 5400, "1h0m1s": 3601, " 5m ": 300, "007s": 7 };
    for (const [text, seconds] of Object.entries(durations)) {
        it(`reads "${text}" as ${seconds} s`, () => assert.equal(parseDurationSeconds(text), seconds));
    }

    const others = [
        "",
        " ",
        "0s",
        "0h0m",
        "5",
        "m5",
        "1.5h",
        "-5m",
        "5 m",
        "5d",
        "5M",
        "30s1h",
        "2h2h",
        "9".repeat(20),
    ];
    for (const text of [...others, `${"9".repeat(20)}s`]) {
        it(`takes "${text}" for no duration`, () => assert.equal(parseDurationSeconds(text), undefined));
    }
});
