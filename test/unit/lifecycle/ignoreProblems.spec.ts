import assert from "node:assert/strict";
import { maxUploadBytes } from "../../../provider/src/csv/csvLimits";
import { type CheckedArguments, check } from "../../../provider/src/lifecycle/check";
import { create } from "../../../provider/src/lifecycle/create";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import { inPlace, nothing, useDiff } from "../../support/lifecycle/diffFixture";
import {
    checkedInputs,
    memorySource,
    peopleCsv,
    poolHeader,
    programInputs,
} from "../../support/lifecycle/lifecycleFixture";
import { useUploadFixture } from "../../support/lifecycle/uploadFixture";

const code = "header-missing-column";
const ignored = { ignoreProblems: [code] };

describe("ignoreProblems", () => {
    const fixture = useUploadFixture();
    beforeEach(() => {
        fixture.api.header = [...poolHeader.split(","), "custom:team"];
    });

    const run = async (
        overrides: Parameters<typeof programInputs>[0] = {},
        olds: Partial<CheckedInputs> = {},
    ): Promise<CheckedArguments> => await check(fixture.deps, olds, programInputs(overrides));

    it("is what a refused preview offers, by the problem's code", async () => {
        const [failure, ...others] = (await run()).failures;

        assert.match(
            failure?.reason ?? "",
            /^Cognito would refuse this CSV:\n {2}users\.csv:1: custom:team: .* \[header-missing-column\]\n/,
        );
        assert.match(
            failure?.reason ?? "",
            /ignore it by its code, for example ignoreProblems: \["header-missing-column"\]\.$/,
        );
        assert.deepEqual(others, []);
    });

    it("is not offered for what cannot be ignored", async () => {
        fixture.files.set("users.csv", `${fixture.api.header.join()}\n`);

        const [failure] = (await run()).failures;

        assert.match(failure?.reason ?? "", /\[no-rows\]\nCorrect the CSV\.$/);
    });

    it("makes warnings of what it ignores, with their number", async () => {
        const { inputs, failures } = await run(ignored);

        assert.deepEqual(failures, []);
        assert.equal(inputs.totalUsers, 3);
        assert.equal(fixture.progress.warnings.length, 1);
        assert.match(
            fixture.progress.warnings.join(),
            /including what ignoreProblems ignores \(problems: 1\):\n {2}users\.csv:1: custom:team: .* \[header-missing-column\]$/,
        );
    });

    it("counts those that are not listed", async () => {
        fixture.api.header = poolHeader.split(",");
        const rows = Array.from({ length: 50 }, (_, index) =>
            peopleCsv.split("\n")[1]?.replace("ada,", `u${index},`).replace(/true/i, "false"),
        );
        fixture.files.set("users.csv", [poolHeader, ...rows, ""].join("\n"));

        const { failures } = await run({ ignoreProblems: ["not-verified"] });

        assert.deepEqual(failures, []);
        assert.match(fixture.progress.warnings.join(), /ignores \(problems: 50\):\n(.*\n){20} {2}… and 30 more$/);
    });

    it("ignores rows that would fail, one code and not another", async () => {
        const bad = peopleCsv.replace("grace@example.com", "").replace("edsger,", "edsger w,");
        fixture.files.set("users.csv", bad);

        const [failure] = (await run({ ignoreProblems: [code, "email-missing"] })).failures;

        assert.match(
            failure?.reason ?? "",
            /\(problems: 1\):\n {2}users\.csv:4: cognito:username: .* \[username-space\]\n/,
        );
        assert.match(
            fixture.progress.warnings.join(),
            /\(problems: 2\):\n.*\n {2}users\.csv:3: email.* \[email-missing\]$/,
        );
    });

    it("goes into state once each, in one order, and not at all where it is empty", async () => {
        const { inputs } = await run({ ignoreProblems: ["email-form", code, "email-form"] });
        const { inputs: none } = await run({ ...ignored, ignoreProblems: [], source: "users.csv" }, checkedInputs());

        assert.deepEqual(inputs.ignoreProblems, [code, "email-form"]);
        assert.ok(!("ignoreProblems" in none));
    });

    it("says again what content in state has, once it is no longer ignored", async () => {
        const { inputs: olds } = await run(ignored);

        assert.deepEqual((await run(ignored, olds)).failures, []);
        assert.deepEqual((await run({ ignoreProblems: [code, "email-form"] }, olds)).failures, []);
        for (const ignoreProblems of [undefined, [], ["email-form"]]) {
            assert.equal((await run({ ignoreProblems }, olds)).failures.length, 1, String(ignoreProblems));
        }
    });

    it("is gone by in create, which says it where check could not", async () => {
        await create(fixture.deps, checkedInputs(ignored));

        assert.match(fixture.progress.warnings.join(), /what ignoreProblems ignores .*\n.*\[header-missing-column\]/);
        assert.equal(fixture.api.count("createJob"), 1);
    });

    it("leaves nothing valid for a create that ignores less", async () => {
        const { inputs } = await run(ignored);

        await assert.rejects(create(fixture.deps, { ...inputs, ignoreProblems: undefined }), {
            code: "validation-failed",
            message:
                /nothing was created:\n.*\[header-missing-column\]\nCorrect the CSV\..* ignoreProblems: \["header-missing-column"\]\.$/,
        });
        assert.equal(fixture.api.count("createJob"), 0);
    });

    it("lets a preview pass that does not know it yet", async () => {
        for (const ignoreProblems of [unknownValue, ["email-form", unknownValue]]) {
            const { inputs, failures } = await run({ ignoreProblems });

            assert.deepEqual(failures, []);
            assert.deepEqual(inputs.ignoreProblems, ignoreProblems);
        }
    });

    it("has a source that is too large for a job read up to what S3 takes, and no further", async () => {
        const asked: number[] = [];
        let sizeBytes = 200_000_000;
        const deps = {
            ...fixture.deps,
            openSource: async (...[name, , how]: Parameters<typeof fixture.deps.openSource>) => {
                asked.push(how.maxBytes);
                return { ...memorySource(String(name), peopleCsv), sizeBytes };
            },
        };
        const tried = async (ignoreProblems: string[]): Promise<readonly string[]> =>
            (await check(deps, {}, programInputs({ ignoreProblems }))).failures.map(({ reason }) => reason);

        assert.match((await tried([code])).join(), /at most 104,857,600\. Split it\. \[file-too-large\]$/);
        assert.deepEqual(await tried([code, "file-too-large"]), []);
        sizeBytes = maxUploadBytes + 1;
        assert.match(
            (await tried([code, "file-too-large"])).join(),
            /S3 takes at most 5,368,709,120\. Split it\. \[upload-too-large\]$/,
        );
        assert.deepEqual(asked, [104_857_600, maxUploadBytes, maxUploadBytes]);
    });
});

describe("diff of ignoreProblems", () => {
    const { compare } = useDiff();

    it("is a change in place, whatever has become of the job", async () => {
        for (const status of ["Created", "InProgress", "Succeeded"]) {
            assert.deepEqual(await compare(ignored, { status }), inPlace, status);
            assert.deepEqual(
                await compare({ ignoreProblems: undefined }, { status }, { status }, ignored),
                inPlace,
                status,
            );
        }
        assert.deepEqual(await compare(ignored, { status: "Succeeded" }, { status: "Succeeded" }, ignored), nothing);
    });
});
