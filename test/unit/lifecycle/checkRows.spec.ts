import assert from "node:assert/strict";
import { type CheckedArguments, check } from "../../../provider/src/lifecycle/check";
import { create } from "../../../provider/src/lifecycle/create";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import {
    checkedInputs,
    digestOf,
    type LifecycleFixture,
    lifecycleFixture,
    peopleCsv,
    programInputs,
} from "../../support/lifecycle/lifecycleFixture";

/** Cognito would fail the third line: a verified address that is empty. */
const withBadRow = peopleCsv.replace("grace@example.com", "");

describe("check, of rows that Cognito would fail", () => {
    let fixture: LifecycleFixture;
    beforeEach(() => {
        fixture = lifecycleFixture();
        fixture.files.set("users.csv", withBadRow);
    });

    const run = async (invalidRows?: string, olds: Partial<CheckedInputs> = {}): Promise<CheckedArguments> =>
        await check(fixture.deps, olds, programInputs({ invalidRows }));

    for (const invalidRows of [undefined, "fail"]) {
        it(`stops the preview, by line and column, where invalidRows is ${invalidRows}`, async () => {
            const { failures } = await run(invalidRows);

            assert.equal(failures.length, 1);
            assert.equal(failures[0]?.property, "source");
            assert.match(failures[0]?.reason ?? "", /fail rows .*\(problems: 1\):\n {2}users\.csv:3: email/);
            assert.match(failures[0]?.reason ?? "", /set invalidRows to "warn" to import the other rows/);
            assert.equal(fixture.deps.memory.validContent.size, 0);
        });
    }

    it("says the same as a warning where invalidRows is warn", async () => {
        const { inputs, failures } = await run("warn");

        assert.deepEqual(failures, []);
        assert.equal(inputs.totalUsers, 3);
        assert.match(fixture.progress.warnings.join(), /users\.csv:3: email/);
        assert.doesNotMatch(fixture.progress.allText(), /grace|example/);
    });

    it("names 20 lines, and how many more there are", async () => {
        const [header = ""] = peopleCsv.split("\n", 1);
        const row = (index: number): string => `user${index},,,,,,,,,,u@mail.example,false,,,,,,false,,,false\n`;
        const rows = Array.from({ length: 1234 }, (_, index) => row(index));
        fixture.files.set("users.csv", `${header}\n${rows.join("")}`);

        const [failure] = (await run()).failures;

        assert.match(failure?.reason ?? "", /\(problems: 1,234\)/);
        assert.match(failure?.reason ?? "", /users\.csv:21: .*\n {2}… and 1,214 more\n/);
    });

    it("does not count rows as more that follow from what is wrong with the file", async () => {
        const quoted = peopleCsv.replaceAll(/[^,\n]+/g, '"$&"').replace('"grace@example.com"', "");
        fixture.files.set("users.csv", quoted);

        const reasons = (await run()).failures.map(({ reason }) => reason).join("\n");

        assert.match(reasons, /quotation marks.*\(3 rows have this problem too\.\) \[header-quoted\]/);
        assert.match(reasons, /users\.csv:3: email: .* \[email-missing\]/);
        assert.doesNotMatch(reasons, /more\n|more$|neither TRUE nor FALSE/);
    });

    it("says nothing of them where the content is in state already", async () => {
        const olds = checkedInputs({ sourceDigest: digestOf(withBadRow) });

        assert.deepEqual((await run("fail", olds)).failures, []);
    });

    it("says them of content in state that was only warned of, once they are to fail, in the preview", async () => {
        const olds = checkedInputs({ sourceDigest: digestOf(withBadRow), invalidRows: "warn" });

        assert.deepEqual((await run("warn", olds)).failures, []);
        for (const invalidRows of [undefined, "fail"]) {
            const { failures } = await run(invalidRows, olds);
            assert.match(failures[0]?.reason ?? "", /fail rows .*\(problems: 1\)/, String(invalidRows));
        }
    });

    it("leaves nothing valid for a create that is stricter than the check was", async () => {
        const { inputs } = await run("warn");

        await assert.rejects(create(fixture.deps, { ...inputs, invalidRows: "fail" }), {
            code: "validation-failed",
            message: /nothing was created:\n {2}users\.csv:3: email/,
        });
        assert.equal(fixture.api.count("createJob"), 0);
    });

    it("leaves them to create where the pool is not known yet, which then creates nothing", async () => {
        const inputs = checkedInputs({ sourceDigest: digestOf(withBadRow) });

        await assert.rejects(create(fixture.deps, inputs), {
            code: "validation-failed",
            message: /nothing was created:\n {2}users\.csv:3: email/,
        });
        assert.equal(fixture.api.count("createJob"), 0);
    });
});
