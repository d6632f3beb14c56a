import assert from "node:assert/strict";
import { type CsvRow, scanCsv } from "../../../provider/src/csv/scanCsv";
import { chunksOf } from "./csvFiles";

async function scan(text: string | Buffer, chunkBytes?: number): Promise<CsvRow[]> {
    const rows: CsvRow[] = [];
    for await (const found of scanCsv(chunksOf(Buffer.from(text as string), chunkBytes))) {
        rows.push(found);
    }
    return rows;
}

describe("scanCsv", () => {
    it("reads values as Cognito does", async () => {
        const [first] = await scan('a, b\t,c\\,d,"e",f\\g,\\\\,h,\\');

        assert.deepEqual(first?.values, ["a", "b", "c,d", '"e"', "f\\g", "\\,h", "\\"]);
    });

    it("takes LF and CRLF, leaves blank lines out and counts them", async () => {
        const rows = await scan("\ufeffa,b\r\n\r\n \t\nc,d\n\ne,f");

        assert.deepEqual(
            rows.map(({ line, text }) => `${line} ${text}`),
            ["1 a,b", "4 c,d", "6 e,f"],
        );
    });

    it("reads characters that chunks cut through", async () => {
        const text = "é,李\n😀,\\,ü\n";

        assert.deepEqual(await scan(text, 1), await scan(text));
    });

    it("throws for a line that no dialect has, in bounded memory", async () => {
        await assert.rejects(
            scan(`a\n${"x".repeat(70_000)}`),
            new RangeError("Line 2 of the CSV has more than 16000 characters."),
        );
    });

    it("takes an empty file", async () => {
        assert.deepEqual(await scan(""), []);
    });
});
