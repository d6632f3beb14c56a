import assert from "node:assert/strict";
import type { UserImportJobInputs } from "../../provider/src/lifecycle/properties";
import { EngineModel } from "./engineModel";
import { MortalProcess, ProcessDied } from "./mortalProcess";
import { Random } from "./random";
import type { Schedule, TroubledRun } from "./schedule";
import { createWorld, type World } from "./world";

/** Runs without trouble that it may take to come to rest: an end that failed, its replacement, one to see that all is quiet. */
const mostQuietRuns = 6;

/**
 * Plays a schedule, then runs `up` without faults until nothing changes, and checks what was promised.
 *
 * @throws AssertionError naming the promise that was broken
 */
export async function simulate(schedule: Schedule, broken?: "blind"): Promise<void> {
    const random = new Random(schedule.seed ^ 0x5eed);
    const world = await createWorld({ ...schedule, random: () => random.next() }, broken);
    const engine = new EngineModel();
    for (const run of schedule.runs) {
        await play(world, engine, run);
    }
    world.emulator.faults.clear();
    await comeToRest(world, engine);
    await checkPromises(world, engine, schedule);
    await world.emulator.close();
}

async function play(world: World, engine: EngineModel, run: TroubledRun): Promise<void> {
    await world.emulator.advance(run.afterSeconds);
    world.writeUsers(userNames(run.users));
    if (run.stoppedBefore) {
        await stopNewest(world);
    }
    world.emulator.faults.add(...run.faults);
    const process = new MortalProcess(world, run.death);
    if (run.refreshBefore) {
        await tolerated(world.emulator.runUntil(engine.refresh(process)));
    }
    await tolerated(world.emulator.runUntil(engine.up(process, args(world, run.timeout))));
}

async function stopNewest(world: World): Promise<void> {
    // The faults that are left are for the provider.
    const left = world.emulator.faults.pending;
    world.emulator.faults.clear();
    const [newest] = await world.jobs();
    if (newest?.status === "Pending" || newest?.status === "InProgress") {
        await world.api.stopJob(world.poolId, newest.jobId);
    }
    world.emulator.faults.add(...left);
}

/** What may go wrong in a troubled run: anything that says so. Defects of the code itself are none of it. */
async function tolerated(run: Promise<unknown>): Promise<void> {
    try {
        await run;
    } catch (error) {
        const isSaid = error instanceof ProcessDied || (error instanceof Error && !isDefect(error));
        if (!isSaid) {
            throw error;
        }
    }
}

function isDefect(error: Error): boolean {
    return ["TypeError", "RangeError", "ReferenceError", "AssertionError"].includes(error.name);
}

async function comeToRest(world: World, engine: EngineModel): Promise<void> {
    let last: unknown;
    for (let runs = 0; runs < mostQuietRuns; runs++) {
        const before = JSON.stringify(engine.current?.outputs);
        const callsBefore = changingCalls(world);
        try {
            await world.emulator.runUntil(engine.up(new MortalProcess(world, undefined), args(world, "2h")));
            if (JSON.stringify(engine.current?.outputs) === before && changingCalls(world) === callsBefore) {
                return;
            }
        } catch (error) {
            last = error;
        }
        await world.emulator.advance(1000);
    }
    assert.fail(`it does not come to rest: ${last instanceof Error ? last.stack : String(last)}`);
}

async function checkPromises(world: World, engine: EngineModel, schedule: Schedule): Promise<void> {
    const { current } = engine;
    assert.ok(current, "the resource is in the state");
    const jobs = await world.jobs();
    const recorded = jobs.find(({ jobId }) => jobId === current.outputs.jobId);
    const users = schedule.runs.at(-1)?.users ?? 0;

    assert.deepEqual(await world.usernames(), userNames(users), "every user is in the pool");
    assert.ok(recorded, "the job in the state exists");
    for (const field of ["status", "importedUsers", "skippedUsers", "failedUsers", "completionDate"] as const) {
        assert.equal(current.outputs[field], recorded[field], `state = AWS: ${field}`);
    }
    assert.equal(recorded.status, "Succeeded");
    assert.equal(recorded.importedUsers + recorded.skippedUsers + recorded.failedUsers, users, "the counts add up");
    const active = jobs.filter(({ status }) => ["Pending", "InProgress", "Stopping"].includes(status));
    assert.deepEqual(active, [], "no live orphan");
    for (const { jobName } of jobs) {
        const succeeded = jobs.filter((job) => job.jobName === jobName && job.status === "Succeeded");
        assert.ok(succeeded.length <= 1, `the same content was imported ${succeeded.length} times`);
    }
    const imported = jobs.reduce((sum, job) => sum + job.importedUsers, 0);
    assert.equal(imported, users, "each user was imported once");
    checkOneAtATime(world);
}

function checkOneAtATime(world: World): void {
    const intervals = [...world.emulator.jobActivity].sort((a, b) => a.startedMs - b.startedMs);
    for (const [index, interval] of intervals.entries()) {
        const next = intervals[index + 1];
        const ended = interval.endedMs ?? Number.POSITIVE_INFINITY;
        assert.ok(next === undefined || ended <= next.startedMs, "one job at a time");
    }
}

function args(world: World, timeout: string): UserImportJobInputs {
    return {
        userPoolId: world.poolId,
        cloudWatchLogsRoleArn: world.roleArn,
        source: "users.csv",
        timeout,
    };
}

function userNames(count: number): string[] {
    return Array.from({ length: count }, (_, index) => `user${index}`);
}

function changingCalls(world: World): number {
    const changing = ["CreateUserImportJob", "StartUserImportJob", "StopUserImportJob", "PutObject"];
    return world.emulator.calls.filter(({ operation }) => changing.includes(operation)).length;
}
