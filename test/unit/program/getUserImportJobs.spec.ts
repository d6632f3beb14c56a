import assert from "node:assert/strict";
import { listImportJobs } from "../../../provider/src/cognito/listImportJobs";
import { describeUserImportJob, getCsvHeader, listUserImportJobs } from "../../../provider/src/invokes";
import type { ImportJob } from "../../../provider/src/types";
import { fakeImportApi, fakePoolId } from "../../support/aws/fakeImportApi";
import { type EmulatorClients, withEmulator } from "../../support/aws/withEmulator";
import { createJob, createPool } from "../../support/emulator/importFixtures";
import { manualClock } from "../../support/process/manualClock";

/** A pool with so many jobs, every third of them failed. */
function poolWith(count: number): ReturnType<typeof fakeImportApi> {
    const api = fakeImportApi(manualClock());
    for (let index = 0; index < count; index++) {
        api.addJob({ jobId: `import-${index}`, status: index % 3 === 0 ? "Failed" : "Succeeded" });
    }
    return api;
}

describe("listImportJobs", () => {
    it("reads page by page, newest first, as far as there are jobs", async () => {
        const api = poolWith(130);

        const jobs = await listImportJobs(api, { userPoolId: fakePoolId });

        assert.deepEqual(
            jobs.map(({ jobId }) => jobId),
            Array.from({ length: 130 }, (_, index) => `import-${129 - index}`),
        );
        assert.equal(api.count("listJobs"), 3);
    });

    it("reads no more than the limit takes", async () => {
        const api = poolWith(130);

        const jobs = await listImportJobs(api, { userPoolId: fakePoolId, limit: 70 });

        assert.equal(jobs.length, 70);
        assert.deepEqual(
            api.requests.map(({ args }) => args[1]),
            [60, 10],
        );
        assert.deepEqual(await listImportJobs(api, { userPoolId: fakePoolId, limit: 0 }), []);
        assert.equal(api.count("listJobs"), 2);
    });

    it("gives the newest jobs with a status, reading on until there are enough", async () => {
        const api = poolWith(130);

        const jobs = await listImportJobs(api, { userPoolId: fakePoolId, status: "Failed", limit: 25 });

        assert.deepEqual(
            jobs.map(({ jobId }) => jobId),
            Array.from({ length: 25 }, (_, index) => `import-${129 - 3 * index}`),
        );
        assert.equal(api.count("listJobs"), 2);
    });

    it("finds every job where AWS hands out shorter pages than were asked for, empty ones among them", async () => {
        const all = poolWith(300);
        const api = {
            listJobs: async (userPoolId: string, maxResults: number, token?: string) => {
                const [from, empty] = (token ?? "0 0").split(" ").map(Number) as [number, number];
                if (empty > 0) {
                    return { jobs: [], paginationToken: `${from} ${empty - 1}` };
                }
                const page = await all.listJobs(userPoolId, Math.min(10, maxResults), String(from));
                return { ...page, paginationToken: page.paginationToken && `${page.paginationToken} 4` };
            },
        };

        const jobs = await listImportJobs(api, { userPoolId: fakePoolId });

        assert.equal(new Set(jobs.map(({ jobId }) => jobId)).size, 300);
        assert.deepEqual(new Set(all.requests.map(({ args }) => args[1])), new Set([10]));
    });

    it("finds every job of a pool whose quota was raised above AWS's default of 1,000", async () => {
        const jobs = await listImportJobs(poolWith(2_500), { userPoolId: fakePoolId });

        assert.equal(new Set(jobs.map(({ jobId }) => jobId)).size, 2_500);
    });

    for (const [what, tokenAfter, jobsPerPage, calls] of [
        ["a token comes again", () => "again", 1, 2],
        ["tokens go round in circles", (page: number) => `page ${page % 4}`, 1, 5],
        ["pages stay empty", (page: number) => `page ${page}`, 0, 5],
        ["the same jobs come again for ever", (page: number) => `page ${page}`, 8, 6],
    ] as const) {
        it(`comes to an end where ${what}`, async () => {
            const tokens: (string | undefined)[] = [];
            const [job] = poolWith(1).jobs;
            const api = {
                listJobs: async (_userPoolId: string, _maxResults: number, token?: string) => {
                    tokens.push(token);
                    const jobs = Array.from({ length: jobsPerPage }, () => job as ImportJob);
                    return await Promise.resolve({ jobs, paginationToken: tokenAfter(tokens.length) });
                },
            };

            const jobs = await listImportJobs(api, { userPoolId: fakePoolId });

            assert.deepEqual([tokens.length, jobs.length], [calls, Math.min(1, jobsPerPage)]);
            assert.equal(new Set(tokens).size, calls, "no token is used twice");
        });
    }
});

/** The config of a stack whose endpoint is the emulator's. */
function configFor(url: string): (key: string) => string | undefined {
    const config: Record<string, string> = {
        "aws:endpoints": JSON.stringify([{ cognitoidp: url }]),
        "aws:accessKey": "emulator",
        "aws:secretKey": "emulator",
        "aws:maxRetries": "0",
    };
    return (key) => config[key];
}

async function withPool(
    test: (config: (key: string) => string | undefined, poolId: string, clients: EmulatorClients) => Promise<void>,
): Promise<void> {
    await withEmulator({}, async (emulator, clients) => {
        await test(configFor(emulator.url), await createPool(clients.cognito), clients);
    });
}

describe("getUserImportJobs", () => {
    it("lists the jobs of a pool in our own spelling, without their upload addresses", async () => {
        await withPool(async (config, userPoolId, { cognito }) => {
            const { JobId } = await createJob(cognito, userPoolId, "customers");

            const { jobs } = await listUserImportJobs(config, { userPoolId });

            assert.equal(jobs.length, 1);
            const { creationDate, ...job } = jobs[0] ?? {};
            assert.equal(new Date(String(creationDate)).toISOString(), creationDate);
            assert.deepEqual(job, {
                jobId: JobId,
                jobName: "customers",
                userPoolId,
                status: "Created",
                cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/CognitoCloudWatchLogsRole",
                startDate: undefined,
                completionDate: undefined,
                importedUsers: 0,
                skippedUsers: 0,
                failedUsers: 0,
                completionMessage: undefined,
                passwordHashingAlgorithm: undefined,
            });
        });
    });

    it("refuses a limit that is no number of jobs", async () => {
        for (const limit of [-1, 1.5, Number.NaN]) {
            await assert.rejects(
                listUserImportJobs(() => undefined, { userPoolId: fakePoolId, limit }),
                { name: "UserImportError", code: "validation-failed" },
            );
        }
    });

    it("says what to do where the pool does not exist", async () => {
        await withPool(async (config) => {
            await assert.rejects(listUserImportJobs(config, { userPoolId: "us-east-1_Missing00" }), {
                code: "not-found",
                message: /ListUserImportJobs in user pool us-east-1_Missing00 failed.*aws:region/s,
            });
        });
    });
});

describe("getUserImportJob", () => {
    it("describes one job", async () => {
        await withPool(async (config, userPoolId, { cognito }) => {
            const { JobId } = await createJob(cognito, userPoolId);

            const job = await describeUserImportJob(config, { userPoolId, jobId: JobId });

            assert.deepEqual([job.jobId, job.status], [JobId, "Created"]);
            assert.doesNotMatch(JSON.stringify(job), /X-Amz-|https?:/);
        });
    });

    it("says which job does not exist", async () => {
        await withPool(async (config, userPoolId) => {
            await assert.rejects(describeUserImportJob(config, { userPoolId, jobId: "import-missing" }), {
                code: "not-found",
                message: /import job import-missing/,
            });
        });
    });
});

describe("getCsvHeader", () => {
    it("gives a pool's columns, and the line that they make", async () => {
        await withPool(async (config, userPoolId) => {
            const { columns, header } = await getCsvHeader(config, { userPoolId });

            assert.ok(columns.includes("cognito:username"));
            assert.equal(header, columns.join(","));
        });
    });
});
