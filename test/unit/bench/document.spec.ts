import assert from "node:assert/strict";
import { join } from "node:path";
import { performanceDocument } from "../../../bench/document";
import { readResults } from "../../../bench/results";
import { loadRows, rowNames } from "../../../bench/rows";
import { readSource } from "../../support/repository/sourceFiles";

describe("docs/performance.md", () => {
    const document = readSource("docs/performance.md");

    it("is what the bench writes of bench/measured.json; `npm run bench -- --document` writes it again", async () => {
        const results = readResults(join(__dirname, "../../../bench/measured.json"));
        assert.equal(document, performanceDocument(await loadRows(), results));
    });

    it("has every row in the table and explains it, by the name that measures it", async () => {
        const table = [...document.matchAll(/^\| (\w+) +\|/gm)].map(([, name]) => name);
        const explained = [...document.matchAll(/^\*\*(\w+)\*\*: /gm)].map(([, name]) => name);
        assert.deepEqual(explained, rowNames());
        assert.deepEqual(
            rowNames().filter((name) => !table.includes(name)),
            [],
        );
        assert.deepEqual(
            (await loadRows()).map(({ name }) => name),
            rowNames(),
        );
    });

    it("holds quick figures never", () => {
        assert.equal(readResults(join(__dirname, "../../../bench/measured.json")).quick, false);
    });
});
