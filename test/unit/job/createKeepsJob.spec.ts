import assert from "node:assert/strict";
import { accessDenied } from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs } from "../../support/lifecycle/lifecycleFixture";
import { useCreate } from "../../support/lifecycle/uploadFixture";
import { reset, s3Error } from "../../support/web/uploadServer";

describe("create, once there is a job", () => {
    const { fixture, failure } = useCreate();

    it("keeps it where the upload is refused", async () => {
        fixture.server.script(s3Error(403, "SignatureDoesNotMatch"));

        const { id, message, properties } = await failure();

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.match(message, /Uploading the CSV of import job import-Fake1 failed/);
        assert.equal(properties.status, "Created");
        assert.equal(properties.sourceDigest, checkedInputs().sourceDigest);
    });

    it("keeps it where the connection stays broken", async () => {
        fixture.server.script(reset, reset, reset, reset, reset);

        assert.match((await failure()).message, /broke \(ECONNRESET\), on each of 5 tries/);
    });

    it("keeps it where Start is refused", async () => {
        fixture.api.script("startJob", accessDenied());

        const { message, properties } = await failure();

        assert.match(message, /cognito-idp:StartUserImportJob/);
        assert.equal(properties.jobId, "import-Fake1");
    });

    it("keeps it, as last seen, where the wait breaks off", async () => {
        fixture.api.life = { ...fixture.api.life, runSeconds: 60 };
        const looks = Array.from({ length: 3 }, () => (act: () => Promise<unknown>) => act());
        fixture.api.script("describeJob", ...looks, accessDenied());

        const { properties } = await failure();

        assert.equal(properties.status, "InProgress");
    });

    it("keeps it where the time is over, so that the next run waits on", async () => {
        fixture.api.life = { ...fixture.api.life, runSeconds: 600 };

        const { message, properties } = await failure({ timeout: "1m" });

        assert.match(message, /still InProgress at the timeout/);
        assert.equal(properties.status, "InProgress");
        assert.equal(properties.jobId, "import-Fake1");
        assert.equal(fixture.api.jobs[0]?.status, "InProgress");
    });

    it("keeps a job that failed, with its failures", async () => {
        const end = { status: "Failed", failedUsers: 1, completionMessage: "Too many users have failed." };
        fixture.api.life = { ...fixture.api.life, end };
        fixture.api.logs.set("import-Fake1/seed-0123", [["[FAILED] Line Number 2 - Bad row."]]);

        const { message, properties } = await failure();

        assert.match(message, /ended as Failed.*Too many users have failed\.\n {2}line 2: Bad row\./);
        assert.deepEqual(properties.failures, [{ line: 2, reason: "Bad row." }]);
        assert.equal(properties.failedUsers, 1);
    });

    it("keeps a job with more failed or skipped users than allowed", async () => {
        const end = { status: "Succeeded", importedUsers: 1, skippedUsers: 2 };
        fixture.api.life = { ...fixture.api.life, end };

        const { properties } = await failure({ maxSkippedUsers: 1 });

        assert.equal(properties.status, "Succeeded");
        assert.equal(properties.skippedUsers, 2);
    });

    it("keeps a job of a status that is not known yet", async () => {
        fixture.api.life = { ...fixture.api.life, end: { status: "Archived" } };

        const { message, properties } = await failure();

        assert.match(message, /status "Archived"/);
        assert.equal(properties.status, "Archived");
    });
});
