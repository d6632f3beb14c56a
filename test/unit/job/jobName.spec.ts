import assert from "node:assert/strict";
import {
    contentTokenIn,
    isJobName,
    isJobNameOf,
    isSameContent,
    type JobIdentity,
    jobNameOf,
} from "../../../provider/src/job/jobName";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { digestOf, resourceUrn } from "../../support/lifecycle/lifecycleFixture";

const identity: JobIdentity = {
    resourceUrn,
    organization: "acme",
    userPoolId: fakePoolId,
    sourceDigest: digestOf("a"),
    triggers: ["1"],
    isSecret: false,
};

const defaultJobName = async (of: JobIdentity): Promise<string> => await jobNameOf(undefined, of);

/** Who wants the content, and what tells one content from another. */
const otherOwners: readonly JobIdentity[] = [
    { ...identity, resourceUrn: resourceUrn.replace(":dev::", ":prod::") },
    { ...identity, resourceUrn: resourceUrn.replace("::people::", "::others::") },
    { ...identity, resourceUrn: resourceUrn.replace("::seed", "::seed2") },
    { ...identity, organization: "umbrella" },
    { ...identity, organization: undefined },
];
const otherContents: readonly JobIdentity[] = [
    { ...identity, userPoolId: "eu-west-1_Other" },
    { ...identity, sourceDigest: digestOf("b") },
    { ...identity, passwordHashingAlgorithm: "BCRYPT" },
    { ...identity, triggers: ["2"] },
    { ...identity, triggers: undefined },
    { ...identity, isSecret: true },
];

describe("jobNameOf", () => {
    it("is made of the resource's name, the digest and two tokens", async () => {
        assert.match(await defaultJobName(identity), /^seed-ca978112-[0-9a-f]{12}-[0-9a-f]{8}$/);
        assert.equal(await defaultJobName(identity), await defaultJobName({ ...identity }));
    });

    it("differs with organization, stack, project, resource, pool, content and triggers", async () => {
        const names = await Promise.all([identity, ...otherOwners, ...otherContents].map(defaultJobName));

        assert.equal(new Set(names).size, names.length);
    });

    it("tells jobs of the same content, whoever wants it, from those of another content", async () => {
        const jobName = await defaultJobName(identity);

        for (const owner of otherOwners) {
            assert.equal(isSameContent(jobName, await defaultJobName(owner)), true);
        }
        for (const content of otherContents) {
            assert.equal(isSameContent(jobName, await defaultJobName(content)), false);
        }
        assert.equal(isSameContent(await jobNameOf("another name", identity), jobName), true);
    });

    it("knows no content of names that others have made", () => {
        for (const name of ["seed-0123", "seed-ca978112-0123456789ab", "nightly", "a-0123456789ab-0123"]) {
            assert.equal(contentTokenIn(name), undefined);
            assert.equal(isSameContent(name, name), false);
        }
    });

    it("is one that AWS takes, and keeps its tokens, for any resource name", async () => {
        const tokens = (await defaultJobName(identity)).slice(-21);
        for (const name of ["x".repeat(300), "Ünï/çødé", "a b", "tab\there", "🙂", ""]) {
            const jobName = await defaultJobName({ ...identity, resourceUrn: resourceUrn.replace("seed", name) });
            assert.ok(isJobName(jobName), jobName);
            assert.match(jobName, /-ca978112-[0-9a-f]{12}-[0-9a-f]{8}$/);
            assert.notEqual(jobName.slice(-21), tokens);
        }
    });

    it("begins with the name that the program gives, and cuts it rather than the tokens", async () => {
        const tokens = (await defaultJobName(identity)).slice(-21);
        assert.equal(await jobNameOf("Customer import", identity), `Customer import-${tokens}`);
        assert.equal(await jobNameOf("x".repeat(128), identity), `${"x".repeat(106)}-${tokens}`);
    });

    it("does without a URN", async () => {
        assert.match(await defaultJobName({ ...identity, resourceUrn: undefined }), /^user-import-ca978112-/);
    });

    it("has nothing of the digest of a secret but what is slow to guess", async () => {
        const secret = { ...identity, isSecret: true };
        const digits = identity.sourceDigest.replace("sha256:", "");

        const jobName = await defaultJobName(secret);

        assert.match(jobName, /^seed-[0-9a-f]{12}-[0-9a-f]{8}$/);
        assert.ok(!jobName.includes(digits.slice(0, 8)));
        assert.equal(await defaultJobName(secret), jobName);
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
    it("knows a name by its base, whatever the tokens", async () => {
        for (const base of ["Customer import", "a", "with-a-dash", "x".repeat(128)]) {
            assert.equal(isJobNameOf(base, await jobNameOf(base, identity)), true, base);
            assert.equal(isJobNameOf(base, await jobNameOf(`other ${base}`, identity)), false, base);
        }
    });
});
