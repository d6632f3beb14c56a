import assert from "node:assert/strict";
import { check } from "../../../provider/src/lifecycle/check";
import { create } from "../../../provider/src/lifecycle/create";
import { recordedInputs } from "../../../provider/src/resource/outputs";
import type { UserImportJobOutputs } from "../../../provider/src/resource/properties";
import { accessDenied, networkError, preconditionNotMet, serverError } from "../../support/aws/awsErrors";
import { fakePoolId, fakeRoleArn } from "../../support/aws/fakeImportApi";
import { checkedInputs, peopleCsv, programInputs } from "../../support/lifecycle/lifecycleFixture";
import { initializationErrorOf, useCreate } from "../../support/lifecycle/uploadFixture";

describe("create", () => {
    const { fixture, run } = useCreate();

    const operations = (): string[] => fixture.api.requests.map(({ operation }) => operation);

    it("creates, uploads, starts, waits and records everything", async () => {
        const { id, outs } = await run();

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.deepEqual(
            operations().filter((operation) => operation !== "describeJob"),
            ["getCsvHeader", "describeUserPool", "listJobs", "createJob", "startJob"],
        );
        assert.equal(fixture.server.puts.at(-1)?.body, peopleCsv);
        const expected: UserImportJobOutputs = {
            ...recordedInputs(checkedInputs()),
            jobId: "import-Fake1",
            status: "Succeeded",
            creationDate: outs.creationDate,
            startDate: outs.startDate,
            completionDate: outs.completionDate,
            importedUsers: 3,
            skippedUsers: 0,
            omittedUsers: 0,
            failedUsers: 0,
            completionMessage: "The job is done.",
            failures: [],
        };
        assert.deepEqual(outs, expected);
        assert.ok(outs.creationDate && outs.startDate && outs.completionDate);
    });

    it("shows on the row what it does, without an address or a name", async () => {
        await run();

        const seen = fixture.progress.statuses.join("\n");
        assert.match(seen, /checking users\.csv\n.*looking for job seed-0123\n.*uploading \d+ bytes/);
        assert.match(seen, /^0\/3 imported\n/m);
        assert.doesNotMatch(seen, /presigned|ada/);
    });

    it("validates the CSV once when check has just done so", async () => {
        const timesOpened = await countOpened();

        // Once by check, and once for the upload.
        assert.equal(timesOpened, 2);
    });

    it("validates it again where the pool's rules are others by now", async () => {
        const timesOpened = await countOpened(() => {
            fixture.api.header = [...fixture.api.header].reverse();
        });

        assert.equal(timesOpened, 3);
    });

    /** How often the source is opened by a check and the create after it. */
    async function countOpened(meanwhile = (): void => undefined): Promise<number> {
        let timesOpened = 0;
        const openSource: typeof fixture.deps.openSource = async (...args) => {
            timesOpened++;
            return await fixture.deps.openSource(...args);
        };
        const deps = { ...fixture.deps, openSource };
        const { inputs } = await check(deps, {}, programInputs());
        meanwhile();
        await create(deps, inputs);
        return timesOpened;
    }

    it("creates nothing where the CSV is not the pool's, the pool cannot be asked or the source is gone", async () => {
        fixture.api.header = [...fixture.api.header, "custom:team"];
        await assert.rejects(run(), { code: "validation-failed", message: /nothing was created:\n.*custom:team/ });

        fixture.api.script("getCsvHeader", accessDenied());
        await assert.rejects(run(), { code: "access-denied", message: /cognito-idp:GetCSVHeader/ });

        fixture.api.script("describeUserPool", serverError());
        await assert.rejects(run(), { code: "aws-error", message: /^DescribeUserPool in user pool/ });

        await assert.rejects(run({ source: "other.csv" }), { code: "source-unreadable" });
        assert.equal(fixture.api.count("createJob"), 0);
    });

    it("creates nothing where the source changed since it was checked", async () => {
        fixture.files.set("users.csv", peopleCsv.replace("ada,", "eve,"));

        await assert.rejects(run(), { code: "source-changed", message: /changed after it was checked, so nothing/ });
        assert.equal(fixture.api.count("createJob"), 0);
    });

    it("starts nothing where the source changes under its hands, and keeps the job", async () => {
        await check(fixture.deps, {}, programInputs());
        fixture.files.set("users.csv", peopleCsv.replace("ada,", "eve,"));

        const { id, message, properties } = await initializationErrorOf(fixture, run());

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.match(message, /has changed since it was checked.*was not started/);
        assert.equal(properties.status, "Created");
        assert.equal(fixture.api.count("startJob"), 0);
    });

    describe("where an earlier run left a job of the name", () => {
        it("uploads to and starts one that was created", async () => {
            fixture.api.addJob({ jobName: "seed-0123" });

            const { outs } = await run();

            assert.equal(outs.jobId, "import-Fake1");
            assert.equal(outs.importedUsers, 3);
            assert.equal(fixture.api.count("createJob"), 0);
        });

        it("waits for one that runs, and uploads nothing", async () => {
            const job = fixture.api.addJob({ jobName: "seed-0123" });
            await fixture.api.startJob(fakePoolId, job.jobId);
            const uploads = fixture.server.puts.length;

            const { outs } = await run();

            assert.equal(outs.jobId, job.jobId);
            assert.equal(outs.status, "Succeeded");
            assert.equal(fixture.server.puts.length, uploads);
            assert.equal(fixture.api.count("createJob"), 0);
        });
    });

    it("makes one job and no second where the answer to Create is lost", async () => {
        fixture.api.script("createJob", async (act) => {
            await act();
            throw networkError("ECONNRESET");
        });

        const { outs } = await run();

        assert.equal(outs.status, "Succeeded");
        assert.equal(fixture.api.jobs.length, 1);
    });

    it("throws a plain error while there is no job", async () => {
        fixture.api.script("createJob", accessDenied());

        await assert.rejects(run(), (error: Error) => !("id" in error) && error.name === "UserImportError");
    });

    it("queues for its turn while another job of the account is active", async () => {
        const busy = (): Error => preconditionNotMet("Another import job is active.");
        fixture.api.script("startJob", busy(), busy());

        assert.equal((await run()).outs.status, "Succeeded");
    });

    it("returns at once where it shall not wait", async () => {
        const { outs } = await run({ waitForCompletion: false });

        assert.equal(outs.status, "Pending");
        assert.equal(fixture.api.count("describeJob"), 0);
    });

    it("waits also where Start answers with the status that the job had before", async () => {
        fixture.api.script("startJob", async (act) => ({ ...((await act()) as object), status: "Created" }));

        assert.equal((await run()).outs.status, "Succeeded");
    });

    it("asks for the role and algorithm of the inputs", async () => {
        await run({ passwordHashingAlgorithm: "BCRYPT", ignoreProblems: ["password-hash-column-missing"] });

        const [request] = fixture.api.requests.filter(({ operation }) => operation === "createJob");
        assert.deepEqual(request?.args, [
            {
                userPoolId: fakePoolId,
                jobName: "seed-0123",
                cloudWatchLogsRoleArn: fakeRoleArn,
                passwordHashingAlgorithm: "BCRYPT",
            },
        ]);
    });
});
