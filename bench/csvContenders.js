// Plain JavaScript on compiled code, as users run it: one contender a process, which says what it took without Node's start
// and without loading code.
const { createHash } = require("node:crypto");
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
    const inspection = await inspectCsv(input.chunks, { pool, limits });
    input.close();
    if (inspection.problems.length > 0) {
        throw new Error(inspection.problems[0].message);
    }
}

/** As in a process that has done it before, such as a plugin that serves several resources. */
async function inspectWarm(file, poolFile) {
    await inspect(file, poolFile);
    await inspect(file, poolFile);
    const startMs = performance.now();
    await inspect(file, poolFile);
    return performance.now() - startMs;
}

async function sha256(file) {
    const hash = createHash("sha256");
    for await (const chunk of openInput(file).chunks) {
        hash.update(chunk);
    }
    hash.digest("hex");
}

async function papaparse(file) {
    await new Promise((complete, error) => {
        papa.parse(createReadStream(file, { highWaterMark: chunkBytes }), {
            quoteChar: "\0",
            chunk: () => undefined,
            complete,
            error,
        });
    });
}

async function csvParse(file) {
    const options = { quote: false, relax_column_count: true };
    const rows = createReadStream(file, { highWaterMark: chunkBytes }).pipe(csvParser.parse(options));
    rows.on("data", () => undefined);
    await new Promise((resolve, reject) => {
        rows.on("end", resolve).on("error", reject);
    });
}

async function sizes(poolFile, ...files) {
    const limits = { maxRows: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY };
    const warmUp = files[1];
    for (let round = 0; round < 5; round++) {
        await inspect(warmUp, poolFile, limits);
    }
    const durations = [];
    for (const [index, file] of files.entries()) {
        const measured = [];
        for (let round = [15, 9, 5, 1][index]; round > 0; round--) {
            const startMs = performance.now();
            await inspect(file, poolFile, limits);
            measured.push(performance.now() - startMs);
        }
        durations.push(measured.sort((one, other) => one - other)[measured.length >> 1]);
    }
    process.stdout.write(JSON.stringify(durations));
}

async function main() {
    const [name, ...args] = process.argv.slice(2);
    const startMs = performance.now();
    const measuredMs = await { inspect, inspectWarm, sha256, papaparse, csvParse, sizes }[name](...args);
    process.measuredMs = measuredMs ?? performance.now() - startMs;
}

main().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 3;
});
