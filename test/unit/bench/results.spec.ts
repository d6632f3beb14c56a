import assert from "node:assert/strict";
import { isAllMet, mergeResults, type Results, type RowResult, resultsJson, verdictOf } from "../../../bench/results";
import type { Figure } from "../../../bench/row";

const machine = { processor: "Made Up 1", cores: 2, memoryGigabytes: 8, system: "Linux 6", node: "v20" };
const figure: Figure = { what: "copy", unit: "ms", ours: 150, peer: { name: "cp", value: 100 }, goal: { atMost: 1.5 } };

function resultsOf(...rows: RowResult[]): Results {
    return { machine, quick: false, rows };
}

function rowOf(name: string, ...figures: Figure[]): RowResult {
    return { name, date: "2026-01-02", seconds: 1, figures };
}

describe("verdictOf", () => {
    it("is of the ratio where there is a peer, else of our figure; a goal is met at its very value", () => {
        assert.equal(verdictOf(figure, false), "met");
        assert.equal(verdictOf({ ...figure, ours: 151 }, false), "MISSED");
        assert.equal(verdictOf({ what: "copy", unit: "MB", ours: 150, goal: { atMost: 150 } }, false), "met");
        assert.equal(verdictOf({ what: "copy", unit: "MB", ours: 150, goal: { atLeast: 151 } }, false), "MISSED");
        assert.equal(verdictOf({ what: "copy", unit: "MB", ours: 150 }, false), "no goal");
    });

    it("tells a miss that is explained from one that is not, and from a worse one", () => {
        const explained = { ...figure, explainedUpTo: 2 };
        assert.equal(verdictOf({ ...explained, ours: 150 }, false), "met");
        assert.equal(verdictOf({ ...explained, ours: 200 }, false), "missed, explained");
        assert.equal(verdictOf({ ...explained, ours: 201 }, false), "MISSED");
        assert.equal(isAllMet(resultsOf(rowOf("copy", { ...explained, ours: 200 }))), true);
    });

    it("misses the goal with a figure that is no number", () => {
        assert.equal(verdictOf({ ...figure, ours: Number.NaN }, false), "MISSED");
    });

    it("judges counts and memory of a quick run, neither ratios nor times", () => {
        const goal = { atMost: 1 };
        const units = ["ms", "s", "exponent", "MB", "bytes", "calls", "reads", "bytes a row"] as const;

        const verdicts = units.map((unit) => verdictOf({ what: "copy", unit, ours: 2, goal }, true));
        assert.deepEqual(verdicts.slice(0, 3), ["not judged", "not judged", "not judged"]);
        assert.deepEqual(verdicts.slice(3), ["MISSED", "MISSED", "MISSED", "MISSED", "MISSED"]);
        assert.equal(verdictOf({ ...figure, ours: 151 }, true), "not judged");
    });
});

describe("isAllMet", () => {
    it("holds where no goal is missed and no row failed", () => {
        const isMet = (...rows: RowResult[]): boolean => isAllMet(resultsOf(...rows));
        assert.equal(isMet(rowOf("copy", figure), rowOf("move", figure)), true);
        assert.equal(isMet(rowOf("copy", figure, { ...figure, ours: 151 })), false);
        assert.equal(isMet(rowOf("copy", figure), { ...rowOf("move"), failure: "the digest is another" }), false);
    });
});

describe("resultsJson", () => {
    it("has the machine, and with each figure its ratio and verdict", () => {
        const alone: Figure = { what: "memory", unit: "MB", ours: 7 };

        assert.deepEqual(JSON.parse(resultsJson(resultsOf(rowOf("copy", figure, alone)))), {
            machine,
            quick: false,
            rows: [
                {
                    name: "copy",
                    date: "2026-01-02",
                    seconds: 1,
                    figures: [
                        { ...figure, ratio: 1.5, verdict: "met" },
                        { ...alone, verdict: "no goal" },
                    ],
                },
            ],
        });
    });
});

describe("mergeResults", () => {
    it("puts a row's new figures in place of the old", () => {
        const merged = mergeResults(resultsOf(rowOf("copy", figure), rowOf("move", figure)), resultsOf(rowOf("copy")));
        assert.deepEqual(merged, resultsOf(rowOf("move", figure), rowOf("copy")));
    });

    it("refuses figures of another machine, and of a quick run", () => {
        const [kept, added] = [resultsOf(rowOf("copy")), resultsOf(rowOf("move"))];
        assert.throws(() => mergeResults(kept, { ...added, machine: { ...machine, cores: 64 } }), /two machines/);
        assert.throws(() => mergeResults(kept, { ...added, quick: true }), /quick run/);
    });
});
