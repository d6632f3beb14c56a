import assert from "node:assert/strict";
import { type CheckedArguments, check } from "../../../provider/src/lifecycle/check";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import {
    digestOf,
    type LifecycleFixture,
    lifecycleFixture,
    peopleCsv,
    programInputs,
    resourceUrn,
} from "../../support/lifecycle/lifecycleFixture";

describe("check of content", () => {
    let fixture: LifecycleFixture;
    beforeEach(() => {
        fixture = lifecycleFixture();
    });

    async function run(
        overrides: Parameters<typeof programInputs>[0] = {},
        olds: Partial<CheckedInputs> = {},
    ): Promise<CheckedArguments> {
        return await check(fixture.deps, olds, programInputs(overrides));
    }

    const changed = peopleCsv.replace("ada,", "eve,");

    describe("that is to be imported once", () => {
        it("looks at content that has changed, which is imported where no job has succeeded yet", async () => {
            const { inputs: olds } = await run({ once: true });
            fixture.files.set("users.csv", changed);

            assert.equal((await run({ once: true }, olds)).inputs.sourceDigest, digestOf(changed));
        });

        it("does not mind a source that is gone or broken since", async () => {
            const { inputs: olds } = await run({ once: true });
            for (const content of [undefined, "not a csv", peopleCsv.replace("true", "perhaps")]) {
                fixture.files.delete("users.csv");
                if (content !== undefined) {
                    fixture.files.set("users.csv", content);
                }

                const { inputs, failures } = await run({ once: true }, olds);

                assert.deepEqual(failures, []);
                assert.deepEqual([inputs.sourceDigest, inputs.totalUsers], [olds.sourceDigest, 3]);
                assert.match(fixture.progress.infos.at(-1) ?? "", /imported once only.* could not be imported now: /);
            }
        });

        it("minds it before the first import, and for another pool", async () => {
            const { inputs: olds } = await run({ once: true });
            fixture.files.clear();

            assert.equal((await run({ once: true })).failures.length, 1);
            assert.equal((await run({ once: true, userPoolId: "eu-west-1_Another" }, olds)).failures.length, 1);
        });
    });

    describe("whose digest the engine repeats, as it does where changes are ignored", () => {
        const repeated = ({ sourceDigest, totalUsers, jobName }: CheckedInputs) => ({
            sourceDigest,
            totalUsers,
            jobName,
        });

        it("is the same as long as it has not changed", async () => {
            const { inputs: olds } = await run();

            assert.deepEqual((await run(repeated(olds), olds)).inputs, { ...olds, once: true });
        });

        it("is looked at, as what is to be imported once: it counts where no job has succeeded yet", async () => {
            const { inputs: olds } = await run({ jobName: "mine" });
            fixture.files.set("users.csv", changed);

            const { inputs } = await run(repeated(olds), olds);

            assert.deepEqual([inputs.sourceDigest, inputs.once], [digestOf(changed), true]);
            assert.match(inputs.jobName, /^mine-[0-9a-f]{12}-[0-9a-f]{8}$/);
            assert.notEqual(inputs.jobName, olds.jobName);
        });
    });

    it("brings triggers into one form", async () => {
        assert.ok(!("triggers" in (await run({ triggers: [] })).inputs));
        const { inputs } = await run({ triggers: ["x".repeat(60_000)] });
        assert.match(String(inputs.triggers), /^sha256:[0-9a-f]{64}$/);
    });

    it("says which other resource of the program imports the same, to each but the first, whatever its file", async () => {
        fixture.files.set("copy.csv", peopleCsv);
        await run();
        await run();
        assert.deepEqual(fixture.progress.warnings, []);

        await run({ resourceUrn: resourceUrn.replace("::seed", "::again"), source: "copy.csv" });

        assert.deepEqual(fixture.progress.warnings, [
            "The resource seed of this program imports the same content into the same user pool. One import job serves " +
                "both. Remove one of the resources.",
        ]);
    });

    it("says nothing of another pool, other triggers or other content", async () => {
        await run();
        const others = [{ userPoolId: "eu-west-1_Another" }, { triggers: [1] }, { passwordHashingAlgorithm: "BCRYPT" }];
        for (const [index, other] of others.entries()) {
            await run({ resourceUrn: `${resourceUrn}${index}`, ...other });
        }
        fixture.files.set("users.csv", changed);
        await run({ resourceUrn: `${resourceUrn}9` });

        assert.deepEqual(fixture.progress.warnings, []);
    });
});
