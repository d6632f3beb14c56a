import assert from "node:assert/strict";
import { diff } from "../../../provider/src/lifecycle/diff";
import { accessDenied, serverError } from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs } from "../../support/lifecycle/lifecycleFixture";
import { useCreate } from "../../support/lifecycle/uploadFixture";
import { s3Error } from "../../support/web/uploadServer";

const expired = s3Error(403, "AccessDenied", "Request has expired");

describe("create, where the upload address has expired", () => {
    const { fixture, run, failure } = useCreate();

    it("uploads to the one that Describe gives, if it is another", async () => {
        fixture.server.script(expired);
        fixture.api.script("describeJob", async (act) => ({
            ...((await act()) as object),
            uploadUrl: `${fixture.server.origin}/fresh`,
        }));

        const { outs } = await run();

        assert.equal(outs.jobId, "import-Fake1");
        assert.equal(fixture.server.puts.at(-1)?.url, "/fresh");
    });

    it("makes a new job in its place, and says so", async () => {
        fixture.server.script(expired);

        const { id, outs } = await run();

        assert.equal(id, `${fakePoolId}/import-Fake2`);
        assert.equal(outs.status, "Succeeded");
        assert.equal(fixture.api.jobs.find(({ jobId }) => jobId === "import-Fake1")?.status, "Created");
        assert.match(fixture.progress.infos[0] ?? "", /import-Fake1 has expired\. A new job replaces it/);
    });

    it("does not take the expired job for the new one where an error comes between", async () => {
        fixture.api.addJob({ jobName: "seed-0123" });
        fixture.server.script(expired);
        fixture.api.script("createJob", serverError());

        const { outs } = await run();

        assert.equal(outs.jobId, "import-Fake2");
    });

    it("gives up when the second one has expired too, and keeps that", async () => {
        fixture.server.script(expired, expired);

        const { id, message } = await failure();

        assert.equal(id, `${fakePoolId}/import-Fake2`);
        assert.match(message, /import-Fake2 .* its upload address expired.*Nothing was imported/);
    });

    it("keeps the first job, to be replaced by the next run, where no second one can be created", async () => {
        fixture.server.script(expired);
        fixture.api.script("createJob", (act) => act(), accessDenied());

        const { id, message, properties } = await failure();

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.match(message, /CreateUserImportJob in user pool .* failed/);
        assert.deepEqual([properties.status, properties.isUploadExpired], ["Created", true]);
    });

    it("remembers that it has expired, so that the next run replaces it whatever the clock says", async () => {
        fixture.server.script(expired, expired);

        const { id, properties } = await failure();

        fixture.clock.advance(-3600);
        assert.deepEqual((await diff(fixture.deps, id, properties, checkedInputs())).replaces, ["status"]);
    });

    it("goes on with a job that was started in the meantime, instead of making another", async () => {
        fixture.server.script(expired);
        fixture.api.script("describeJob", async (act) => {
            await fixture.api.startJob(fakePoolId, "import-Fake1");
            return await act();
        });

        const { id, outs } = await run();

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.equal(outs.status, "Succeeded");
        assert.equal(fixture.api.count("createJob"), 1);
    });

    it("judges a job that somebody has started and stopped in the meantime, and keeps it", async () => {
        fixture.server.script(expired);
        fixture.api.script("describeJob", async (act) => {
            Object.assign(fixture.api.jobs[0] ?? {}, { status: "Stopped", importedUsers: 1 });
            return await act();
        });

        const { id, message, properties } = await failure();

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.equal(properties.status, "Stopped");
        assert.match(message, /ended as Stopped: 1 imported/);
        assert.doesNotMatch(message, /Nothing was imported/);
        assert.equal(fixture.api.count("createJob"), 1);
    });

    it("makes a new job where AWS has let the first one expire in the meantime", async () => {
        fixture.server.script(expired);
        fixture.api.script("describeJob", async (act) => {
            Object.assign(fixture.api.jobs[0] ?? {}, { status: "Expired" });
            return await act();
        });

        assert.equal((await run()).id, `${fakePoolId}/import-Fake2`);
    });
});
