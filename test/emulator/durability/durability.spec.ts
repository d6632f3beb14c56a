import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    AdminCreateUserCommand,
    AdminDeleteUserCommand,
    AdminUpdateUserAttributesCommand,
    CreateUserPoolClientCommand,
    DeleteUserPoolCommand,
    DescribeUserPoolCommand,
    InitiateAuthCommand,
    ListUserImportJobsCommand,
    ListUserPoolsCommand,
    ListUsersCommand,
    UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock, startEmulator } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { clientOf, runEmulator, urlOf } from "../../support/emulator/emulatorProcess";
import {
    countsOf,
    createJob,
    createPool,
    csvFor,
    describeJob,
    endOf,
    people,
    person,
    startImport,
    upload,
} from "../../support/emulator/importFixtures";
import { until } from "../../support/process/until";

/** Reads pages until one gives no token for the next. */
async function everyPage(read: (token: string | undefined) => Promise<string | undefined>): Promise<void> {
    for (let token = await read(undefined); token !== undefined; token = await read(token)) {}
}

const quick = { pendingSeconds: 0, inProgressSeconds: 0 };

describe("dataDir", () => {
    let dataDir = "";
    beforeEach(() => {
        dataDir = mkdtempSync(join(tmpdir(), "emulator-data-"));
    });
    afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

    it("keeps pools, users, jobs, uploads, logs and upload URLs across restarts", async () => {
        const ids = await withEmulator({ dataDir, ...quick }, async ({ settled }, { cognito }) => {
            const poolId = await createPool(cognito);
            const done = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(3)));
            await settled();
            await cognito.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: "ann" }));
            const waiting = await createJob(cognito, poolId, "waiting");
            return { poolId, done, waiting };
        });

        await withEmulator({ dataDir }, async ({ url }, { cognito, logs }) => {
            const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: ids.poolId }));
            assert.equal(UserPool?.EstimatedNumberOfUsers, 4);
            const job = await describeJob(cognito, ids.done);
            assert.deepEqual([job.Status, ...countsOf(job)], ["Succeeded", 3, 0, 0]);
            // The URL was signed by the emulator that ended, for another port.
            const moved = new URL(ids.waiting.url);
            assert.notEqual(moved.host, new URL(url).host);
            const { request } = await import("node:http");
            const status = await new Promise((resolve, reject) => {
                const headers = { host: moved.host, "x-amz-server-side-encryption": "aws:kms", "content-length": 1 };
                const path = moved.pathname + moved.search;
                const call = request(new URL(path, url), { method: "PUT", headers }, (response) => {
                    response.resume().on("end", () => resolve(response.statusCode));
                });
                call.on("error", reject).end("x");
            });
            assert.equal(status, 200);
            const { GetLogEventsCommand } = await import("@aws-sdk/client-cloudwatch-logs");
            const { events } = await logs.send(
                new GetLogEventsCommand({
                    logGroupName: `/aws/cognito/userpools/${ids.poolId}/people`,
                    logStreamName: `${ids.done.JobId}/customers`,
                }),
            );
            // Two test events before the rows.
            assert.equal(events?.length, 5);
        });
    });

    it("keeps changes of pools, clients, users and passwords", async () => {
        const user = { Username: "ann", TemporaryPassword: "Str0ng-enough!" };
        const { UserPoolId, ClientId } = await withEmulator({ dataDir }, async (emulator, { cognito }) => {
            const pool = { UserPoolId: await createPool(cognito) };
            const gone = await createPool(cognito);
            const settings = { ClientName: "app", ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH" as const] };
            const { UserPoolClient } = await cognito.send(new CreateUserPoolClientCommand({ ...pool, ...settings }));
            await cognito.send(new AdminCreateUserCommand({ ...pool, ...user }));
            await cognito.send(new AdminCreateUserCommand({ ...pool, Username: "ben" }));
            const UserAttributes = [{ Name: "name", Value: "Ann" }];
            await cognito.send(new AdminUpdateUserAttributesCommand({ ...pool, Username: "ann", UserAttributes }));
            await cognito.send(new AdminDeleteUserCommand({ ...pool, Username: "ben" }));
            await cognito.send(new UpdateUserPoolCommand({ ...pool, PoolName: "renamed" }));
            await cognito.send(new DeleteUserPoolCommand({ UserPoolId: gone }));
            assert.equal(
                emulator.calls.every(({ statusCode }) => statusCode === 200),
                true,
            );
            return { ...pool, ClientId: UserPoolClient?.ClientId ?? "" };
        });

        await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
            const { UserPools } = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60 }));
            assert.deepEqual(
                UserPools?.map(({ Name }) => Name),
                ["renamed"],
            );
            const { Users } = await cognito.send(new ListUsersCommand({ UserPoolId, AttributesToGet: ["name"] }));
            assert.deepEqual(
                Users?.map(({ Attributes }) => Attributes),
                [[{ Name: "name", Value: "Ann" }]],
            );
            const AuthParameters = { USERNAME: user.Username, PASSWORD: user.TemporaryPassword };
            const signIn = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
            assert.equal((await cognito.send(signIn)).ChallengeName, "NEW_PASSWORD_REQUIRED");
        });
    });

    it("keeps why a job has failed", async () => {
        const ended = await withEmulator({ dataDir, ...quick }, async ({ settled }, { cognito }) => {
            const started = await startImport(cognito, await createPool(cognito), "");
            await settled();
            return { started, job: await describeJob(cognito, started) };
        });
        assert.equal(ended.job.CompletionMessage, "The CSV file is empty.");

        await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
            assert.deepEqual(await describeJob(cognito, ended.started), ended.job);
        });
    });

    it("continues a job that was half-way, as if nothing had happened", async () => {
        const options = { dataDir, clock: new ManualClock(), pendingSeconds: 0, rowsPerSecond: 2000 };
        const ids = await withEmulator(options, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const rows = [...people(2000), person("user5"), person("bad", { email: "nowhere" })];
            const started = await startImport(cognito, poolId, await csvFor(cognito, poolId, rows));
            await emulator.advance(0.4);
            const { ImportedUsers = 0 } = await describeJob(cognito, started);
            assert.ok(ImportedUsers > 0 && ImportedUsers < 2000, `${ImportedUsers} users are imported`);
            return started;
        });

        await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
            const job = await endOf(cognito, ids);
            assert.deepEqual([job.Status, ...countsOf(job)], ["Succeeded", 2000, 1, 1]);
        });
    });

    it("loses nothing that was acknowledged when it is killed under load", async () => {
        const first = runEmulator(["--port", "0", "--data-dir", dataDir]);
        const endpoint = await urlOf(first);
        const acknowledged = {
            pools: [] as string[],
            users: [] as string[],
            jobs: [] as string[],
            uploads: [] as string[],
        };
        const pool = await createPool(clientOf(endpoint));
        const csv = await csvFor(clientOf(endpoint), pool, people(20_000));
        const running = await startImport(clientOf(endpoint), pool, csv);
        const clients = Array.from({ length: 20 }, async (_, client) => {
            const cognito = clientOf(endpoint);
            for (let round = 0; ; round++) {
                acknowledged.pools.push(await createPool(cognito));
                const Username = `made${client}-${round}`;
                await cognito.send(new AdminCreateUserCommand({ UserPoolId: pool, Username }));
                acknowledged.users.push(Username);
                const { url, JobId } = await createJob(cognito, pool);
                acknowledged.jobs.push(JobId);
                if ((await upload(url, "x".repeat(10_000))).ok) {
                    acknowledged.uploads.push(JobId);
                }
            }
        });
        await until(
            () => acknowledged.uploads.length >= 40,
            () => `40 uploads; there were ${acknowledged.uploads.length}`,
        );
        first.child.kill("SIGKILL");
        await Promise.allSettled(clients);
        await first.exit;

        const second = await startEmulator({ dataDir });
        try {
            const cognito = clientOf(second.url);
            const found = { pools: new Set<string>(), jobs: new Set<string>() };
            await everyPage(async (NextToken) => {
                const page = await cognito.send(new ListUserPoolsCommand({ MaxResults: 60, NextToken }));
                for (const { Id = "" } of page.UserPools ?? []) {
                    found.pools.add(Id);
                }
                return page.NextToken;
            });
            await everyPage(async (PaginationToken) => {
                const input = { UserPoolId: pool, MaxResults: 60, PaginationToken };
                const page = await cognito.send(new ListUserImportJobsCommand(input));
                for (const { JobId = "" } of page.UserImportJobs ?? []) {
                    found.jobs.add(JobId);
                }
                return page.PaginationToken;
            });
            assert.deepEqual(
                acknowledged.pools.filter((id) => !found.pools.has(id)),
                [],
            );
            assert.deepEqual(
                acknowledged.jobs.filter((id) => !found.jobs.has(id)),
                [],
            );
            for (const id of acknowledged.uploads) {
                assert.equal(statSync(join(dataDir, "uploads", `${id}.upload`)).size, 10_000);
            }
            for (const name of acknowledged.users) {
                const filter = { UserPoolId: pool, Filter: `username = "${name}"` };
                assert.equal((await cognito.send(new ListUsersCommand(filter))).Users?.length, 1);
            }
            const job = await endOf(cognito, running);
            assert.deepEqual([job.Status, ...countsOf(job)], ["Succeeded", 20_000, 0, 0]);
        } finally {
            await second.close();
        }
    });

    it("cuts off the line that was being written at the kill, and continues after it", async () => {
        const poolId = await withEmulator({ dataDir }, (_emulator, { cognito }) => createPool(cognito));
        appendFileSync(join(dataDir, "journal.jsonl"), '[{"type":"poolDel');

        for (let round = 0; round < 2; round++) {
            await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
                await cognito.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: `user${round}` }));
                const { Users } = await cognito.send(new ListUsersCommand({ UserPoolId: poolId }));
                assert.equal(Users?.length, round + 1);
            });
        }
    });

    it("belongs to one emulator at a time, and says so; the lock of a killed one does not matter", async () => {
        await withEmulator({ dataDir }, async () => {
            await assert.rejects(startEmulator({ dataDir }), /is in use by another emulator \(process \d+\)/);
        });
        appendFileSync(join(dataDir, "lock"), "999999999");

        await withEmulator({ dataDir }, async (_emulator, { cognito }) => void (await createPool(cognito)));
    });

    it("names the damaged line of a journal", async () => {
        appendFileSync(join(dataDir, "journal.jsonl"), "not a line\n");

        await assert.rejects(startEmulator({ dataDir }), /journal\.jsonl: line 1 is damaged/);
    });

    it("is readable for its owner only", async () => {
        await withEmulator({ dataDir }, async (_emulator, { cognito }) => {
            const { url, JobId } = await createJob(cognito, await createPool(cognito));
            await upload(url, "x");
            for (const file of ["journal.jsonl", join("uploads", `${JobId}.upload`)]) {
                assert.equal(statSync(join(dataDir, file)).mode & 0o077, 0, file);
            }
        });
    });
});
