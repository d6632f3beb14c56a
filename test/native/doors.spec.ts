import assert from "node:assert/strict";
import path from "node:path";
import { availableDoors, type Door } from "../support/doors/doors";
import { DoorTable } from "../support/doors/table";
import { csvFor, endOf, type people, person, roleArn, startImport } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { type HeldOpen, holdOpen } from "../support/process/holdOpen";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import { waitsForPending } from "../support/pulumi/leavePending";
import type { CommandResult } from "../support/pulumi/pulumiCommand";
import { assertKeptNowhere } from "../support/repository/filesWith";

/** What stands nowhere: a part of each username, address and hash. */
const canary = "CanaryOfNobody";
const secretKey = "SecretKeyOfCanary";

/** A stack that goes through all scenarios, one after another, and all that its commands have printed. */
interface Visit extends ImportStack {
    readonly door: Door;
    /** Held: a job that is started stays Pending. */
    readonly clock: HeldClock;
    readonly printed: CommandResult[];
}

/** It takes less than a tenth of a second where this machine has nothing else to do; without Cancel it would take for ever. */
const patienceMilliseconds = 4_000;

const noChanges = { arguments: ["--expect-no-changes"] };

function guests(count: number, prefix = canary): ReturnType<typeof people> {
    return Array.from({ length: count }, (_, index) => {
        const hash = `$2b$10$${`${canary}${index}`.padEnd(53, ".")}`;
        return person(`${prefix}${index}`, { password_hash: hash });
    });
}

/** In this order: each begins where the one before it ended. */
const scenarios: Readonly<Record<string, (visit: Visit) => Promise<void>>> = {
    "a preview refuses a bad CSV by its line": async ({ stack, printed, writeRows, countCalls }) => {
        await writeRows([...guests(2), person(`${canary}5`, { email: "", phone_number: "+15550100" })]);

        const preview = keep(printed, await stack.preview({ expectFailure: true }));

        assert.match(preview.all, /users\.csv:4: /);
        assert.equal(countCalls("CreateUserImportJob"), 0);
    },

    "Ctrl-C ends the wait; the job is in the state, no operation is pending": async (visit) => {
        const { stack, printed, writeRows, importJob } = visit;
        await writeRows(guests(2));
        const up = stack.spawnUp();
        await up.waitForOutput(waitsForPending);

        const interrupted = performance.now();
        up.interrupt();
        await up.waitForOutput(/ users \*\*creating failed\*\*/);
        const milliseconds = performance.now() - interrupted;
        table.note(visit.door.name, "from Ctrl-C to the end of the wait", `${Math.round(milliseconds)} ms`);
        const ended = keep(printed, await up.finished);

        assert.ok(milliseconds < patienceMilliseconds, `it took ${milliseconds} ms`);
        assert.notEqual(ended.exitCode, 0);
        assert.match(ended.all, /The run was cancelled\. The import job goes on in AWS/);
        assert.equal((await importJob())?.outputs?.status, "Pending");
        assert.deepEqual((await stack.exportState()).pendingOperations, []);
    },

    "the next up goes on with that job and imports": async ({ stack, printed, clock, countCalls, usernames }) => {
        clock.release();

        keep(printed, await stack.up());

        const { status, importedUsers, failures } = await stack.outputs();
        assert.deepEqual({ status, importedUsers, failures }, { status: "Succeeded", importedUsers: 2, failures: [] });
        assert.equal(countCalls("CreateUserImportJob"), 1);
        assert.deepEqual(await usernames(), [`${canary}0`, `${canary}1`]);
    },

    "up and refresh change nothing": async ({ stack, printed, countCalls }) => {
        keep(printed, await stack.up(noChanges));
        keep(printed, await stack.refresh(noChanges));

        assert.equal(countCalls("CreateUserImportJob"), 1);
    },

    "a changed CSV is a replacement, in the preview too": async ({ stack, printed, clock, writeRows }) => {
        clock.hold();
        await writeRows(guests(5));

        const preview = keep(printed, await stack.preview({ arguments: ["--diff"] }));

        assert.match(preview.stdout, /sourceDigest/);
        assert.match(preview.stdout, /1 to replace/);
    },

    "kill -9 of the engine leaves no process that works; the next up goes on with the same job": async (visit) => {
        const { door, stack, printed, clock, countCalls } = visit;
        const up = stack.spawnUp();
        await up.waitForOutput(waitsForPending);
        keep(printed, await up.killCli());
        await door.untilNothingWorks(stack.home);
        await stack.cancel();
        clock.release();

        keep(printed, await stack.up());

        const { importedUsers, skippedUsers } = await stack.outputs();
        assert.deepEqual([importedUsers, skippedUsers], [3, 2]);
        assert.equal(countCalls("CreateUserImportJob"), 2);
    },

    "import adopts a job of others, which is neither started nor stopped; a preview has no change": async (visit) => {
        const { door, clients, clock, folder, poolId, countCalls } = visit;
        clock.hold();
        const csv = await csvFor(clients.cognito, poolId, guests(3, `${canary}Other`));
        const ids = await startImport(clients.cognito, poolId, csv, "BCRYPT");
        const before = ["StartUserImportJob", "StopUserImportJob"].map(countCalls);
        const csvPath = path.join(folder, "others.csv");
        await visit.writeRows(guests(3, `${canary}Other`), csvPath);

        await visit.withTwin(async (twin) => {
            const args = { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn, passwordHashingAlgorithm: "BCRYPT" };
            await twin.setConfig({ args: { ...args, ...door.importedArgs(csvPath) } });
            const bring = () => door.importJob({ ...visit, csvPath }, twin, `${poolId}/${ids.JobId}`);

            await bring();
            const destroyed = keep(visit.printed, await twin.destroy());
            assert.match(destroyed.stdout, /continues \(Pending\)\. This stack did not create the job/);
            clock.release();
            await endOf(clients.cognito, ids);
            await bring();
            keep(visit.printed, await twin.preview(noChanges));
        });

        assert.deepEqual(["StartUserImportJob", "StopUserImportJob"].map(countCalls), before);
    },

    "destroy empties the state and leaves the users": async ({ stack, printed, usernames }) => {
        keep(printed, await stack.destroy());

        assert.deepEqual((await stack.exportState()).resources, []);
        assert.equal((await usernames()).filter((name) => !name.includes("Other")).length, 5);
    },

    "no username, hash or key is in a state, its history or an output": async (visit) => {
        const all = visit.printed.map((result) => result.all).join("\n");

        assert.match(all, /users creating/);
        for (const secret of [canary, secretKey]) {
            assert.ok(!all.includes(secret), `${secret} is printed`);
            await assertKeptNowhere(visit, secret);
        }
    },
};

const doors = availableDoors();
const table = new DoorTable(
    Object.keys(scenarios),
    doors.map(({ name }) => name),
);

describe("one lifecycle behind every door, through the real engine", () => {
    before(needsEngine);
    after(() => console.log(`\n${table.print()}\n`));

    for (const door of doors) {
        describe(door.name, () => {
            let visit: HeldOpen<Visit>;
            before(async () => {
                visit = await holdOpen(async (use) => await withVisit(door, use));
            });
            after(async () => await visit.close());

            for (const [title, scenario] of Object.entries(scenarios)) {
                it(`${door.name}: ${title}`, async () => {
                    await table.run(door.name, title, () => scenario(visit.value));
                });
            }
        });
    }
});

async function withVisit(door: Door, use: (visit: Visit) => Promise<void>): Promise<void> {
    const clock = new HeldClock();
    const options = {
        program: door.program,
        emulator: { clock },
        args: { passwordHashingAlgorithm: "BCRYPT" },
        config: { [`${door.namespace}:accessKey`]: "AKIANOBODY" },
        secretConfig: { [`${door.namespace}:secretKey`]: secretKey },
    };
    await withImportStack(options, async (context) => await use({ ...context, door, clock, printed: [] }));
}

function keep(printed: CommandResult[], result: CommandResult): CommandResult {
    printed.push(result);
    return result;
}
