import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withEmulatorProcess } from "../../support/emulator/emulatorProcess";
import { until } from "../../support/process/until";
import { leastTimes, misbehave, type Target } from "./loadClients";

/** `EMULATOR_LOAD_SECONDS=30` is the whole thing; `npm test` is to be quick. */
const seconds = Number(process.env.EMULATOR_LOAD_SECONDS ?? "3");
const clients = 200;

/** The part of the answers that this test reads. */
interface Answer {
    readonly UserPool?: { readonly Id: string };
    readonly UserImportJob?: { readonly JobId: string; readonly PreSignedUrl: string };
    readonly UserImportJobs?: readonly { readonly JobId: string }[];
    readonly PaginationToken?: string;
}

async function call(url: string, operation: string, input: object): Promise<Answer> {
    const target = `AWSCognitoIdentityProviderService.${operation}`;
    const headers = { "x-amz-target": target, authorization: "AWS4-HMAC-SHA256 any" };
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(input) });
    const content = await answer.text();
    if (!answer.ok) {
        throw new Error(`${operation} was answered with ${content}`);
    }
    return JSON.parse(content) as Answer;
}

/** What one well-behaved client was told. */
interface Told {
    readonly poolId: string;
    readonly jobs: string[];
}

/** Makes jobs and uploads to them until the time is over. */
async function behave(target: Target, untilMs: number, told: Told): Promise<void> {
    const { url } = target;
    const request = {
        UserPoolId: told.poolId,
        JobName: "load",
        CloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/any",
    };
    while (Date.now() < untilMs || told.jobs.length < leastTimes) {
        if (told.jobs.length < 900) {
            const { UserImportJob: job } = await call(url, "CreateUserImportJob", request);
            told.jobs.push(job?.JobId ?? "");
            target.uploadUrl = job?.PreSignedUrl ?? "";
            const headers = { "x-amz-server-side-encryption": "aws:kms" };
            assert.equal(
                (await fetch(target.uploadUrl, { method: "PUT", headers, body: "x".repeat(2000) })).status,
                200,
            );
        }
        await call(url, "DescribeUserImportJob", { UserPoolId: told.poolId, JobId: told.jobs.at(-1) });
        await call(url, "ListUserImportJobs", { UserPoolId: told.poolId, MaxResults: 10 });
    }
}

/** Resident memory in MB and open files of a process; `undefined` if the system does not say. */
function footprint(processId: number): { readonly megabytes: number; readonly files: number } | undefined {
    const folder = `/proc/${processId}`;
    if (!existsSync(join(folder, "status"))) {
        return undefined;
    }
    const [, kilobytes = "0"] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(join(folder, "status"), "utf8")) ?? [];
    return { megabytes: Number(kilobytes) / 1024, files: readdirSync(join(folder, "fd")).length };
}

describe("an emulator under load", function () {
    this.timeout((seconds + 1200) * 1000);

    it(`serves ${clients} clients at once, half of them malformed or cut off, and loses no job`, async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-load-"));
        await withEmulatorProcess(["--data-dir", dataDir], async (url, { child, output }) => {
            const target: Target = { url, uploadUrl: `${url}/none` };
            const told: Told[] = [];
            for (let client = 0; client < clients / 2; client++) {
                const pool = await call(url, "CreateUserPool", { PoolName: "load", AutoVerifiedAttributes: ["email"] });
                told.push({ poolId: pool.UserPool?.Id ?? "", jobs: [] });
            }
            const before = footprint(child.pid ?? 0);
            const untilMs = Date.now() + seconds * 1000;
            const behaved = told.map((one) => behave(target, untilMs, one));
            const misbehaved = told.map((_, client) => misbehave(target, untilMs, client));
            await Promise.all(behaved);
            const harm = (await Promise.all(misbehaved)).reduce((sum, count) => sum + count, 0);

            assert.equal(child.exitCode, null, output.stderr);
            assert.equal((await fetch(`${url}/health`)).status, 200);
            for (const { poolId, jobs } of told) {
                const known = new Set<string>();
                let page: Answer = {};
                do {
                    page = await call(url, "ListUserImportJobs", {
                        UserPoolId: poolId,
                        MaxResults: 60,
                        PaginationToken: page.PaginationToken,
                    });
                    for (const { JobId } of page.UserImportJobs ?? []) {
                        known.add(JobId);
                    }
                } while (page.PaginationToken !== undefined);
                assert.deepEqual(
                    jobs.filter((id) => !known.has(id)),
                    [],
                );
            }
            const jobs = told.reduce((sum, one) => sum + one.jobs.length, 0);
            await assertNoLeak(child.pid ?? 0, before, jobs);
            process.stdout.write(`      ${jobs} jobs, ${harm} malformed or cut off, in ${seconds} s\n`);
        });
        rmSync(dataDir, { recursive: true, force: true });
    });
});

/** Connections are closed, and memory grew by what the jobs and the record of calls take, not by requests. */
async function assertNoLeak(processId: number, before: ReturnType<typeof footprint>, jobs: number): Promise<void> {
    if (before === undefined) {
        return;
    }
    let after = footprint(processId);
    // Well-behaved clients keep their connections open.
    const areClosed = (): boolean => {
        after = footprint(processId);
        return (after?.files ?? 0) <= before.files + clients;
    };
    await until(areClosed, () => `an end of connections: ${before.files}, then ${after?.files} files are open`);
    const growth = (after?.megabytes ?? 0) - before.megabytes;
    assert.ok(growth < 150 + jobs * 0.01, `${growth} MB more for ${jobs} jobs`);
}
