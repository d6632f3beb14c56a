import assert from "node:assert/strict";
import path from "node:path";
import { paginateListUsers } from "@aws-sdk/client-cognito-identity-provider";
import { untilCalled } from "../support/aws/untilCalled";
import { people, person, type RowValues } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, type ImportStackOptions, withImportStack } from "../support/pulumi/importStack";
import { leavePending, waitsForPending } from "../support/pulumi/leavePending";

const program = path.resolve(__dirname, "../fixtures/programs/userImport");
const limits = { maxRows: 20, maxBytes: 1_000_000 };

/** 55 people are cut into three parts. */
const rows = people(55);

async function withUserImport(
    test: (context: ImportStack) => Promise<void>,
    options: ImportStackOptions = {},
): Promise<void> {
    await withImportStack({ program, ...options, config: { limits, ...options.config } }, test);
}

async function usernames({ clients, poolId }: ImportStack): Promise<string[]> {
    const names: string[] = [];
    for await (const page of paginateListUsers({ client: clients.cognito }, { UserPoolId: poolId })) {
        names.push(...(page.Users ?? []).map((user) => user.Username ?? ""));
    }
    return names.sort(byCodeUnits);
}

function byCodeUnits(a: string, b: string): number {
    return a < b ? -1 : 1;
}

function namesOf(people: readonly RowValues[]): string[] {
    return people.map((row) => String(row["cognito:username"])).sort(byCodeUnits);
}

describe("UserImport through the real engine", () => {
    before(needsEngine);

    it("imports what takes three jobs, one after another, everybody once, and runs one job for a changed row", async () => {
        // All but one of the changed part's users are there already, which AWS would take for a failure.
        const emulator = { maxFailedOrSkippedShare: 1 };
        await withUserImport(
            async (context) => {
                const { stack } = context;
                await context.writeRows(rows);

                const preview = await stack.preview();
                const up = await stack.up();

                assert.match(preview.stdout, /5 to create/);
                assert.equal(context.countCalls("CreateUserImportJob"), 3);
                const { jobIds, startDates, completionDates, ...outputs } = await stack.outputs();
                assert.deepEqual(outputs, {
                    status: "Succeeded",
                    importedUsers: 55,
                    skippedUsers: 0,
                    failedUsers: 0,
                    omittedUsers: 0,
                    totalUsers: 55,
                    failures: [],
                });
                assert.deepEqual(await usernames(context), namesOf(rows));
                const before = jobIds as string[];
                assert.equal(new Set(before).size, 3);
                const [ends, starts] = [completionDates as string[], startDates as string[]];
                assert.ok(ends.slice(0, -1).every((end, index) => end <= String(starts[index + 1])));
                const state = await stack.exportState();
                assert.doesNotMatch(state.text + up.all, /user\d|example\.com|X-Amz-|cacheKey/);
                assert.match((await stack.up()).stdout, /5 unchanged/);
                assert.equal(context.countCalls("CreateUserImportJob"), 3);

                await context.writeRows(rows.toSpliced(25, 1, person("another")));
                const changed = await stack.up();

                assert.match(changed.stdout, /1 replaced\s+4 unchanged|4 unchanged\s+1 replaced|\+-1 replaced/);
                const after = (await stack.outputs()).jobIds as string[];
                assert.deepEqual([after[0], after[2]], [before[0], before[2]]);
                assert.notEqual(after[1], before[1]);
                assert.equal(context.countCalls("CreateUserImportJob"), 4);
                assert.ok((await usernames(context)).includes("another"));
            },
            { emulator },
        );
    });

    it("runs one more job for rows that were added to a file of full parts", async () => {
        await withUserImport(async (context) => {
            await context.writeRows(people(20));
            await context.stack.up();
            const [first] = (await context.stack.outputs()).jobIds as string[];
            await context.writeRows([...people(20), ...people(60).slice(20, 60)]);

            await context.stack.up();

            const outputs = await context.stack.outputs();
            assert.equal((outputs.jobIds as string[])[0], first);
            assert.deepEqual(await usernames(context), namesOf(people(60)));
        });
    });

    it("refuses a file that is written while its first part is imported, and imports everybody next time", async () => {
        const clock = new HeldClock();
        const emulator = { clock, maxFailedOrSkippedShare: 1 };
        await withUserImport(
            async (context) => {
                const forty = people(40);
                await context.writeRows(forty);
                const up = context.stack.spawnUp();
                await up.waitForOutput(waitsForPending);
                await context.writeRows(forty.toReversed());
                clock.release();
                const refused = await up.finished;
                const inPool = (await usernames(context)).length;
                await context.stack.up();

                assert.notEqual(refused.exitCode, 0);
                assert.match(refused.all, /users\.csv changed while its parts were imported/);
                assert.equal(inPool, 20);
                assert.deepEqual(await usernames(context), namesOf(forty));
            },
            { emulator },
        );
    });

    it("sends only the new users of a list that grows past its parts, where existing ones are omitted", async () => {
        await withUserImport(
            async (context) => {
                await context.writeRows(people(38));
                await context.stack.up();
                await context.writeRows([...people(55), person("late", { email: "" })]);

                const up = await context.stack.up();

                const outputs = await context.stack.outputs();
                assert.deepEqual([outputs.status, outputs.skippedUsers, outputs.totalUsers], ["Succeeded", 0, 56]);
                assert.ok(Number(outputs.omittedUsers) > 0);
                assert.deepEqual(await usernames(context), namesOf(people(55)));
                // The line is the file's, although neither the lines before its part nor the omitted ones were uploaded.
                assert.match(up.all, /Users not imported: 1\.\s+\S+users\.csv:57: /);
                assert.deepEqual(
                    (outputs.failures as { line: number }[]).map(({ line }) => line),
                    [57],
                );
            },
            { args: { existingUsers: "omit", invalidRows: "warn" } },
        );
    });

    it("tells failed rows, and what is wrong in a preview, by their lines in the whole file", async () => {
        const bad = rows.with(50, person("user50", { email: "" }));
        await withUserImport(async (context) => {
            await context.writeRows(bad);

            const preview = await context.stack.preview({ expectFailure: true });
            await context.setArgs({ invalidRows: "warn" });
            const up = await context.stack.up();

            assert.match(preview.all, /users\.csv:52: email/);
            assert.match(up.all, /Users not imported: 1\.\s+\S+users\.csv:52: /);
            const outputs = await context.stack.outputs();
            assert.deepEqual([outputs.importedUsers, outputs.failedUsers], [54, 1]);
            assert.deepEqual(
                (outputs.failures as { line: number }[]).map(({ line }) => line),
                [52],
            );
        });
    });

    it("warns in a preview of users who are in two parts", async () => {
        await withUserImport(async (context) => {
            await context.writeRows(rows.with(50, person("user3")));

            const preview = await context.stack.preview();

            assert.match(preview.all, /in the source twice.*\s+line 52: repeats the username of line 5\s/);
            assert.doesNotMatch(preview.all, /user3/);
        });
    });

    it("stops at the job that exceeds what all are allowed, and goes on from there once more is allowed", async () => {
        const bad = rows.map((row, index) => (index === 1 || index === 30 ? { ...row, email: "" } : row));
        await withUserImport(
            async (context) => {
                await context.writeRows(bad);

                const up = await context.stack.up({ expectFailure: true });
                assert.match(up.all, /1 user failed, more than maxFailedUsers allows/);
                assert.equal(context.countCalls("CreateUserImportJob"), 2);
                await context.setArgs({ maxFailedUsers: 2 });
                await context.stack.up();

                assert.equal(context.countCalls("CreateUserImportJob"), 3);
                assert.equal((await context.stack.outputs()).importedUsers, 53);
            },
            { args: { invalidRows: "warn", maxFailedUsers: 1 } },
        );
    });

    it("stops a job that still runs before its part's next one, and leaves the job after it alone", async () => {
        const clock = new HeldClock(false);
        const emulator = { clock, maxFailedOrSkippedShare: 1 };
        await withUserImport(
            async (context) => {
                await context.writeRows(people(24));
                await context.stack.up();
                const before = (await context.stack.outputs()).jobIds as string[];
                await context.writeRows(people(24).toSpliced(13, 1, person("another")));
                clock.hold();
                await leavePending(context);
                await context.writeRows(people(24).toSpliced(13, 1, person("somebody")));

                const next = context.stack.spawnUp();
                await untilCalled(context.emulator, "StopUserImportJob");
                clock.release();
                const up = await next.finished;

                assert.equal(up.exitCode, 0, up.all);
                assert.match(up.stdout, /users-2 deleting original|users-2 deleted original|users-2 stopping import-/);
                const after = (await context.stack.outputs()).jobIds as string[];
                assert.deepEqual([after[0], after[2]], [before[0], before[2]]);
                assert.equal(context.countCalls("StopUserImportJob"), 1);
                assert.equal(context.countCalls("CreateUserImportJob"), 5);
            },
            { emulator, config: { limits: { ...limits, maxRows: 10 } } },
        );
    });
});
