import assert from "node:assert/strict";
import type { ImportJob } from "../../provider/src/types";
import { type Stack, userNames } from "./stack";
import type { World } from "./world";

/** What must hold once all stacks are at rest. Throws AssertionError naming the promise that was broken. */
export async function checkPromises(world: World, stacks: readonly Stack[]): Promise<void> {
    const jobs = await world.jobs();
    const inPool = await world.usernames();
    for (const stack of stacks) {
        checkState(stack, jobs, inPool);
        checkStopped(stack);
    }
    const active = jobs.filter(({ status }) => ["Pending", "InProgress", "Stopping"].includes(status));
    assert.deepEqual(active, [], "nothing runs for ever");
    if (stacks.length === 1) {
        for (const { jobName } of jobs) {
            const succeeded = jobs.filter((job) => job.jobName === jobName && job.status === "Succeeded");
            assert.ok(succeeded.length <= 1, `the same content was imported ${succeeded.length} times`);
        }
    }
    const imported = jobs.reduce((sum, job) => sum + job.importedUsers, 0);
    assert.equal(imported, inPool.length, "each user was imported once");
    checkOneAtATime(world);
}

function checkState({ engine, program }: Stack, jobs: readonly ImportJob[], inPool: readonly string[]): void {
    const { current } = engine;
    assert.ok(current, "the resource is in the state");
    const recorded = jobs.find(({ jobId }) => jobId === current.outputs.jobId);

    const wanted = userNames(program.users);
    assert.deepEqual(inPool.slice(0, wanted.length), wanted, "every user is in the pool");
    assert.ok(recorded, "the job in the state exists");
    for (const field of ["status", "importedUsers", "skippedUsers", "failedUsers", "completionDate"] as const) {
        assert.equal(current.outputs[field], recorded[field], `state = AWS: ${field}`);
    }
    assert.equal(recorded.status, "Succeeded");
    const counted = recorded.importedUsers + recorded.skippedUsers + recorded.failedUsers;
    assert.equal(counted, wanted.length, "the counts add up");
}

/** A stack stops what it has made, and nobody else's job. */
function checkStopped({ file, processes }: Stack): void {
    const made = processes.flatMap((process) => process.made);
    const others = processes.flatMap((process) => process.stopped).filter((jobId) => !made.includes(jobId));
    assert.deepEqual(others, [], `the stack of ${file} stops nobody else's job`);
}

function checkOneAtATime(world: World): void {
    const intervals = [...world.emulator.jobActivity].sort((a, b) => a.startedMs - b.startedMs);
    for (const [index, interval] of intervals.entries()) {
        const next = intervals[index + 1];
        const ended = interval.endedMs ?? Number.POSITIVE_INFINITY;
        assert.ok(next === undefined || ended <= next.startedMs, "one job at a time");
    }
}
