import assert from "node:assert/strict";
import type { Row } from "../../../bench/row";
import { tableOf } from "../../../bench/table";

const rows: Row[] = [
    { name: "copy", work: "100 MB", measure: async () => [] },
    { name: "grow", work: "10 to 1,000 rows", measure: async () => [] },
    { name: "wrong", work: "a wrong result", measure: async () => [] },
    { name: "later", work: "an hour", onlyWhenNamed: "only when named", measure: async () => [] },
];
const results = [
    {
        name: "copy",
        date: "2026-01-02",
        seconds: 3,
        figures: [
            {
                what: "from a file",
                unit: "ms",
                ours: 1234.4,
                peer: { name: "cp", value: 1000 },
                goal: { atMost: 1.5 },
                spread: [1200, 1300.6],
            },
            { what: "memory", unit: "MB", ours: 201, goal: { atMost: 200 } },
            { what: "start alone", unit: "ms", ours: 9.87 },
        ],
    },
    {
        name: "grow",
        date: "2026-01-02",
        seconds: 3,
        figures: [
            { what: "time by rows", unit: "exponent", ours: 1.0512, goal: { atMost: 1.05 } },
            {
                what: "calls",
                unit: "calls",
                ours: 3,
                peer: { name: "a call a row", value: 1000 },
                goal: { atLeast: 0.01 },
            },
        ],
    },
    { name: "wrong", date: "2026-01-02", seconds: 3, figures: [], failure: "Error: the digest is another" },
] as const;

describe("tableOf", () => {
    it("has our figure, the peer's, the ratio, the goal and the verdict on a line, and columns in line", () => {
        assert.deepEqual(tableOf(rows, results, false).split("\n"), [
            "| row   | what            | ours                   | beside       | theirs      | ratio    | goal     |        |",
            "| ----- | --------------- | ---------------------- | ------------ | ----------- | -------- | -------- | ------ |",
            "| copy  | from a file     | 1,234 (1,200–1,301) ms | cp           | 1,000 ms    | 1.23 ×   | ≤ 1.5 ×  | met    |",
            "|       | memory          | 201 MB                 |              |             |          | ≤ 200 MB | MISSED |",
            "|       | start alone     | 9.9 ms                 |              |             |          |          |        |",
            "| grow  | time by rows    | 1.05                   |              |             |          | ≤ 1.05   | MISSED |",
            "|       | calls           | 3 calls                | a call a row | 1,000 calls | 0.0030 × | ≥ 0.01 × | MISSED |",
            "| wrong | failed          |                        |              |             |          |          | FAILED |",
            "| later | only when named |                        |              |             |          |          |        |",
        ]);
    });

    it("judges neither ratios nor times of a quick run", () => {
        const verdicts = tableOf(rows, results, true)
            .split("\n")
            .map((line) => line.split("|").at(-2)?.trim());
        assert.deepEqual(verdicts.slice(2), ["not judged", "MISSED", "", "not judged", "not judged", "FAILED", ""]);
    });
});
