import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import {
    CognitoIdentityProviderClient,
    CreateUserPoolCommand,
    DescribeUserPoolCommand,
    ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createInProcessEmulator, type FaultKind, type InProcessEmulator, ManualClock } from "../../../emulator/src";
import { roleArn } from "../../support/emulator/importFixtures";

type Job = Record<string, string>;

/** Goes on calling until it is not throttled or cut off any more, as a client with retries does. */
async function retry(emulator: InProcessEmulator, operation: string, input: object): Promise<Record<string, unknown>> {
    for (;;) {
        try {
            return await emulator.call(operation, input);
        } catch (error) {
            if ((error as Error).name === "ResourceNotFoundException") {
                throw error;
            }
            await new Promise<void>((resolve) => emulator.clock.setTimer(1000, resolve));
        }
    }
}

async function importThree(emulator: InProcessEmulator): Promise<Job> {
    const pool = await retry(emulator, "CreateUserPool", { PoolName: "people", AutoVerifiedAttributes: ["email"] });
    const { Id: UserPoolId } = pool.UserPool as Job;
    const { CSVHeader } = await retry(emulator, "GetCSVHeader", { UserPoolId });
    const columns = CSVHeader as string[];
    const rows = ["ann", "ben", "cat"].map((name) =>
        columns
            .map((column) => {
                const values: Record<string, string> = {
                    "cognito:username": name,
                    "cognito:mfa_enabled": "false",
                    email: `${name}@example.com`,
                    email_verified: "true",
                };
                return values[column] ?? "";
            })
            .join(","),
    );
    const created = await retry(emulator, "CreateUserImportJob", {
        UserPoolId,
        JobName: "seed",
        CloudWatchLogsRoleArn: roleArn,
    });
    const { JobId, PreSignedUrl = "" } = created.UserImportJob as Job;
    const headers = { "x-amz-server-side-encryption": "aws:kms" };
    const body = [columns.join(","), ...rows].join("\n");
    await emulator.send({ method: "PUT", url: PreSignedUrl, headers, body });
    await emulator.call("StartUserImportJob", { UserPoolId, JobId });
    for (;;) {
        const { UserImportJob } = await retry(emulator, "DescribeUserImportJob", { UserPoolId, JobId });
        const job = UserImportJob as Job;
        if (!["Pending", "InProgress"].includes(String(job.Status))) {
            return job;
        }
        await new Promise<void>((resolve) => emulator.clock.setTimer(5000, resolve));
    }
}

describe("createInProcessEmulator", () => {
    it("serves SDK clients without a socket", async () => {
        const emulator = createInProcessEmulator();
        const cognito = new CognitoIdentityProviderClient({
            endpoint: emulator.url,
            region: emulator.region,
            credentials: { accessKeyId: "any", secretAccessKey: "any" },
            requestHandler: emulator.requestHandler,
            maxAttempts: 1,
        });

        const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "people" }));
        emulator.faults.add({ operation: "ListUserPools", kind: "resetBefore" });

        assert.equal(UserPool?.Name, "people");
        assert.ok(UserPool.CreationDate instanceof Date);
        await assert.rejects(cognito.send(new ListUserPoolsCommand({ MaxResults: 1 })), { code: "ECONNRESET" });
        await assert.rejects(cognito.send(new DescribeUserPoolCommand({ UserPoolId: "us-east-1_x" })), {
            name: "ResourceNotFoundException",
        });
        await emulator.close();
    });

    it("throws what the SDK throws", async () => {
        const emulator = createInProcessEmulator();
        emulator.faults.add({ operation: "*", kind: "pass" }, { operation: "*", kind: "resetAfter" });

        await assert.rejects(emulator.call("DescribeUserPool", { UserPoolId: "us-east-1_x" }), {
            name: "ResourceNotFoundException",
            message: "User pool us-east-1_x does not exist.",
            $metadata: { httpStatusCode: 400 },
        });
        await assert.rejects(emulator.call("ListUserPools", { MaxResults: 1 }), { code: "ECONNRESET" });
    });

    it("runs hundreds of fault schedules in a second or two, each over minutes of its own time", async () => {
        const kinds: FaultKind[] = ["throttle", "serverError", "resetBefore", "resetAfter", "delay", "pass"];
        const schedules = Number(process.env.EMULATOR_SCHEDULES ?? "300");
        let calls = 0;
        for (let schedule = 0; schedule < schedules; schedule++) {
            const emulator = createInProcessEmulator({
                clock: new ManualClock(),
                pendingSeconds: 30,
                rowsPerSecond: 0.1,
            });
            for (let fault = 0; fault < 6; fault++) {
                const kind = kinds[(schedule * 7 + fault * 3) % kinds.length] ?? "pass";
                const operation = fault % 2 === 0 ? "DescribeUserImportJob" : "GetCSVHeader";
                emulator.faults.add({ operation, kind, ...(kind === "delay" ? { seconds: 20 } : {}) });
            }

            const job = await emulator.runUntil(importThree(emulator));

            assert.deepEqual([job.Status, job.ImportedUsers], ["Succeeded", 3]);
            const [activity] = emulator.jobActivity;
            assert.equal((activity?.endedMs ?? 0) - (activity?.startedMs ?? 0), 60_000);
            calls += emulator.calls.length;
            await emulator.close();
        }
        assert.ok(calls > schedules * 10);
    });

    it("does not move time while files are read", async () => {
        const emulator = createInProcessEmulator({ clock: new ManualClock() });
        let isTimeUp = false;
        emulator.clock.setTimer(1000, () => {
            isTimeUp = true;
        });
        const read = async (): Promise<boolean> => {
            for (let round = 0; round < 20; round++) {
                await readFile(__filename);
                for await (const _chunk of createReadStream(__filename, { highWaterMark: 512 })) {
                    // Only the reading is wanted.
                }
            }
            return isTimeUp;
        };

        assert.equal(await emulator.runUntil(read()), false);
    });

    it("starts with its seed, and says what is wrong with a seed", async () => {
        const pool = { Id: "us-east-1_People001", PoolName: "people", Users: [{ Username: "jane" }] };
        const good = createInProcessEmulator({ seed: { UserPools: [pool] } });
        const bad = createInProcessEmulator({ seed: { UserPools: [{ ...pool, Id: "people" }] } });

        const { Users } = await good.call("ListUsers", { UserPoolId: pool.Id });
        assert.equal((Users as unknown[]).length, 1);
        await assert.rejects(
            bad.call("ListUserPools", { MaxResults: 1 }),
            /^Error: UserPools\[0\]\.Id: 1 validation error/,
        );
    });

    it("waits for work although the machine was suspended for a while", async () => {
        const emulator = createInProcessEmulator({ clock: new ManualClock() });
        const work = async (): Promise<string> => {
            await setImmediate();
            await setImmediate();
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
            await setImmediate();
            await setImmediate();
            return "done";
        };

        assert.equal(await emulator.runUntil(work()), "done");
    });

    it("reports work that waits for something that never comes, or takes too long", async () => {
        const emulator = createInProcessEmulator({ clock: new ManualClock() });
        const never = new Promise<void>(() => {});
        const slow = new Promise<void>((resolve) => emulator.clock.setTimer(10_000, resolve));

        await assert.rejects(emulator.runUntil(slow, 9), /not done after 9 seconds/);
        await emulator.runUntil(slow);
        await assert.rejects(emulator.runUntil(never), /nothing is left that it could wait for/);
    });
});
