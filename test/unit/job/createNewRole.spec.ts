import assert from "node:assert/strict";
import { shownText } from "../../../provider/src/errors/shownText";
import type { ImportJob } from "../../../provider/src/types";
import { fakePoolId, fakeRoleArn } from "../../support/aws/fakeImportApi";
import { textsOfAnotherJob, textsOfTheCaller, textsOfTheRole } from "../../support/aws/roleRefusals";
import { useCreate } from "../../support/lifecycle/uploadFixture";

const completionMessage = "Amazon Cognito cannot assume the CloudWatch Logs role of the import job.";

describe("create, where the job fails for its role", () => {
    const { fixture, run, failure } = useCreate();

    /** The next jobs that are started end so, later ones succeed. */
    const failing = (jobs: number, end: Partial<ImportJob> = {}): void => {
        const { life } = fixture.api;
        const failed = { ...life, end: { status: "Failed", completionMessage, ...end } };
        fixture.api.script(
            "startJob",
            ...Array.from({ length: jobs }, () => async (act: () => Promise<unknown>) => {
                fixture.api.life = failed;
                const started = await act();
                fixture.api.life = life;
                return started;
            }),
        );
    };

    it("makes one new job in its place, a minute after it began, and says so", async () => {
        failing(1);
        const began = fixture.clock.now();

        const { id, outs } = await run();

        assert.equal(id, `${fakePoolId}/import-Fake2`);
        assert.deepEqual([outs.status, outs.importedUsers], ["Succeeded", 3]);
        assert.match(
            fixture.progress.infos[0] ?? "",
            /import-Fake1 failed because of its CloudWatch Logs role.*cannot assume.*It imported nobody\. A new job replaces it/,
        );
        const second = fixture.api.jobs.find(({ jobId }) => jobId === "import-Fake2");
        assert.equal(Date.parse(second?.creationDate ?? "") - began, 60_000);
    });

    for (const text of textsOfTheRole) {
        it(`makes one new job in its place where AWS says "${text}"`, async () => {
            failing(1, { completionMessage: shownText(text) });

            assert.equal((await run()).id, `${fakePoolId}/import-Fake2`);
            assert.match(fixture.progress.infos[0] ?? "", /import-Fake1 failed because of its CloudWatch Logs role/);
        });
    }

    for (const text of [...textsOfAnotherJob, ...textsOfTheCaller]) {
        it(`makes no new job where AWS says "${text}"`, async () => {
            failing(1, { completionMessage: shownText(text) });

            assert.equal((await failure()).id, `${fakePoolId}/import-Fake1`);
            assert.equal(fixture.api.count("createJob"), 1);
        });
    }

    it("waits no more where the job has failed after more than a minute", async () => {
        fixture.api.life = { ...fixture.api.life, runSeconds: 300 };
        failing(1);

        await run();

        assert.equal(fixture.api.jobs.length, 2);
        assert.doesNotMatch(fixture.progress.allText(), /waiting for the new role/);
    });

    it("does not take an attribute that is called so for the role", async () => {
        failing(1, { completionMessage: "The attribute custom:role in the CSV header is not of the user pool." });

        const { id, message } = await failure();

        assert.equal(id, `${fakePoolId}/import-Fake1`);
        assert.equal(fixture.api.count("createJob"), 1);
        assert.doesNotMatch(message, /trust policy/);
    });

    it("makes no third job, keeps the second, and shows the policies that the role needs", async () => {
        failing(2);

        const { id, message, properties } = await failure();

        assert.equal(id, `${fakePoolId}/import-Fake2`);
        assert.equal(properties.status, "Failed");
        assert.match(message, /The next `pulumi up` replaces it with a new job.* A new role may need a minute/s);
        assert.match(
            message,
            new RegExp(`${fakeRoleArn} exists, that its trust policy allows .*sts:AssumeRole.*logs:PutLogEvents`),
        );
        assert.equal(fixture.api.count("createJob"), 2);
    });

    it("never imports again what may be imported already, or what failed for another reason", async () => {
        const ends: readonly Partial<ImportJob>[] = [
            { importedUsers: 1 },
            { skippedUsers: 1 },
            { failedUsers: 1 },
            { completionMessage: "Amazon Cognito is unable to parse the file." },
            { completionMessage: "Too many users have failed or been skipped during the import." },
            { completionMessage: undefined },
            { status: "Stopped" },
        ];
        for (const end of ends) {
            const before = fixture.api.count("createJob");
            fixture.api.jobs.length = 0;
            failing(1, end);

            await failure();

            assert.equal(fixture.api.count("createJob"), before + 1, JSON.stringify(end));
        }
    });

    it("makes no new job that the timeout leaves no time for", async () => {
        failing(1);

        const { message } = await failure({ timeout: "45s" });

        assert.match(message, /ended as Failed/);
        assert.equal(fixture.api.count("createJob"), 1);
    });
});
