import assert from "node:assert/strict";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { emptyProcessMemory } from "../../../provider/src/job/processMemory";
import { create } from "../../../provider/src/lifecycle/create";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { digestSource } from "../../../provider/src/resource/inspectSource";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import { formatPartReference } from "../../../provider/src/split/part";
import { withParts } from "../../../provider/src/split/partSource";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, digestOf, memorySource, poolHeader } from "../../support/lifecycle/lifecycleFixture";
import { useUploadFixture } from "../../support/lifecycle/uploadFixture";
import { textOf } from "../../support/sources/textOf";

const row = (name: string): string => `${name},,,,,,,,,,${name}@example.com,true,,,,,,false,,,false`;
const names = ["ada", "grace", "edsger", "barbara", "alan"];
const csv = `${[poolHeader, ...names.map(row)].join("\n")}\n`;

/** Ada and Edsger, lines 2 and 4, are in the pool. The third row of what is uploaded fails: Alan's, line 6. */
describe("failure lines of a job that left out who was in the pool", () => {
    const fixture = useUploadFixture();
    beforeEach(() => {
        fixture.files.set("users.csv", csv);
        addUsers("ada", "edsger");
        fixture.clock.advance(1);
        fixture.api.life = {
            pendingSeconds: 1,
            runSeconds: 5,
            end: { status: "Succeeded", importedUsers: 2, failedUsers: 1 },
        };
        fixture.api.logs.set("import-Fake1/seed-0123", [["[FAILED] Line Number 4 - Bad row."]]);
    });

    const inputs = (overrides: Partial<CheckedInputs> = {}): CheckedInputs =>
        checkedInputs({ existingUsers: "omit", sourceDigest: digestOf(csv), totalUsers: 5, ...overrides });
    const addUsers = (...usernames: string[]): void => {
        const createdMs = fixture.clock.now();
        fixture.api.users.push(...usernames.map((username) => ({ username, attributes: new Map(), createdMs })));
    };
    /** As another process: nothing is known but what AWS and the state know. */
    const nextRun = (): LifecycleDependencies => ({
        ...fixture.deps,
        memory: emptyProcessMemory(),
    });
    /** The process ends at Start, before anything is recorded; `isStarted`: AWS had the call. */
    const dieAtStart = async (isStarted: boolean): Promise<void> => {
        fixture.api.script("startJob", async (act) => {
            if (isStarted) {
                await act();
            }
            throw new Error("killed");
        });
        await assert.rejects(create(fixture.deps, inputs()), /killed/);
        assert.equal(
            fixture.server.puts.at(-1)?.body,
            [poolHeader, row("grace"), row("barbara"), row("alan"), ""].join("\n"),
        );
    };

    for (const [when, isStarted] of [
        ["uploaded", false],
        ["started", true],
    ] as const) {
        it(`are the source's where the run died once it had ${when}`, async () => {
            await dieAtStart(isStarted);
            if (isStarted) {
                // The job goes on without its process, and so the pool has more of the source's users by now.
                fixture.clock.advance(2);
                addUsers("grace", "barbara");
            }

            const { outs } = await create(nextRun(), inputs());

            assert.deepEqual(outs.failures, [{ line: 6, reason: "Bad row." }]);
            assert.deepEqual([outs.jobId, outs.status, outs.omittedUsers], ["import-Fake1", "Succeeded", 2]);
            assert.match(fixture.progress.warnings.join("\n"), /Users not imported: 1\.\n {2}line 6: Bad row\./);
            assert.equal(fixture.api.count("createJob"), 1);
        });
    }

    it("are the source's where a later run waits for the job, and where a refresh finds it ended", async () => {
        await dieAtStart(true);
        const [job] = fixture.api.jobs;
        assert.ok(job !== undefined);
        const recorded = toOutputs(inputs(), job);
        addUsers("grace", "barbara");

        const { outs } = await update(nextRun(), `${fakePoolId}/import-Fake1`, recorded, inputs());
        const { props } = await read(nextRun(), `${fakePoolId}/import-Fake1`, recorded);

        assert.deepEqual(outs.failures, [{ line: 6, reason: "Bad row." }]);
        assert.deepEqual(props.failures, outs.failures);
    });

    it("are found by a refresh however long that takes: the timeout is that of an up", async () => {
        await dieAtStart(true);
        const [job] = fixture.api.jobs;
        assert.ok(job !== undefined);
        const recorded = toOutputs(inputs({ timeout: "1s" }), job);
        fixture.clock.advance(10);
        fixture.api.script("listUsers", async (act) => {
            fixture.clock.advance(60);
            return await act();
        });

        const { props } = await read(nextRun(), `${fakePoolId}/import-Fake1`, recorded);

        assert.deepEqual(props.failures, [{ line: 6, reason: "Bad row." }]);
    });

    it("are not guessed where the pool has lost users, or the source has changed, since the upload", async () => {
        await dieAtStart(true);
        const users = [...fixture.api.users];
        fixture.api.users.shift();
        const withoutAda = await create(nextRun(), inputs());
        fixture.api.users.push(...users);
        fixture.files.set("users.csv", csv.replace("alan@", "al@"));
        // A run that ended before the job did: the next one judges it for the first time.
        const recorded = { ...withoutAda.outs, status: "Pending", failures: [] };
        const { outs } = await update(nextRun(), withoutAda.id, recorded, inputs());

        assert.deepEqual([withoutAda.outs.failures, outs.failures], [[], []]);
        const [lost, changed] = fixture.progress.warnings.filter((text) => text.includes("Users not imported: 1."));
        const unknown =
            "The failed lines are unknown: the search for the users who were left out of the upload failed.";
        assert.ok(lost?.includes(`${unknown} The pool has changed since the upload.`), lost);
        assert.ok(changed?.includes(`${unknown} The source users.csv has changed since it was checked.`), changed);
    });

    it("are the whole file's in what is said of a part of it", async () => {
        const limits = { maxRows: 3, maxBytes: 100_000 };
        const openSource = withParts(async (named: unknown) =>
            memorySource(String(named), fixture.files.get(String(named))),
        );
        const source = formatPartReference({ source: "users.csv", part: 2, isLast: true, limits });
        const part = await openSource(source, undefined, { maxBytes: 1e6 });
        assert.equal(await textOf(part), [poolHeader, row("barbara"), row("alan"), ""].join("\n"));
        addUsers("barbara");
        fixture.clock.advance(1);
        fixture.api.life = { ...fixture.api.life, end: { status: "Succeeded", failedUsers: 1 } };
        fixture.api.logs.set("import-Fake1/seed-0123", [["[FAILED] Line Number 2 - Bad row."]]);

        const { outs } = await create(
            { ...fixture.deps, openSource },
            inputs({ source, sourceDigest: await digestSource(part, {}), totalUsers: 2 }),
        );

        assert.match(fixture.progress.warnings.join(), /Users not imported: 1\.\n {2}users\.csv:6: Bad row\./);
        // A job's own output has the line of its part; UserImport makes the whole's of it.
        assert.deepEqual(outs.failures, [{ line: 3, reason: "Bad row." }]);
    });
});
