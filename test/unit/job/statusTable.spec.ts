import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { phaseOf } from "../../../provider/src/cognito/jobStatus";
import { InitializationError } from "../../../provider/src/job/initializationError";
import { create } from "../../../provider/src/lifecycle/create";
import { deleteJob } from "../../../provider/src/lifecycle/deleteJob";
import { diff } from "../../../provider/src/lifecycle/diff";
import { read } from "../../../provider/src/lifecycle/read";
import { update } from "../../../provider/src/lifecycle/update";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import type { ImportJobStatus } from "../../../provider/src/types";
import { type FakeJob, fakePoolId } from "../../support/aws/fakeImportApi";
import {
    checkedInputs,
    digestOf,
    type LifecycleFixture,
    lifecycleFixture,
} from "../../support/lifecycle/lifecycleFixture";

const document = readFileSync(path.resolve(__dirname, "../../../docs/lifecycle.md"), "utf8");

/** A status that a new SDK brings does not compile until it has a row in the document. */
const known: Readonly<Record<ImportJobStatus, true>> = {
    Created: true,
    Pending: true,
    InProgress: true,
    Stopping: true,
    Stopped: true,
    Succeeded: true,
    Failed: true,
    Expired: true,
};

const statuses = [...Object.keys(known), "a new status"];

/** What an operation does to a job in a status, in the words of the table. */
type Observe = (fixture: LifecycleFixture, job: FakeJob) => Promise<string>;

const id = `${fakePoolId}/import-Fake1`;

const operations: Readonly<Record<string, Observe>> = {
    "create finds it": async (fixture) => {
        const steps = await stepsOf(fixture, async () => await create(fixture.deps, checkedInputs()));
        return fixture.api.count("createJob") > 0 ? `left alone; a new job: ${steps}` : steps;
    },
    update: async (fixture, job) =>
        await stepsOf(fixture, () => update(fixture.deps, id, toOutputs(checkedInputs(), job), checkedInputs())),
    "diff, nothing changed": async (fixture, job) => await difference(fixture, job, {}),
    "the same, not to be waited for": async (fixture, job) =>
        await difference(fixture, job, {}, { waitForCompletion: false }),
    "diff, other content": async (fixture, job) =>
        await difference(fixture, job, { sourceDigest: digestOf("other"), jobName: "seed-4567" }),
    read: async (fixture, job) => {
        const { props } = await read(fixture.deps, id, toOutputs(checkedInputs(), job));
        return props.status === job.status ? "recorded" : "lost";
    },
    delete: async (fixture, job) =>
        await stepsOf(fixture, () => deleteJob(fixture.deps, id, toOutputs(checkedInputs(), job))),
};

/** Runs an operation and tells which of the steps it took, and how it ended. */
async function stepsOf(fixture: LifecycleFixture, operation: () => Promise<unknown>): Promise<string> {
    const { api } = fixture;
    let end = "";
    try {
        await operation();
    } catch (error) {
        end = error instanceof InitializationError ? "fails, stays in state" : "fails";
    }
    const uploads = fixture.progress.statuses.some((text) => text.startsWith("uploading "));
    const takesOver = fixture.progress.infos.some((text) => text.includes("already imported this content"));
    const leavesIt = fixture.progress.infos.some((text) => text.includes("was never started"));
    const isWaitedFor = fixture.progress.statuses.some((text) => /^\d+(\/\d+)? imported/.test(text));
    const steps = [
        uploads && "uploads",
        api.count("startJob") > 0 && "starts",
        api.count("stopJob") > 0 && "stops",
        isWaitedFor && "waits",
        takesOver && "taken over",
        leavesIt && "left to expire",
        end,
    ].filter(Boolean);
    return steps.length === 0 ? "nothing" : steps.join(", ");
}

async function difference(
    fixture: LifecycleFixture,
    job: FakeJob,
    changes: Partial<CheckedInputs>,
    before: Partial<CheckedInputs> = {},
): Promise<string> {
    const olds = toOutputs(checkedInputs(before), job);
    const found = await diff(fixture.deps, id, olds, checkedInputs({ ...before, ...changes }));
    if (found.replaces.length === 0) {
        return found.changes ? "update" : "nothing";
    }
    return found.deleteBeforeReplace ? "stopped, then replaced" : "replaced";
}

async function observe(operation: Observe, status: string): Promise<string> {
    const fixture = lifecycleFixture({ put: async (put) => await drain(put.body) });
    const job = fixture.api.addJob({ jobName: checkedInputs().jobName, status });
    const phase = phaseOf(status);
    if (phase === "running" || phase === "stopping") {
        const endStatus = phase === "stopping" ? "Stopped" : "Succeeded";
        const life = { pendingSeconds: 1, runSeconds: 5, end: { status: endStatus, importedUsers: 3 } };
        Object.assign(job, { startedAt: fixture.clock.now(), life });
    }
    if (status === "Succeeded") {
        job.importedUsers = 3;
    }
    return await operation(fixture, job);
}

async function drain(body: AsyncIterable<Uint8Array>): Promise<{ status: number; errorCode: ""; errorMessage: "" }> {
    for await (const _chunk of body) {
        // Only the end of it matters.
    }
    return { status: 200, errorCode: "", errorMessage: "" };
}

describe("docs/lifecycle.md", () => {
    it("says what each operation does to a job in each status", async () => {
        const names = Object.keys(operations);
        const rows = [`| status | ${names.join(" | ")} |`, `| --- |${" --- |".repeat(names.length)}`];
        for (const status of statuses) {
            const cells: string[] = [];
            for (const operation of Object.values(operations)) {
                cells.push(await observe(operation, status));
            }
            rows.push(`| ${status} | ${cells.join(" | ")} |`);
        }

        assert.ok(document.includes(rows.join("\n")), `the table is:\n${rows.join("\n")}`);
    });
});
