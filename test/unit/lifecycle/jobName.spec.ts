import assert from "node:assert/strict";
import { isJobName, isJobNameOf, type JobIdentity, jobNameOf } from "../../../provider/src/lifecycle/jobName";
import { fakePoolId } from "../../support/fakeImportApi";
import { digestOf, resourceUrn } from "../../support/lifecycleFixture";

const identity = { resourceUrn, userPoolId: fakePoolId, sourceDigest: digestOf("a"), triggers: ["1"] };

const defaultJobName = (of: JobIdentity): string => jobNameOf(undefined, of);

describe("jobNameOf", () => {
    it("is made of the resource's name, the digest and a token", () => {
        assert.match(defaultJobName(identity), /^seed-ca978112-[0-9a-f]{12}$/);
        assert.equal(defaultJobName(identity), defaultJobName({ ...identity }));
    });

    it("differs with stack, project, resource, pool, content and triggers", () => {
        const names = [
            identity,
            { ...identity, resourceUrn: resourceUrn.replace(":dev::", ":prod::") },
            { ...identity, resourceUrn: resourceUrn.replace("::people::", "::others::") },
            { ...identity, resourceUrn: resourceUrn.replace("::seed", "::seed2") },
            { ...identity, userPoolId: "eu-west-1_Other" },
            { ...identity, sourceDigest: digestOf("b") },
            { ...identity, passwordHashingAlgorithm: "BCRYPT" },
            { ...identity, triggers: ["2"] },
            { ...identity, triggers: undefined },
        ].map(defaultJobName);

        assert.equal(new Set(names).size, names.length);
    });

    it("is one that AWS takes, and keeps its token, for any resource name", () => {
        const token = defaultJobName(identity).slice(-12);
        for (const name of ["x".repeat(300), "Ünï/çødé", "a b", "tab\there", "🙂", ""]) {
            const jobName = defaultJobName({ ...identity, resourceUrn: resourceUrn.replace("seed", name) });
            assert.ok(isJobName(jobName), jobName);
            assert.match(jobName, /-ca978112-[0-9a-f]{12}$/);
            assert.notEqual(jobName.slice(-12), token);
        }
    });

    it("begins with the name that the program gives, and cuts it rather than the token", () => {
        const token = defaultJobName(identity).slice(-12);
        assert.equal(jobNameOf("Customer import", identity), `Customer import-${token}`);
        assert.equal(jobNameOf("x".repeat(128), identity), `${"x".repeat(115)}-${token}`);
    });

    it("does without a URN", () => {
        assert.match(defaultJobName({ ...identity, resourceUrn: undefined }), /^user-import-ca978112-/);
    });
});

describe("isJobName", () => {
    it("takes what AWS's pattern takes", () => {
        for (const name of ["a", "My job_1+=,.@-", "x".repeat(128)]) {
            assert.equal(isJobName(name), true, name);
        }
        for (const name of ["", "x".repeat(129), "a/b", "ü", "a:b"]) {
            assert.equal(isJobName(name), false, name);
        }
    });
});

describe("isJobNameOf", () => {
    it("knows a name by its base, whatever the token", () => {
        for (const base of ["Customer import", "a", "with-a-dash", "x".repeat(128)]) {
            assert.equal(isJobNameOf(base, jobNameOf(base, identity)), true, base);
            assert.equal(isJobNameOf(base, jobNameOf(`other ${base}`, identity)), false, base);
        }
    });
});
