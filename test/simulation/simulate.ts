import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { UserImportJobInputs } from "../../provider/src/lifecycle/properties";
import { EngineModel } from "./engineModel";
import { type BrokenProvider, MortalProcess, ProcessDied } from "./mortalProcess";
import { Random } from "./random";
import type { Program, Schedule, TroubledRun } from "./schedule";
import { createWorld, type World } from "./world";

/** Runs without trouble that it may take to come to rest: an end that failed, its replacement, one to see that all is quiet. */
const mostQuietRuns = 6;

/**
 * Plays a schedule, then runs `up` without faults until nothing changes, and checks what was promised.
 *
 * @throws AssertionError naming the promise that was broken
 */
export async function simulate(schedule: Schedule, broken?: BrokenProvider): Promise<void> {
    const random = new Random(schedule.seed ^ 0x5eed);
    const world = await createWorld({ ...schedule, random: () => random.next() }, broken);
    const engine = new EngineModel();
    for (const run of schedule.runs) {
        await play(world, engine, run);
    }
    world.emulator.faults.clear();
    const program = schedule.runs.at(-1)?.program as Program;
    await comeToRest(world, engine, { ...program, timeout: "2h" });
    // A job that a killed run had started for content that nobody wants any more runs on to its end: docs/lifecycle.md says so.
    await world.emulator.advance(1000);
    await checkPromises(world, engine, schedule);
    await world.emulator.close();
}

async function play(world: World, engine: EngineModel, run: TroubledRun): Promise<void> {
    const { program } = run;
    await world.emulator.advance(run.afterSeconds);
    world.writeUsers(userNames(program.users));
    if (run.stoppedBefore) {
        await stopNewest(world);
    }
    world.emulator.faults.add(...run.faults);
    if (run.destroyBefore) {
        const process = new MortalProcess(world, run.death);
        await isDone(world.emulator.runUntil(engine.destroy(process)));
    }
    const process = new MortalProcess(world, run.destroyBefore ? undefined : run.death);
    if (run.refreshBefore) {
        await isDone(world.emulator.runUntil(engine.refresh(process)));
    }
    const up = engine.up(process, args(world, program), run.isToldToReplace);
    if (await isDone(world.emulator.runUntil(up))) {
        checkSuccess(engine, process, program);
    }
}

/** What an `up` that reports success has to have done, whatever came before it. */
function checkSuccess({ current, pendingDeletes }: EngineModel, process: MortalProcess, program: Program): void {
    assert.ok(current, "a success leaves the resource in the state");
    if (program.waitForCompletion) {
        assert.equal(current.outputs.status, "Succeeded", "a success that was waited for is one");
    }
    assert.ok(!process.stopped.includes(current.outputs.jobId), "no run stops the job that it leaves as the resource");
    assert.deepEqual(pendingDeletes, [], "a success deletes what was replaced");
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

/**
 * Whether a command of a troubled run ended well. It may fail for anything that says so; defects of the code itself
 * are none of it.
 */
async function isDone(command: Promise<unknown>): Promise<boolean> {
    try {
        await command;
        return true;
    } catch (error) {
        const isSaid = error instanceof ProcessDied || (error instanceof Error && !isDefect(error));
        if (!isSaid) {
            throw error;
        }
        return false;
    }
}

function isDefect(error: Error): boolean {
    return ["TypeError", "RangeError", "ReferenceError", "AssertionError"].includes(error.name);
}

async function comeToRest(world: World, engine: EngineModel, program: Program): Promise<void> {
    let last: unknown;
    for (let runs = 0; runs < mostQuietRuns; runs++) {
        const isClean = engine.pendingDeletes.length === 0 && engine.current?.isInitialised;
        const before = isClean ? engine.current?.outputs : undefined;
        const callsBefore = world.emulator.calls.length;
        const process = new MortalProcess(world, undefined);
        try {
            await world.emulator.runUntil(engine.up(process, args(world, program)));
            checkSuccess(engine, process, program);
            if (before?.status === "Succeeded" && isDeepStrictEqual(engine.current?.outputs, before)) {
                assert.equal(world.emulator.calls.length, callsBefore, "nothing is asked about what is done");
                return;
            }
        } catch (error) {
            if (error instanceof assert.AssertionError) {
                throw error;
            }
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
    const users = schedule.runs.at(-1)?.program.users ?? 0;
    const inPool = await world.usernames();

    assert.deepEqual(inPool.slice(0, users), userNames(users), "every user is in the pool");
    assert.ok(recorded, "the job in the state exists");
    for (const field of ["status", "importedUsers", "skippedUsers", "failedUsers", "completionDate"] as const) {
        assert.equal(current.outputs[field], recorded[field], `state = AWS: ${field}`);
    }
    assert.equal(recorded.status, "Succeeded");
    assert.equal(recorded.importedUsers + recorded.skippedUsers + recorded.failedUsers, users, "the counts add up");
    const active = jobs.filter(({ status }) => ["Pending", "InProgress", "Stopping"].includes(status));
    assert.deepEqual(active, [], "nothing runs for ever");
    for (const { jobName } of jobs) {
        const succeeded = jobs.filter((job) => job.jobName === jobName && job.status === "Succeeded");
        assert.ok(succeeded.length <= 1, `the same content was imported ${succeeded.length} times`);
    }
    const imported = jobs.reduce((sum, job) => sum + job.importedUsers, 0);
    assert.equal(imported, inPool.length, "each user was imported once");
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

function args(world: World, program: Program): UserImportJobInputs {
    const { timeout, waitForCompletion, role, trigger } = program;
    return {
        userPoolId: world.poolId,
        cloudWatchLogsRoleArn: `arn:aws:iam::123456789012:role/${role}`,
        source: "users.csv",
        timeout,
        waitForCompletion,
        triggers: [trigger],
    };
}

/** In the order that the pool lists them in: there are fewer than ten. */
function userNames(count: number): string[] {
    return Array.from({ length: count }, (_, index) => `user${index}`);
}
