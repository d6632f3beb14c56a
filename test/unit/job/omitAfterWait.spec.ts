import assert from "node:assert/strict";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { create } from "../../../provider/src/lifecycle/create";
import { preconditionNotMet } from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, digestOf, peopleCsv } from "../../support/lifecycle/lifecycleFixture";
import { useCreate } from "../../support/lifecycle/uploadFixture";
import { s3Error } from "../../support/web/uploadServer";

const more = `${peopleCsv}alan,,,,,,,,,,alan@example.com,true,,,,,,false,,,false\n`;
const omit = { existingUsers: "omit" } as const;

describe('existingUsers "omit", where another job imports the same users meanwhile', () => {
    const { fixture, run } = useCreate();

    /** Ends every job with the users of the last upload in the pool. */
    const endWith = (...names: string[]): void => {
        fixture.api.users = names.map((username) => ({ username, attributes: new Map(), createdMs: 0 }));
    };

    const uploadedRows = (): number[] =>
        fixture.server.puts.map(({ body }) => body.split("\n").filter((line) => line !== "").length - 1);

    it("looks into the pool once a resource of the same run has had its turn, and uploads nobody twice", async () => {
        fixture.files.set("more.csv", more);
        const deps: LifecycleDependencies = {
            ...fixture.deps,
            clock: {
                ...fixture.clock,
                sleep: async (seconds, signal) => {
                    if (seconds > 3600) {
                        await new Promise((_resolve, reject) =>
                            signal?.addEventListener("abort", () => reject(signal.reason)),
                        );
                    }
                    await fixture.clock.sleep(seconds, signal);
                    endWith("ada", "grace", "edsger");
                },
            },
        };
        const first = create(deps, checkedInputs({ ...omit, jobName: "seed-0123456789ab-00000000" }));
        const second = create(
            deps,
            checkedInputs({
                ...omit,
                jobName: "more-ba9876543210-00000000",
                source: "more.csv",
                sourceDigest: digestOf(more),
                totalUsers: 4,
            }),
        );

        await Promise.all([first, second]);

        assert.deepEqual(uploadedRows(), [3, 1]);
    });

    it("looks again, and uploads again, after it had to wait for a job of somebody else in the pool", async () => {
        fixture.api.script("startJob", async () => {
            const other = fixture.api.addJob();
            await fixture.api.startJob(fakePoolId, other.jobId);
            endWith("ada", "grace");
            throw preconditionNotMet("Another import job is active.");
        });

        await run(omit);

        assert.deepEqual(uploadedRows(), [3, 1]);
        assert.equal(fixture.api.count("createJob"), 1);
    });

    it("starts no job where that has left nobody to import", async () => {
        fixture.api.script("startJob", async () => {
            const other = fixture.api.addJob();
            await fixture.api.startJob(fakePoolId, other.jobId);
            endWith("ada", "grace", "edsger");
            throw preconditionNotMet("Another import job is active.");
        });

        const { id, outs } = await run(omit);

        assert.deepEqual([id, outs.status, outs.omittedUsers], [`${fakePoolId}/none`, "Succeeded", 3]);
        assert.match(fixture.progress.infos.join("\n"), /import-Fake1 is not started/);
    });

    it("looks again for the job that takes the place of a found one, whose upload address has expired meanwhile", async () => {
        const inputs = { ...omit, jobName: "seed-0123456789ab-00000000" };
        fixture.api.addJob({ jobName: inputs.jobName });
        fixture.api.script("startJob", async () => {
            const other = fixture.api.addJob();
            await fixture.api.startJob(fakePoolId, other.jobId);
            endWith("ada", "grace");
            fixture.server.script(s3Error(403, "AccessDenied", "Request has expired"));
            throw preconditionNotMet("Another import job is active.");
        });

        await run(inputs);

        assert.deepEqual(uploadedRows().at(-1), 1);
        assert.equal(fixture.api.count("createJob"), 1);
    });

    it("takes a list that is behind for no other job that ended: it pauses, and uploads no more than once again", async () => {
        const other = fixture.api.addJob({ status: "Succeeded" });
        const stale = { jobs: [{ ...other, status: "InProgress" }], paginationToken: undefined };
        fixture.api.script("listJobs", (act) => act(), ...Array.from({ length: 8 }, () => () => stale));
        const busy = preconditionNotMet("Another import job is active.");
        fixture.api.script("startJob", busy, busy, busy, busy);

        await run(omit);

        assert.equal(fixture.server.puts.length, 2);
        assert.ok(fixture.clock.sleeps.filter((seconds) => seconds === 5).length >= 2, String(fixture.clock.sleeps));
    });
});
