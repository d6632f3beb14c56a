import assert from "node:assert/strict";
import { formatJson } from "../../../provider/src/cli/report";
import { inspect } from "./csvFiles";
import { documentedBlock } from "./docs";

describe("docs/csv.md", () => {
    it("shows a valid file", async () => {
        const inspection = await inspect(documentedBlock("csv"));

        assert.deepEqual(inspection.problems, []);
        assert.equal(inspection.rows, 1);
    });

    it("shows the JSON that the command prints", async () => {
        const documented = JSON.parse(documentedBlock("json")) as object;
        const printed = JSON.parse(formatJson(await inspect(""))) as object;

        assert.deepEqual(Object.keys(documented), Object.keys(printed));
    });
});
