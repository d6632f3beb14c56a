import assert from "node:assert/strict";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs, UserImportJobOutputs } from "../../../provider/src/resource/properties";
import { formatPartReference } from "../../../provider/src/split/part";
import { withParts } from "../../../provider/src/split/partSource";
import type { RowFailure } from "../../../provider/src/types";
import { accessDenied } from "../../support/aws/awsErrors";
import { type FakeJob, fakePoolId } from "../../support/aws/fakeImportApi";
import {
    checkedInputs,
    digestOf,
    type LifecycleFixture,
    lifecycleFixture,
    memorySource,
    poolHeader,
} from "../../support/lifecycle/lifecycleFixture";
import { initializationErrorOf } from "../../support/lifecycle/uploadFixture";

const row = (name: string): string => `${name},,,,,,,,,,${name}@example.com,true,,,,,,false,,,false`;
const csv = `${[poolHeader, ...["ada", "grace", "edsger", "barbara", "alan"].map(row)].join("\n")}\n`;
const alan = { line: 6, reason: "Bad row." };

/** Ada and Edsger were in the pool and left out; of the three others Alan failed, in line 4 of what was uploaded. */
describe("update of a job that had ended", () => {
    let fixture: LifecycleFixture;
    let job: FakeJob;
    beforeEach(() => {
        fixture = lifecycleFixture();
        fixture.files.set("users.csv", csv);
        const users = ["ada", "edsger"].map((username) => ({ username, attributes: new Map(), createdMs: 0 }));
        fixture.api.users.push(...users);
        job = fixture.api.addJob({ jobName: "seed-0123", status: "Succeeded", importedUsers: 2, failedUsers: 1 });
        logs("[FAILED] Line Number 4 - Bad row.");
    });

    const logs = (...messages: string[]): void => void fixture.api.logs.set(`${job.jobId}/seed-0123`, [messages]);
    const inputs = (overrides: Partial<CheckedInputs> = {}): CheckedInputs =>
        checkedInputs({ existingUsers: "omit", sourceDigest: digestOf(csv), totalUsers: 5, ...overrides });
    const recorded = (failures: readonly RowFailure[] = [alan]): UserImportJobOutputs =>
        toOutputs(inputs(), job, failures);
    const run = async (olds: UserImportJobOutputs, news: CheckedInputs): Promise<UserImportJobOutputs> =>
        (await update(fixture.deps, `${fakePoolId}/${job.jobId}`, olds, news)).outs;
    const refreshed = async (olds: UserImportJobOutputs): Promise<Partial<UserImportJobOutputs>> =>
        (await read(fixture.deps, `${fakePoolId}/${job.jobId}`, olds)).props;
    const poolCalls = (): number => fixture.api.count("listUsers") + fixture.api.count("findUser");

    for (const [when, change] of [
        ["", () => undefined],
        [", also once AWS has no log of it any more", () => fixture.api.logs.clear()],
        [", also where the log may not be read", () => fixture.api.script("findLogStreams", accessDenied())],
        [", also once a user is gone who was left out", () => fixture.api.users.pop()],
        [", also once the source cannot be read", () => fixture.files.clear()],
    ] as const) {
        it(`keeps the recorded failures and looks neither into the log nor into the pool${when}`, async () => {
            const olds = recorded();
            change();

            const outs = await run(olds, inputs({ timeout: "5m" }));

            assert.deepEqual(outs, { ...olds, timeout: "5m" });
            assert.deepEqual(
                fixture.api.requests.map(({ operation }) => operation),
                ["describeJob"],
            );
            assert.deepEqual(fixture.progress.warnings, ["Users not imported: 1.\n  line 6: Bad row."]);
        });
    }

    it("looks nowhere where a part of a file is no longer the last, and names the file's line", async () => {
        const openSource = withParts(async (path: unknown) => {
            return await Promise.resolve(memorySource(String(path), fixture.files.get(String(path))));
        });
        const limits = { maxRows: 3, maxBytes: 100_000 };
        const part = (isLast: boolean): string => formatPartReference({ source: "users.csv", part: 2, isLast, limits });
        Object.assign(fixture.deps, { openSource });
        Object.assign(job, { importedUsers: 0 });
        const of = (isLast: boolean): CheckedInputs => inputs({ source: part(isLast), totalUsers: 2 });
        const failures = [{ line: 3, reason: "Bad row." }];
        fixture.files.set("users.csv", `${csv}${["dennis", "ken"].map(row).join("\n")}\n`);

        const outs = await run(toOutputs(of(true), job, failures), of(false));

        assert.deepEqual([outs.source, outs.failures, outs.omittedUsers], [part(false), failures, 1]);
        assert.deepEqual(
            fixture.api.requests.map(({ operation }) => operation),
            ["describeJob"],
        );
        assert.deepEqual(fixture.progress.warnings, ["Users not imported: 1.\n  users.csv:6: Bad row."]);
    });

    it("keeps the failures in an error by a new limit too", async () => {
        fixture.api.logs.clear();

        const { message, properties } = await initializationErrorOf(
            fixture,
            run(recorded(), inputs({ maxFailedUsers: 0 })),
        );

        assert.match(message, /1 user failed, more than maxFailedUsers allows \(0\)\.\n {2}line 6: Bad row\./);
        assert.deepEqual(properties.failures, [alan]);
    });

    it("keeps the failures where it is interrupted while it waits for the log", async () => {
        Object.assign(job, { importedUsers: 1, failedUsers: 2 });
        const interrupted = new AbortController();
        fixture.api.script("readLog", () => {
            interrupted.abort();
            return { messages: [], nextToken: undefined };
        });
        Object.assign(fixture.deps, { signal: interrupted.signal });

        const { properties } = await initializationErrorOf(fixture, run(recorded(), inputs({ timeout: "5m" })));

        assert.deepEqual([properties.failures, properties.omittedUsers], [[alan], 2]);
    });

    it("leaves lines that only a look at the whole pool would tell to a refresh, and says so", async () => {
        const outs = await run(recorded([]), inputs({ timeout: "5m" }));

        assert.deepEqual([outs.failures, poolCalls()], [[], 0]);
        assert.match(fixture.progress.warnings.join(), /Users not imported: 1\.\n {2}.*`pulumi refresh`/);
        assert.deepEqual((await refreshed(outs)).failures, [alan]);
    });

    it("names lines that the log tells of meanwhile without the pool where nobody was left out", async () => {
        Object.assign(job, { importedUsers: 4 });

        const outs = await run(recorded([]), inputs({ timeout: "5m" }));

        assert.deepEqual([outs.failures, outs.omittedUsers], [[{ line: 4, reason: "Bad row." }], 0]);
        assert.equal(poolCalls(), 0);
    });

    it("still looks into the pool for a job that has ended since", async () => {
        const olds = toOutputs(inputs(), { ...job, status: "InProgress", importedUsers: 1, failedUsers: 0 });

        assert.deepEqual((await run(olds, inputs())).failures, [alan]);
        assert.ok(poolCalls() > 0);
    });

    it("knows how many were left out also once existingUsers has changed, and so does a refresh", async () => {
        const outs = await run(recorded(), inputs({ existingUsers: "skip" }));
        const { failures, omittedUsers } = await refreshed(outs);

        assert.deepEqual([outs.existingUsers, outs.omittedUsers, outs.failures], ["skip", 2, [alan]]);
        assert.deepEqual([omittedUsers, failures], [2, [alan]]);
        assert.equal(fixture.progress.warnings.length, 1, "nothing is said of rows that AWS does not count");
        assert.deepEqual((await refreshed({ ...outs, failures: [] })).failures, [alan]);
    });

    describe("with more failures than are recorded", () => {
        const messages = Array.from({ length: 250 }, (_, index) => `[FAILED] Line Number ${index + 2} - Bad row.`);
        const failures = Array.from({ length: 100 }, (_, index) => ({ line: index + 4, reason: "Bad row." }));
        beforeEach(() => {
            Object.assign(job, { importedUsers: 1, failedUsers: 250 });
            logs(...messages);
        });
        const many = (overrides: Partial<CheckedInputs> = {}): CheckedInputs =>
            inputs({ totalUsers: 253, ...overrides });

        it("keeps the recorded ones, and tells the reasons of all by the log", async () => {
            const outs = await run(toOutputs(many(), job, failures), many({ timeout: "5m" }));

            assert.deepEqual([outs.failures, poolCalls()], [failures, 0]);
            assert.match(
                fixture.progress.warnings.join(),
                /line 13: .*\n {2}… and 240 more; in all\n {2}250 × Bad row\.$/,
            );
        });

        it("keeps them also without the log", async () => {
            fixture.api.logs.clear();

            const outs = await run(toOutputs(many(), job, failures), many({ timeout: "5m" }));

            assert.deepEqual(outs.failures, failures);
            assert.match(fixture.progress.warnings.join(), /line 13: Bad row\.\n {2}… and 240 more$/);
            assert.deepEqual(fixture.clock.sleeps, []);
        });

        it("tells the reasons of those that it lists no line of from what is recorded", async () => {
            Object.assign(job, { failedUsers: 12 });
            fixture.api.logs.clear();

            await run(toOutputs(many(), job, failures.slice(0, 12)), many({ timeout: "5m" }));

            assert.match(
                fixture.progress.warnings.join(),
                /line 13: .*\n {2}… and 2 more; in all\n {2}12 × Bad row\.$/,
            );
        });
    });
});
