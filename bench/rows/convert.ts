import assert from "node:assert/strict";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { type CsvWork, rowsOf, timesOf, withCsvWork } from "../csvWork";
import { inTurns, medianFigure } from "../inTurns";
import { type Measured, measure as measureCommand } from "../measureRun";
import type { Figure, Row, RowOptions } from "../row";

const launcher = join(__dirname, "../../provider/cognito-user-import.js");
const bareParse = join(__dirname, "../bareParse.js");

export const row: Row = {
    name: "convert",
    work: "500,000 users of an RFC 4180 CSV with semicolons and quotation marks, `cognito-user-import convert` for a pool",
    explained:
        "Beside it is a program that reads the same file with csv-parse, which `convert` uses, and does nothing else. Both times are of whole " +
        "processes. Ours also maps, checks every row by the pool's rules and writes. It takes the rows of a whole chunk at a time from csv-parse, " +
        "which spares what the bare parse pays for handing them on one by one. Of its time, by the profile: csv-parse 42 %, its values as " +
        "strings 14 %, mapping 10 %, writing values in the dialect 8 %, the rules 7 %, garbage collection 4 %. Memory is the most of all runs.",
    measure,
};

async function measure({ quick, say }: RowOptions): Promise<readonly Figure[]> {
    return await withCsvWork(rowsOf({ quick }), async (work) => {
        const file = `${work.file}.rfc4180`;
        await writeQuoted(work.file, file);
        const runs = await inTurns(
            { ours: () => convert(work, file), parse: () => parse(work, file) },
            quick ? 1 : 5,
            say,
        );
        return [
            medianFigure(
                { what: "the command", unit: "ms", goal: { atMost: 1.5 }, explainedUpTo: 1.8 },
                timesOf(runs.ours),
                {
                    name: "csv-parse, bare parse",
                    values: timesOf(runs.parse),
                },
            ),
            {
                what: "memory",
                unit: "MB",
                ours: Math.max(...runs.ours.map(({ peakMegabytes }) => peakMegabytes)),
                goal: { atMost: 200 },
            },
        ];
    });
}

/** Converts, and checks that the result is the file that the export was made of. */
async function convert({ file: original, pool }: CsvWork, file: string): Promise<Measured> {
    const out = `${file}.out`;
    const measured = await measureCommand("node", [launcher, "convert", file, "-o", out, "--user-pool", pool]);
    const [made, users] = await Promise.all([readFile(out, "utf8"), readFile(original, "utf8")]);
    await rm(out);
    // The pool lists its custom attributes before the last column.
    assert.ok(made === users.replaceAll(/,([^,\n]*),([^,\n]*)$/gmu, ",$2,$1"));
    return measured;
}

async function parse({ rows }: CsvWork, file: string): Promise<Measured> {
    const measured = await measureCommand("node", [bareParse, file]);
    assert.equal(Number(measured.output), rows);
    return measured;
}

/** The same users as most programs export them. */
async function writeQuoted(from: string, to: string): Promise<void> {
    const stream = createWriteStream(to);
    for await (const line of createInterface({ input: createReadStream(from) })) {
        const values = line.split(/(?<!\\),/u).map((value) => value.replaceAll("\\,", ","));
        const written = values.map((value) => (/[ ,;]/u.test(value) ? `"${value}"` : value)).join(";");
        if (!stream.write(`${written}\r\n`)) {
            await once(stream, "drain");
        }
    }
    stream.end();
    await finished(stream);
}
