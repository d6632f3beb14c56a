import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { people, person, withoutLastColumn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

describe("ignoreProblems, through the real engine", () => {
    before(needsEngine);

    it("lets a refused file through, is changed in place, and is minded again once it is gone", async () => {
        await withImportStack({}, async (context) => {
            const { stack } = context;
            // Two names for one person: Cognito imports the first and skips the second.
            await context.writeRows([...people(3), person("user1")]);
            const refused = await stack.preview({ expectFailure: true });
            await context.setArgs({ ignoreProblems: ["username-repeated"] });
            const preview = await stack.preview();
            await stack.up();
            const first = await stack.outputs();

            await context.setArgs({ ignoreProblems: ["username-repeated", "email-form"] });
            const changed = await stack.up();
            const unchanged = await stack.up();
            const second = await stack.outputs();
            await context.setArgs({ ignoreProblems: [] });
            const minded = await stack.preview({ expectFailure: true });

            assert.match(refused.all, /users\.csv:5: cognito:username: .* \[username-repeated\]/);
            assert.match(refused.all, /ignore it by its code, for example ignoreProblems: \["username-repeated"\]/);
            assert.match(
                preview.all,
                /what ignoreProblems ignores \(problems: 1\):\n.*users\.csv:5: .* \[username-repeated\]/,
            );
            assert.deepEqual([first.importedUsers, first.skippedUsers, first.failedUsers], [3, 1, 0]);
            assert.match(changed.stdout, /1 updated/);
            assert.match(unchanged.stdout, /2 unchanged/);
            assert.deepEqual(second.ignoreProblems, ["username-repeated", "email-form"]);
            assert.equal(second.jobId, first.jobId);
            assert.match(minded.all, /users\.csv:5: .* \[username-repeated\]/);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });

    it("is refused in the preview where it names no code, or one that cannot be ignored", async () => {
        await withImportStack({ args: { ignoreProblems: ["header-mising-column", "no-rows"] } }, async (context) => {
            await context.writeRows(people(1));

            const { all } = await context.stack.preview({ expectFailure: true });

            assert.match(
                all,
                /header-mising-column is not a problem code\. Similar codes: header-missing-column, .*docs\/csv\.md/,
            );
            assert.match(all, /no-rows cannot be ignored/);
        });
    });

    for (const olderInfrastructure of [false, true]) {
        const what = olderInfrastructure ? "does not list" : "lists";

        it(`is not needed for a CSV of 21 columns where GetCSVHeader ${what} password_hash`, async () => {
            await withImportStack({ emulator: { olderInfrastructure } }, async (context) => {
                await context.writeRows(people(3));
                const csv = await readFile(context.csvPath, "utf8");
                const columns = olderInfrastructure ? csv : withoutLastColumn(csv);
                assert.equal(columns.split("\n")[0]?.split(",").length, 21);
                assert.doesNotMatch(columns, /password_hash/);
                await writeFile(context.csvPath, columns);

                const up = await context.stack.up();

                assert.doesNotMatch(up.all, /Likely mistakes|password_hash/);
                assert.equal((await context.stack.outputs()).importedUsers, 3);
            });
        });
    }
});
