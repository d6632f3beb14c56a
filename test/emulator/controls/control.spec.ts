import assert from "node:assert/strict";
import { ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type Emulator, ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, people, startImport } from "../../support/emulator/importFixtures";

/** A call of the control endpoint. */
async function control(
    emulator: Emulator,
    method: string,
    name: string,
    body?: unknown,
    contentType = "application/json",
): Promise<{ status: number; content: Record<string, unknown> }> {
    const answer = await fetch(`${emulator.url}/_emulator/${name}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": contentType } }),
    });
    return { status: answer.status, content: (await answer.json()) as Record<string, unknown> };
}

describe("the control endpoint", () => {
    it("takes faults, one or many, shows what is left of them and forgets them", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const throttle = { operation: "ListUserPools", kind: "throttle", times: 2 };

            await control(emulator, "POST", "faults", throttle);
            await control(emulator, "POST", "faults", [{ operation: "*", kind: "pass" }]);
            await assert.rejects(cognito.send(new ListUserPoolsCommand({ MaxResults: 1 })), {
                name: "TooManyRequestsException",
            });

            assert.deepEqual((await control(emulator, "GET", "faults")).content, {
                faults: [
                    { ...throttle, times: 1 },
                    { operation: "*", kind: "pass", times: 1 },
                ],
            });
            await control(emulator, "DELETE", "faults");
            await cognito.send(new ListUserPoolsCommand({ MaxResults: 1 }));
        });
    });

    it("shows the calls and when jobs were active", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const { JobId } = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(2)));

            const { content } = await control(emulator, "GET", "calls");
            const jobs = await control(emulator, "GET", "jobs");

            const timeMs = emulator.clock.now();
            const caller = { accountId: "123456789012", callerArn: "arn:aws:iam::123456789012:user/emulator" };
            assert.deepEqual(
                content.calls,
                ["CreateUserPool", "GetCSVHeader", "CreateUserImportJob", "PutObject", "StartUserImportJob"].map(
                    (operation) => ({
                        operation,
                        timeMs,
                        statusCode: 200,
                        ...(operation === "PutObject" ? {} : caller),
                    }),
                ),
            );
            assert.deepEqual(jobs.content.jobs, [
                { accountId: "123456789012", jobId: JobId, userPoolId: poolId, startedMs: timeMs },
            ]);
            await control(emulator, "DELETE", "calls");
            assert.deepEqual(emulator.calls, []);
        });
    });

    it("moves a manual clock, and no other", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator) => {
            const before = emulator.clock.now();
            const { content } = await control(emulator, "POST", "clock", { advanceSeconds: 90 });
            assert.deepEqual(content, { nowMs: before + 90_000, isManual: true });
        });
        await withEmulator({}, async (emulator) => {
            assert.equal((await control(emulator, "POST", "clock", { advanceSeconds: 90 })).status, 400);
            assert.equal((await control(emulator, "GET", "clock")).content.isManual, false);
        });
    });

    it("answers what it does not understand with a 4xx and __type", async () => {
        await withEmulator({}, async (emulator) => {
            for (const [method, name, body, status, type] of [
                ["GET", "nothing", undefined, 404, "UnknownOperationException"],
                ["GET", "constructor", undefined, 404, "UnknownOperationException"],
                ["POST", "faults", { operation: "x" }, 400, "InvalidParameterException"],
                ["POST", "faults", "x", 400, "InvalidParameterException"],
                ["POST", "clock", null, 400, "InvalidParameterException"],
            ] as const) {
                const answer = await control(emulator, method, name, body);
                assert.deepEqual([name, answer.status, answer.content.__type], [name, status, type]);
            }
        });
    });

    it("refuses web pages", async () => {
        await withEmulator({}, async (emulator) => {
            const fault = { operation: "*", kind: "throttle" };

            const { status } = await control(emulator, "POST", "faults", fault, "text/plain");

            assert.equal(status, 415);
            assert.deepEqual(emulator.faults.pending, []);
        });
    });
});
