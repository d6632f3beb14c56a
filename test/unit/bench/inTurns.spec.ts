import assert from "node:assert/strict";
import { inTurns, medianFigure } from "../../../bench/inTurns";
import { exponentOf, median } from "../../../bench/statistics";

describe("inTurns", () => {
    /** Two tasks that note when they ran, and what they then gave. */
    async function run(rounds: number): Promise<{ readonly ran: string[]; readonly gave: unknown }> {
        const ran: string[] = [];
        const note = (name: string) => async () => ran.push(name);
        return { ran, gave: await inTurns({ ours: note("ours"), peer: note("peer") }, rounds, () => undefined) };
    }

    it("runs all tasks in each round, and leaves out what the first round gave", async () => {
        const { ran, gave } = await run(2);
        assert.deepEqual(ran, ["ours", "peer", "ours", "peer", "ours", "peer"]);
        assert.deepEqual(gave, { ours: [3, 5], peer: [4, 6] });
    });

    it("counts a single round, which nothing warms up for", async () => {
        assert.deepEqual((await run(1)).gave, { ours: [1], peer: [2] });
    });

    it("stops where a task finds its result wrong", async () => {
        const fail = async (): Promise<never> => await Promise.reject(new Error("the digest is another"));
        await assert.rejects(
            inTurns({ fail }, 3, () => undefined),
            /the digest is another/,
        );
    });
});

describe("medianFigure", () => {
    it("has both medians, and our fastest and slowest", () => {
        const figure = medianFigure({ what: "copy", unit: "ms" }, [30, 10, 20], { name: "cp", values: [7, 9, 8] });
        assert.deepEqual(figure, {
            what: "copy",
            unit: "ms",
            ours: 20,
            peer: { name: "cp", value: 8 },
            spread: [10, 30],
        });
        assert.deepEqual(medianFigure({ what: "copy", unit: "ms" }, [30]), { what: "copy", unit: "ms", ours: 30 });
    });
});

describe("statistics", () => {
    it("takes the value in the middle by size, of two the larger, of none no number", () => {
        assert.deepEqual([median([9, 10, 1]), median([2, 1]), median([])], [9, 2, Number.NaN]);
    });

    it("finds the power that time grows with", () => {
        const powerOf = (power: number): number => exponentOf([1, 10, 100].map((x) => [x, 3 * x ** power]));
        assert.deepEqual(
            [1, 2, 0].map((power) => powerOf(power).toFixed(6)),
            ["1.000000", "2.000000", "0.000000"],
        );
    });
});
