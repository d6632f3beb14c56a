import assert from "node:assert/strict";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { type CheckedArguments, check } from "../../../provider/src/lifecycle/check";
import { readPoolRules } from "../../../provider/src/lifecycle/poolRules";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { validationKey } from "../../../provider/src/resource/inspectSource";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import {
    checkedInputs,
    digestOf,
    type LifecycleFixture,
    lifecycleFixture,
    peopleCsv,
    programInputs,
} from "../../support/lifecycle/lifecycleFixture";

describe("check", () => {
    let fixture: LifecycleFixture;
    beforeEach(() => {
        fixture = lifecycleFixture();
    });

    async function run(
        overrides: Parameters<typeof programInputs>[0] = {},
        olds: Partial<CheckedInputs> = {},
        deps: Partial<LifecycleDependencies> = {},
    ): Promise<CheckedArguments> {
        return await check({ ...fixture.deps, ...deps }, olds, programInputs(overrides));
    }

    it("adds digest, rows and a job name to the arguments", async () => {
        const { inputs, failures } = await run();

        assert.deepEqual(failures, []);
        const { jobName, ...others } = inputs;
        assert.deepEqual(others, { ...programInputs(), sourceDigest: digestOf(peopleCsv), totalUsers: 3 });
        assert.match(jobName, /^seed-[0-9a-f]{8}-[0-9a-f]{12}-[0-9a-f]{8}$/);
    });

    it("warns of what does nothing in the argument aws", async () => {
        const aws = { profile: "people", skipMetadataApiCheck: true, defaultTags: { tags: { team: "a" } } };
        const { failures } = await run({ aws });

        assert.deepEqual(failures, []);
        const [warning = "", ...others] = fixture.progress.warnings;
        assert.match(warning, /^Argument aws\.skipMetadataApiCheck does nothing for import jobs\./);
        assert.deepEqual(others, []);
    });

    it("begins the job's name with the given one, and keeps the name that AWS knows while the content stays", async () => {
        const { jobName } = (await run({ jobName: "mine" })).inputs;
        assert.match(jobName, /^mine-[0-9a-f]{12}-[0-9a-f]{8}$/);

        const olds = { ...(await run({ jobName: "mine" })).inputs, jobName: "mine-0123456789ab-00000000" };
        assert.equal(
            (await check(fixture.deps, olds, programInputs({ jobName: "mine" }))).inputs.jobName,
            olds.jobName,
        );
        assert.equal((await check(fixture.deps, olds, programInputs())).inputs.jobName, olds.jobName);
        assert.match(
            (await check(fixture.deps, olds, programInputs({ jobName: "other" }))).inputs.jobName,
            /^other-[0-9a-f]{12}-[0-9a-f]{8}$/,
        );
    });

    it("does not blame a part's reference, which no program has written, for what is wrong with its file", async () => {
        const { failures } = await run({ source: "part://1;last/gone.csv" });

        assert.deepEqual(
            failures.map(({ property }) => property),
            [""],
        );
    });

    it("lets unknown values pass and tells what it can of the others", async () => {
        const unknownPool = await run({ userPoolId: unknownValue });
        assert.deepEqual(unknownPool.failures, []);
        assert.equal(unknownPool.inputs.sourceDigest, digestOf(peopleCsv));
        assert.equal(unknownPool.inputs.totalUsers, 3);
        assert.equal(unknownPool.inputs.jobName, unknownValue);
        assert.deepEqual(fixture.api.requests, []);

        const unknownSource = await run({ source: unknownValue });
        assert.deepEqual(unknownSource.failures, []);
        assert.equal(unknownSource.inputs.sourceDigest, unknownValue);
        assert.equal(unknownSource.inputs.totalUsers, unknownValue);
        assert.equal(unknownSource.inputs.jobName, unknownValue);

        assert.equal((await run({ triggers: [unknownValue] })).inputs.jobName, unknownValue);
    });

    it("says what is wrong with arguments and source at once", async () => {
        const { failures } = await run({ source: "other.csv", timeout: "soon", userPoolId: "x" });

        assert.deepEqual(
            failures.map(({ property }) => property),
            ["userPoolId", "timeout", "source"],
        );
        assert.match(failures[2]?.reason ?? "", /other\.csv cannot be read/);
        assert.deepEqual(fixture.api.requests, []);
    });

    it("does not open a source that is no path", async () => {
        const openSource = (): never => assert.fail("opened");

        const { failures } = await run({ source: peopleCsv }, {}, { openSource });

        assert.deepEqual(
            failures.map(({ property }) => property),
            [""],
        );
    });

    it("throws what is neither ours nor AWS's", async () => {
        const openSource = async (): Promise<never> => {
            throw new TypeError("a bug");
        };

        await assert.rejects(run({}, {}, { openSource }), TypeError);
    });

    it("fails a CSV whose header is not the pool's, by line and column", async () => {
        fixture.api.header = [...fixture.api.header, "custom:team"];

        const { failures } = await run();

        assert.equal(failures.length, 1);
        assert.equal(failures[0]?.property, "source");
        assert.match(failures[0]?.reason ?? "", /Cognito would refuse this CSV:\n {2}users\.csv:1:.* custom:team/);
    });

    it("never repeats a value of the CSV", async () => {
        const secret = "zaphod@example.com";
        const broken = [
            secret,
            `${secret}\n`,
            `${peopleCsv}\0${secret}\n`,
            `\ufeff${secret},x\n${secret}`,
            `"${secret}"\n`,
        ];
        for (const content of broken) {
            fixture.files.set("users.csv", content);
            const { failures } = await run();
            assert.ok(failures.length > 0);
            assert.doesNotMatch(JSON.stringify(failures), /zaphod/);
        }
        assert.doesNotMatch(fixture.progress.allText(), /zaphod/);
    });

    describe("with the source's digest in state", () => {
        it("reads no row and asks nothing of AWS", async () => {
            const broken = "not a CSV at all\n";
            fixture.files.set("users.csv", broken);
            const olds = checkedInputs({ sourceDigest: digestOf(broken), totalUsers: 7 });

            const { inputs, failures } = await run({}, olds);

            assert.deepEqual(failures, []);
            assert.equal(inputs.totalUsers, 7);
            assert.deepEqual(fixture.api.requests, []);
        });

        it("knows the content with CRLF again", async () => {
            fixture.files.set("users.csv", peopleCsv.replaceAll("\n", "\r\n"));

            const { inputs } = await run({}, checkedInputs());

            assert.equal(inputs.sourceDigest, digestOf(peopleCsv));
            assert.deepEqual(fixture.api.requests, []);
        });

        it("does not read content of the same revision, and keeps the revision as a hash, since it names the source", async () => {
            let timesRead = 0;
            const openSource: LifecycleDependencies["openSource"] = async (...args) => ({
                ...(await fixture.deps.openSource(...args)),
                revision: "s3://the-canary/users.csv, version 1",
                read: async function* () {
                    timesRead++;
                    yield Buffer.from(peopleCsv);
                },
            });
            const first = (await run({}, {}, { openSource })).inputs;
            const readAtFirst = timesRead;
            const second = (await run({}, first, { openSource })).inputs;

            assert.ok(readAtFirst > 0);
            assert.equal(timesRead, readAtFirst);
            assert.match(first.sourceRevision ?? "", /^[0-9a-f]{64}$/);
            assert.deepEqual(second, first);
            assert.doesNotMatch(JSON.stringify(first), /the-canary/);
        });

        it("validates anew against another pool", async () => {
            await run({ userPoolId: "eu-west-1_Another" }, checkedInputs());

            assert.equal(fixture.api.count("getCsvHeader"), 1);
        });

        it("keeps the job's name although the resource is called otherwise now", async () => {
            const olds = checkedInputs({ jobName: "given once" });

            assert.equal((await run({ resourceUrn: "urn::renamed" }, olds)).inputs.jobName, "given once");
            assert.notEqual((await run({ triggers: ["again"] }, olds)).inputs.jobName, "given once");
        });
    });

    it("remembers what it has validated, and nothing that it has not", async () => {
        await run();
        const rules = await readPoolRules(fixture.api, checkedInputs(), assert.fail);
        assert.deepEqual([...fixture.deps.memory.validContent], [validationKey(checkedInputs(), rules)]);

        fixture.deps.memory.validContent.clear();
        fixture.files.set("users.csv", "");
        await run();
        assert.equal(fixture.deps.memory.validContent.size, 0);
    });
});
