// Plain JavaScript on compiled code, as users run it: one contender a process, which says what it took without Node's start
// and without loading code, and prints what it found as JSON.
const { createReadStream, readFileSync } = require("node:fs");
const csvParser = require("csv-parse");
const papa = require("papaparse");
const { openInput } = require("../provider/bin/cli/openInput");
const { inspectCsv } = require("../provider/bin/csv/inspectCsv");
const { poolRulesFromUserPool } = require("../provider/bin/csv/poolRules");

const chunkBytes = 1 << 18;

/** Opens as the command does; rules as `--user-pool` gives them. */
async function inspect(file, poolFile, limits) {
    const pool = poolRulesFromUserPool(JSON.parse(readFileSync(poolFile, "utf8")).UserPool);
    const input = openInput(file);
    const { digest, rows, problems } = await inspectCsv(input.chunks, { pool, limits });
    input.close();
    if (problems.length > 0) {
        throw new Error(problems[0].message);
    }
    return { digest, rows };
}

/** As in a process that has done it before, such as a plugin that serves several resources. */
async function inspectWarm(file, poolFile) {
    await inspect(file, poolFile);
    await inspect(file, poolFile);
    const startMs = performance.now();
    const found = await inspect(file, poolFile);
    process.measuredMs = performance.now() - startMs;
    return found;
}

/** The dialect has no quotes, so neither peer looks for any. */
async function papaparse(file) {
    let lines = 0;
    await new Promise((complete, error) => {
        papa.parse(createReadStream(file, { highWaterMark: chunkBytes }), {
            quoteChar: "\0",
            chunk: ({ data }) => {
                lines += data.length;
            },
            complete,
            error,
        });
    });
    return { rows: lines - 1 };
}

async function csvParse(file) {
    let lines = 0;
    const options = { quote: false, relax_column_count: true };
    const parsed = createReadStream(file, { highWaterMark: chunkBytes }).pipe(csvParser.parse(options));
    parsed.on("data", () => {
        lines++;
    });
    await new Promise((resolve, reject) => {
        parsed.on("end", resolve).on("error", reject);
    });
    return { rows: lines - 1 };
}

/** What each file takes in one process, warm, so that the growth is the code's and not the compiler's; the limits lifted. */
async function sizes(poolFile, ...files) {
    const limits = { maxRows: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY };
    for (let round = 0; round < 5; round++) {
        await inspect(files[1], poolFile, limits);
    }
    const found = files.map(() => ({ rows: 0, durations: [] }));
    for (let round = 0; round < 5; round++) {
        for (const [index, file] of files.entries()) {
            const startMs = performance.now();
            found[index].rows = (await inspect(file, poolFile, limits)).rows;
            found[index].durations.push(performance.now() - startMs);
        }
    }
    return found;
}

async function main() {
    const [name, ...args] = process.argv.slice(2);
    const startMs = performance.now();
    const found = await { inspect, inspectWarm, papaparse, csvParse, sizes }[name](...args);
    process.measuredMs ??= performance.now() - startMs;
    process.stdout.write(JSON.stringify(found));
}

main().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 3;
});
