import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { readEngineReport } from "../../../scripts/demo/engineEvents";
import { Expectations } from "../../../scripts/demo/expectations";
import { inWords } from "../../../scripts/demo/resultTable";
import { withTemporaryFolder } from "../../support/pulumi/fakePrograms";

describe("the demo", () => {
    it("reads what a command did out of the engine's events", async () => {
        await withTemporaryFolder(async (folder) => {
            const stack = (outputs: unknown) => ({
                resOutputsEvent: { metadata: { type: "pulumi:pulumi:Stack", new: { outputs } } },
            });
            const events = [
                { preludeEvent: { config: {} } },
                { diagnosticEvent: { message: "users.csv:101: no\n", severity: "warning" } },
                stack({}),
                { resOutputsEvent: { metadata: { type: "a:b:Other", new: { outputs: { other: 1 } } } } },
                stack({ importedUsers: 992 }),
                { diagnosticEvent: { message: "users.csv:402: no\n", severity: "warning" } },
                { summaryEvent: { resourceChanges: { same: 2, replace: 1 } } },
                { cancelEvent: {} },
            ];
            const file = path.join(folder, "events.json");
            await writeFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));

            const report = await readEngineReport(file);

            assert.deepEqual(report.outputs, { importedUsers: 992 });
            assert.equal(report.diagnostics, "users.csv:101: no\nusers.csv:402: no\n");
            assert.equal(inWords(report), "1 replaced, 2 unchanged");
        });
    });

    it("reads a command that failed before it did anything", async () => {
        await withTemporaryFolder(async (folder) => {
            const file = path.join(folder, "events.json");
            await writeFile(file, `${JSON.stringify({ cancelEvent: {} })}\n`);

            const report = await readEngineReport(file);

            assert.equal(report.outputs, undefined);
            assert.equal(inWords(report), "");
        });
    });

    it("ends with every figure that is off", () => {
        const expect = new Expectations();
        expect.equal("imported", 992, 992);
        expect.equal("skipped", 4, 5);
        expect.that("nothing has drifted", false);

        assert.throws(() => expect.conclude(), {
            message: "\nOff:\n  skipped: expected 5, got 4\n  nothing has drifted",
        });
    });
});
