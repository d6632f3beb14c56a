import assert from "node:assert/strict";
import { join } from "node:path";
import { inTurns, medianFigure } from "../inTurns";
import { measure as measureCommand } from "../measureRun";
import type { Figure, Row, RowOptions } from "../row";

const contenders = join(__dirname, "../encodeContenders.js");

/** What a contender found and took. */
interface Encoded {
    readonly digest: string;
    readonly rows: number;
    readonly milliseconds: number;
}

export const row: Row = {
    name: "encode",
    work: "500,000 typed users with nine properties, 12 of the pool's 21 columns empty: written as a CSV, all at once, to the same bytes",
    explained:
        "Every run has a process of its own, in which the users are made before the clock starts. csv-stringify writes them with its synchronous " +
        "function. It checks no value; we refuse what Cognito's dialect cannot express.",
    moved:
        "of 300,000 users, before: `encodeUser` 31 % (it looked up each property's column by name for each user), `encodeText` 18 %, its " +
        "three regular expressions 4 %, garbage collection 21 %; 5.1 s. Since then a column's place is looked up once for all users, and a " +
        "value needs one test if it is plain text: `encodeUser` 23 %, `encodeText` 14 %, regular expressions 2 %, garbage collection 25 %; " +
        "3.8 s. What is left is mostly the making of strings.",
    measure,
};

async function measure({ quick, say }: RowOptions): Promise<readonly Figure[]> {
    const rows = quick ? 50_000 : 500_000;
    const digests = new Set<string>();
    const contender = async (name: string): Promise<number> => {
        const { output } = await measureCommand("node", [contenders, name, String(rows)]);
        const found = JSON.parse(output) as Encoded;
        digests.add(found.digest);
        assert.equal(found.rows, rows);
        assert.equal(digests.size, 1, "the CSVs differ");
        return found.milliseconds;
    };
    const { ours, stringify } = await inTurns(
        { ours: () => contender("ours"), stringify: () => contender("csvStringify") },
        quick ? 1 : 7,
        say,
    );
    return [
        medianFigure({ what: "encodeUsers", unit: "ms", goal: { atMost: 0.5 } }, ours, {
            name: "csv-stringify",
            values: stringify,
        }),
    ];
}
