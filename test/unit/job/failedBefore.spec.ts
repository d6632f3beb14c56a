import assert from "node:assert/strict";
import { useCreate } from "../../support/lifecycle/uploadFixture";

const jobName = "seed-0123456789ab-00000000";

describe("create, where jobs of the same content have failed", () => {
    const { fixture, run } = useCreate();

    function failed(times: number): void {
        for (let job = 0; job < times; job++) {
            const completionMessage = "Too many users have failed or been skipped during the import.";
            fixture.api.addJob({ jobName, status: "Failed", importedUsers: 1, skippedUsers: 2, completionMessage });
        }
    }

    it("says how many there were and why the last one failed, and makes another one", async () => {
        failed(2);

        assert.equal((await run({ jobName, waitForCompletion: false })).outs.jobId, "import-Fake3");

        const [warning = ""] = fixture.progress.warnings;
        assert.match(warning, /ended as Failed: 2\. The last one is import-Fake2, of 2026-/);
        assert.match(warning, /\(1 imported, 2 skipped, 0 failed\)\. AWS says: Too many users/);
    });

    it("makes no other one after five, and says how to go on", async () => {
        failed(5);

        await assert.rejects(run({ jobName, waitForCompletion: false }), {
            name: "UserImportError",
            code: "job-failed",
            message: /ended as Failed: 5\. .* No further job is created .*set `triggers` to a new value/,
        });
        assert.equal(fixture.api.count("createJob"), 0);
    });

    it("says nothing of jobs of another content", async () => {
        failed(5);

        await run({ jobName: "seed-ba9876543210-00000000" });

        assert.deepEqual(fixture.progress.warnings, []);
    });

    it("does not count those that met users who are left out from now on", async () => {
        failed(5);

        const { outs } = await run({ jobName, existingUsers: "omit" });

        assert.equal(outs.jobId, "import-Fake6");
    });

    it("records an import of nobody, however many have failed before", async () => {
        failed(9);
        fixture.api.users = ["ada", "grace", "edsger"].map((username) => ({
            username,
            attributes: new Map(),
            createdMs: 0,
        }));

        assert.equal((await run({ jobName, existingUsers: "omit" })).outs.jobId, "none");
    });
});
