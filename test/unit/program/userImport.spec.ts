import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { UserImport, type UserImportArgs } from "../../../provider/src";
import { withTemporaryFolder } from "../../support/pulumi/fakePrograms";
import { type MockedEngine, type RegisteredResource, runMocked } from "../../support/pulumi/pulumiMocks";

const stackUrn = "urn:pulumi:test::project::pulumi:pulumi:Stack";
const jobType = "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob";
const limits = { maxRows: 10, maxBytes: 10_000 };
const roleArn = "arn:aws:iam::123456789012:role/given";

/** Every job imports 8, skips 1 and fails its second row, but for what is given by name. */
function engine(states: Readonly<Record<string, object>> = {}): MockedEngine {
    const state = {
        status: "Succeeded",
        importedUsers: 8,
        skippedUsers: 1,
        failedUsers: 1,
        omittedUsers: 2,
        totalUsers: 10,
        failures: [{ line: 3, reason: "bad" }],
    };
    return {
        outputs: {
            [jobType]: (name) => ({ ...state, ...states[name] }),
            "aws:iam/role:Role": () => ({ arn: "arn:aws:iam::123456789012:role/made" }),
        },
        calls: {
            "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
            "aws:index/getPartition:getPartition": { partition: "aws" },
            "aws:index/getRegion:getRegion": { region: "us-east-1" },
        },
    };
}

/** What a program sees of the component. */
interface Seen {
    readonly status: string;
    readonly importedUsers: number;
    readonly skippedUsers: number;
    readonly failedUsers: number;
    readonly omittedUsers: number;
    readonly totalUsers: number;
    readonly failures: readonly { readonly line: number; readonly reason: string }[];
}

async function importRows(
    rows: number,
    args: Partial<UserImportArgs> = {},
    mocked = engine(),
): Promise<{ jobs: RegisteredResource[]; resources: readonly RegisteredResource[]; seen: Seen; file: string }> {
    return await withTemporaryFolder(async (folder) => {
        const file = path.join(folder, "users.csv");
        const lines = Array.from({ length: rows }, (_, index) => `user${index},user${index}@example.com\n`);
        await writeFile(file, `cognito:username,email\n${lines.join("")}`);
        const all = { userPoolId: "us-east-1_AbCdEfGhI", cloudWatchLogsRoleArn: roleArn, source: file, ...args };
        const { resources, result } = await runMocked(mocked, () => {
            const users = new UserImport("everybody", all, {}, limits);
            const { status, importedUsers, skippedUsers, failedUsers, omittedUsers, totalUsers, failures } = users;
            return { status, importedUsers, skippedUsers, failedUsers, omittedUsers, totalUsers, failures };
        });
        return { jobs: resources.filter(({ type }) => type === jobType), resources, seen: result as Seen, file };
    });
}

describe("UserImport", () => {
    it("makes one job of what one job takes", async () => {
        const { jobs, seen, file } = await importRows(10);

        assert.deepEqual(
            jobs.map(({ name, inputs }) => [name, inputs.source, inputs.cloudWatchLogsRoleArn]),
            [["everybody-1", `part://1;last;rows=10;bytes=10000/${file}`, roleArn]],
        );
        assert.equal(seen.importedUsers, 8);
    });

    it("makes as many jobs as it takes, each after the one before, all of them its children", async () => {
        const { jobs, file } = await importRows(25);

        assert.deepEqual(
            jobs.map(({ name, inputs }) => [name, inputs.source]),
            [
                ["everybody-1", `part://1;rows=10;bytes=10000/${file}`],
                ["everybody-2", `part://2;rows=10;bytes=10000/${file}`],
                ["everybody-3", `part://3;last;rows=10;bytes=10000/${file}`],
            ],
        );
        const urn = (name: string): string =>
            `urn:pulumi:test::project::cognito-user-import:index:UserImport$${jobType}::${name}`;
        assert.deepEqual(
            jobs.map(({ dependencies }) => dependencies.filter((one) => one.includes("UserImportJob"))),
            [[], [urn("everybody-1")], [urn("everybody-2")]],
        );
        assert.deepEqual(
            jobs.map(({ parent }) => parent),
            Array(3).fill(`${stackUrn}$cognito-user-import:index:UserImport::everybody`),
        );
    });

    it("adds counts and failures up, with the lines of the whole file", async () => {
        const { seen } = await importRows(25);

        assert.deepEqual([seen.importedUsers, seen.skippedUsers, seen.failedUsers, seen.totalUsers], [24, 3, 3, 30]);
        assert.deepEqual([seen.status, seen.omittedUsers], ["Succeeded", 6]);
        const [first, second, third] = seen.failures.map(({ line }) => line);
        assert.deepEqual([first, (second ?? 0) >= 12, (third ?? 0) >= 21], [3, true, true]);
    });

    it("has the status of the first job that has not succeeded", async () => {
        const { seen } = await importRows(25, {}, engine({ "everybody-2": { status: "Pending" } }));

        assert.equal(seen.status, "Pending");
    });

    it("allows each job the failed, skipped and omitted users that the earlier ones have left", async () => {
        const { jobs } = await importRows(25, { maxFailedUsers: 1, maxSkippedUsers: 5, maxOmittedUsers: 3 });

        assert.deepEqual(
            jobs.map(({ inputs }) => [inputs.maxFailedUsers, inputs.maxSkippedUsers, inputs.maxOmittedUsers]),
            [
                [1, 5, 3],
                [0, 4, 1],
                [0, 3, 0],
            ],
        );
    });

    it("takes null for a limit that is left out", async () => {
        const { jobs } = await importRows(25, { maxSkippedUsers: null } as unknown as Partial<UserImportArgs>);

        assert.deepEqual(
            jobs.map(({ inputs }) => inputs.maxSkippedUsers ?? undefined),
            [undefined, undefined, undefined],
        );
    });

    it("waits for every job but the last where it is told not to wait", async () => {
        const { jobs } = await importRows(25, { waitForCompletion: false });

        assert.deepEqual(
            jobs.map(({ inputs }) => inputs.waitForCompletion),
            [true, true, false],
        );
    });

    it("passes its other arguments to every job", async () => {
        const given = {
            invalidRows: "warn" as const,
            ignoreProblems: ["email-form"],
            passwordHashingAlgorithm: "BCRYPT" as const,
            timeout: "45m",
            triggers: [1],
        };
        const { jobs } = await importRows(25, given);

        for (const { inputs } of jobs) {
            const passed = Object.fromEntries(Object.keys(given).map((name) => [name, inputs[name]]));
            assert.deepEqual(
                { userPoolId: inputs.userPoolId, ...passed },
                { userPoolId: "us-east-1_AbCdEfGhI", ...given },
            );
        }
    });

    it("creates the role of its pool where none is given", async () => {
        const { jobs, resources } = await importRows(25, {
            cloudWatchLogsRoleArn: undefined,
            role: { tags: { team: "identity" }, confusedDeputyPrevention: true },
        });

        const role = resources.find(({ type }) => type === "aws:iam/role:Role");
        assert.deepEqual(
            [role?.name, role?.inputs.tags, role?.parent],
            [
                "everybody-role",
                { team: "identity" },
                "urn:pulumi:test::project::cognito-user-import:index:UserImport$cognito-user-import:index:UserImportRole::everybody-role",
            ],
        );
        assert.match(String(role?.inputs.assumeRolePolicy), /userpool\/us-east-1_AbCdEfGhI/);
        assert.deepEqual(
            jobs.map(({ inputs }) => inputs.cloudWatchLogsRoleArn),
            Array(3).fill("arn:aws:iam::123456789012:role/made"),
        );
    });

    it("creates no role where one is given", async () => {
        const { resources } = await importRows(5);

        assert.deepEqual(
            resources.filter(({ type }) => type.startsWith("aws:")),
            [],
        );
    });

    it("makes one job, which tells what is wrong, of a file that cannot be read", async () => {
        const { jobs } = await importRows(5, { source: "missing.csv" });

        assert.deepEqual(
            jobs.map(({ inputs }) => inputs.source),
            ["part://1;last;rows=10;bytes=10000/missing.csv"],
        );
    });
});
