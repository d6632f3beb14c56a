import { contender, rowsOf, sha256sum, timesOf, withCsvWork } from "../csvWork";
import { inTurns, medianFigure } from "../inTurns";
import type { Figure, Row, RowOptions } from "../row";

export const row: Row = {
    name: "validate",
    work: "500,000 rows, 22 columns, 96 MB, the most that one job takes: validated with a pool's rules, and digested",
    explained:
        "Every run has a process of its own; our time is without Node's start and loading code. `sha256sum` is coreutils'. papaparse and " +
        "csv-parse only parse: they neither digest nor check. csv-parse has one run without a warm-up, since it takes more than 20 s.",
    measure,
};

async function measure({ quick, say }: RowOptions): Promise<readonly Figure[]> {
    return await withCsvWork(rowsOf({ quick }), async (work) => {
        const { ours, warm, sum, papaparse } = await inTurns(
            {
                ours: () => contender("inspect", work),
                sum: () => sha256sum(work),
                warm: () => contender("inspectWarm", work),
                papaparse: () => contender("papaparse", work),
            },
            quick ? 1 : 7,
            say,
        );
        say("csv-parse");
        const csvParse = await contender("csvParse", work);
        const [once, sums] = [timesOf(ours), { name: "sha256sum", values: timesOf(sum) }];
        const what = "validate and digest";
        return [
            medianFigure({ what, unit: "ms", goal: { atMost: 2 } }, once, sums),
            medianFigure({ what, unit: "ms", goal: { atMost: 1 } }, once, {
                name: "papaparse",
                values: timesOf(papaparse),
            }),
            medianFigure({ what, unit: "ms" }, once, { name: "csv-parse", values: [csvParse.durationMs] }),
            medianFigure({ what: "the third time in one process", unit: "ms" }, timesOf(warm), sums),
        ];
    });
}
