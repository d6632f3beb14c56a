// Plain JavaScript: what csv-parse takes for reading a CSV of RFC 4180 and throwing away what it finds.
const { createReadStream } = require("node:fs");
const { parse } = require("csv-parse");

async function main() {
    let rows = -1;
    for await (const _record of createReadStream(process.argv[2], { highWaterMark: 1 << 18 }).pipe(
        parse({ delimiter: ";" }),
    )) {
        rows++;
    }
    process.stdout.write(String(rows));
}

main().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
});
