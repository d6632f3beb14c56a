import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { UserImportJobInputs } from "../../provider/src/resource/properties";
import { type BrokenProvider, type CrashingProcess, ProcessDied } from "./crashingProcess";
import type { EngineModel } from "./engineModel";
import { checkPromises } from "./promises";
import { Random } from "./random";
import type { Program, Schedule, TroubledRun } from "./schedule";
import { Stack, userNames } from "./stack";
import { createWorld, type World } from "./world";

/** Runs without trouble that it may take to come to rest: an end that failed, its replacement, one to see that all is quiet. */
const mostQuietRuns = 6;

/** One of so many schedules goes through the AWS SDK itself, which takes two thirds of its time. */
const schedulesPerSdk = 10;

/**
 * Plays a schedule, then runs `up` without faults until nothing changes, and checks what was promised.
 *
 * @throws AssertionError naming the promise that was broken
 */
export async function simulate(schedule: Schedule, broken?: BrokenProvider): Promise<void> {
    const random = new Random(schedule.seed ^ 0x5eed);
    const usesSdk = schedule.seed % schedulesPerSdk === 0;
    const world = await createWorld({ ...schedule, usesSdk, random: () => random.next() }, broken);
    const stacks = [new Stack("users.csv", schedule.runs)];
    if (schedule.beside !== undefined) {
        stacks.push(new Stack("beside.csv", schedule.beside));
    }
    for (let round = 0; stacks.some(({ runs }) => round < runs.length); round++) {
        await play(world, stacks, round);
    }
    world.emulator.faults.clear();
    await comeToRest(world, stacks);
    // A job that a killed run had started for content that nobody wants any more runs on to its end: docs/lifecycle.md says so.
    await world.emulator.advance(1000);
    await checkPromises(world, stacks);
    await world.emulator.close();
}

/** The runs of all stacks with this number, at the same time. */
async function play(world: World, stacks: readonly Stack[], round: number): Promise<void> {
    const commands = stacks.flatMap((stack) => {
        const run = stack.runs[round];
        return run === undefined ? [] : [{ stack, run }];
    });
    await world.emulator.advance(Math.max(...commands.map(({ run }) => run.afterSeconds)));
    for (const { stack, run } of commands) {
        world.writeUsers(stack.file, userNames(run.program.users));
        if (run.stoppedBefore) {
            await stopNewest(world);
        }
        world.emulator.faults.add(...run.faults);
    }
    await world.emulator.runUntil(
        Promise.all(commands.map(async ({ stack, run }) => await command(world, stack, run))),
    );
}

async function command(world: World, stack: Stack, run: TroubledRun): Promise<void> {
    const { engine } = stack;
    const { program } = run;
    if (run.destroyBefore) {
        await isDone(engine.destroy(stack.begin(world, run.death)));
    }
    const process = stack.begin(world, run.destroyBefore ? undefined : run.death);
    if (run.refreshBefore) {
        await isDone(engine.refresh(process));
    }
    const up = engine.up(process, args(world, stack.file, program), run.isToldToReplace);
    if (await isDone(up)) {
        checkSuccess(engine, process, program);
    }
}

/** What an `up` that reports success has to have done, whatever came before it. */
function checkSuccess({ current, pendingDeletes }: EngineModel, process: CrashingProcess, program: Program): void {
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

async function comeToRest(world: World, stacks: readonly Stack[]): Promise<void> {
    const last = new Map<Stack, unknown>();
    const quiet = new Set<Stack>();
    for (let runs = 0; runs < mostQuietRuns && quiet.size < stacks.length; runs++) {
        quiet.clear();
        for (const stack of stacks) {
            try {
                if (await isQuiet(world, stack)) {
                    quiet.add(stack);
                }
            } catch (error) {
                if (error instanceof assert.AssertionError) {
                    throw error;
                }
                last.set(stack, error);
            }
        }
        await world.emulator.advance(1000);
    }
    for (const stack of stacks) {
        const error = last.get(stack);
        const text = error instanceof Error ? error.stack : String(error);
        assert.ok(quiet.has(stack), `${stack.file} does not come to rest: ${text}`);
    }
}

/** Whether an `up` finds nothing to do. */
async function isQuiet(world: World, stack: Stack): Promise<boolean> {
    const { engine, program } = stack;
    const isClean = engine.pendingDeletes.length === 0 && engine.current?.isInitialised;
    const before = isClean ? engine.current?.outputs : undefined;
    const callsBefore = world.emulator.calls.length;
    const process = stack.begin(world);
    await world.emulator.runUntil(engine.up(process, args(world, stack.file, program)));
    checkSuccess(engine, process, program);
    const isSame = before?.status === "Succeeded" && isDeepStrictEqual(engine.current?.outputs, before);
    if (isSame) {
        assert.equal(world.emulator.calls.length, callsBefore, "nothing is asked about what is done");
    }
    return isSame;
}

function args(world: World, file: string, program: Program): UserImportJobInputs {
    const { timeout, waitForCompletion, role, trigger } = program;
    return {
        userPoolId: world.poolId,
        cloudWatchLogsRoleArn: `arn:aws:iam::123456789012:role/${role}`,
        source: file,
        timeout,
        waitForCompletion,
        triggers: [trigger],
    };
}
