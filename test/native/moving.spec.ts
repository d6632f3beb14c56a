import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { untilCalled } from "../support/aws/untilCalled";
import { createGroups, groupsCsv, membersOf } from "../support/emulator/groupFixtures";
import { csvFor, endOf, people, roleArn, startImport } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import { installStandInAws } from "../support/pulumi/standInAws";

const programs = path.resolve(__dirname, "../fixtures/programs");

/** What only the dynamic door keeps in a state. */
const ofDynamicDoor = /__provider|resourceUrn|"organization"|"isUp"|pulumi-nodejs:dynamic/;

/** Both doors are told where the emulator is. */
async function tellBothDoors({ stack, emulator }: ImportStack): Promise<void> {
    const endpoints = [{ cognitoidp: emulator.url, logs: emulator.url }];
    await stack.setConfig({ "cognito-user-import:endpoints": endpoints });
}

describe("a stack that moves from one door to the other", () => {
    before(needsEngine);

    it("leaves jobs as they are, ended, running or adopted, and imports nobody again, there and back", async () => {
        const clock = new HeldClock(false);
        const program = path.join(programs, "movingJobs");
        await withImportStack({ program, emulator: { clock }, config: { door: "dynamic" } }, async (context) => {
            const { stack, clients, folder, poolId } = context;
            const csvs = await Promise.all(
                [0, 2, 4].map(async (from) => await csvFor(clients.cognito, poolId, people(from + 2).slice(from))),
            );
            const [ended = "", running = ""] = ["ended.csv", "running.csv"].map((name) => path.join(folder, name));
            await writeFile(ended, csvs[0] ?? "");
            await writeFile(running, csvs[1] ?? "");
            const adopted = await startImport(clients.cognito, poolId, csvs[2] ?? "");
            await endOf(clients.cognito, adopted);
            const given = { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn };
            const jobs = { ended: { ...given, source: ended } };
            await tellBothDoors(context);
            await stack.setConfig({ jobs, adopted: `${poolId}/${adopted.JobId}` });
            await stack.up();
            clock.hold();
            await stack.setConfig({
                jobs: { ...jobs, running: { ...given, source: running, waitForCompletion: false } },
            });
            await stack.up();

            await stack.setConfig({ door: "native" });
            assert.match((await stack.preview()).stdout, /3 unchanged/);
            assert.match((await stack.up()).stdout, /3 unchanged/);
            assert.match((await stack.refresh()).stdout, /4 unchanged/);
            assert.doesNotMatch((await stack.exportState()).text, ofDynamicDoor);

            await stack.setConfig({ door: "dynamic" });
            assert.match((await stack.preview()).stdout, /2 to update/);
            assert.match((await stack.up()).stdout, /2 updated/);
            assert.match((await stack.refresh()).stdout, /4 unchanged/);
            assert.deepEqual(await stack.outputs(), { ended: "Succeeded", running: "Pending", adopted: "Succeeded" });
            assert.equal(context.countCalls("CreateUserImportJob"), 3);

            const destroy = stack.destroy();
            await untilCalled(context.emulator, "StopUserImportJob");
            clock.release();
            await destroy;
        });
    });

    it("leaves components as they are, with their jobs, role and groups, there and back", async () => {
        const program = path.join(programs, "nativeComponents");
        await withImportStack({ program, config: { door: "dynamic" } }, async (context) => {
            const { stack, clients, poolId, csvPath, folder } = context;
            await tellBothDoors(context);
            await installStandInAws(stack);
            await context.writeRows(people(3));
            await createGroups(clients.cognito, poolId, ["staff"]);
            const groups = path.join(folder, "groups.csv");
            await writeFile(groups, groupsCsv({ staff: ["user0", "user1"] }));
            const users = { userPoolId: poolId, source: csvPath };
            await stack.setConfig({ imports: { users }, groups: { userPoolId: poolId, groups } });
            await stack.up();

            await stack.setConfig({ door: "native" });
            // The role gets an AWS provider with the settings of the plugin's.
            assert.match((await stack.preview()).stdout, /1 to create\s+9 unchanged/);
            assert.match((await stack.up()).stdout, /1 created\s+9 unchanged/);
            assert.match((await stack.refresh()).stdout, /10 unchanged/);
            assert.doesNotMatch((await stack.exportState()).text, ofDynamicDoor);

            await stack.setConfig({ door: "dynamic" });
            assert.match((await stack.up()).stdout, /3 updated/);
            assert.match((await stack.refresh()).stdout, /9 unchanged/);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
            assert.equal(context.countCalls("AdminAddUserToGroup"), 2);
            await stack.destroy();
            assert.deepEqual(await membersOf(clients.cognito, poolId, "staff"), []);
        });
    });
});
