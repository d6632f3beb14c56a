import assert from "node:assert/strict";
import { ManualClock, type Seed } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { csvFor, people, roleArn, upload } from "../../support/emulator/importFixtures";
import { type AwsCli, type CliResult, withAwsCli } from "./awsCli";
import { withPython } from "./pythonEnvironment";

/** The pool and role of the examples in AWS's reference of the CLI. */
const pool = ["--user-pool-id", "us-west-2_aaaaaaaaa"];
const seed: Seed = {
    UserPools: [{ Id: "us-west-2_aaaaaaaaa", PoolName: "people", AutoVerifiedAttributes: ["email"] }],
};
const createExample = [
    "create-user-import-job",
    ...pool,
    "--job-name",
    "MyImportJob",
    "--cloud-watch-logs-role-arn",
    roleArn,
];
/** The members of a job in the outputs of those examples. */
const createdMembers = [
    "JobName",
    "JobId",
    "UserPoolId",
    "PreSignedUrl",
    "CreationDate",
    "Status",
    "CloudWatchLogsRoleArn",
    "ImportedUsers",
    "SkippedUsers",
    "FailedUsers",
];
const stoppedMembers = [...createdMembers, "StartDate", "CompletionDate", "CompletionMessage"];

/** How the AWS CLI ends when AWS refuses a call: 255 in version 1, which is what PyPI has; 254 in version 2. */
const refusedExitCode = 255;

/** The part of UserImportJobType that this test reads. */
interface Job {
    readonly JobId: string;
    readonly PreSignedUrl: string;
    readonly Status: string;
    readonly CompletionMessage?: string;
}

function jobOf({ exitCode, stderr, output }: CliResult): Job {
    assert.equal(exitCode, 0, stderr);
    return output.UserImportJob as Job;
}

/** What the CLI says and how it ends when AWS refuses a call. */
function assertRefused(result: CliResult, error: string, operation: string): void {
    assert.equal(result.exitCode, refusedExitCode, result.stderr);
    const start = `An error occurred (${error}) when calling the ${operation} operation: `;
    assert.ok(
        result.stderr
            .trimStart()
            .replace(/^aws: \[ERROR\]: /, "")
            .startsWith(start),
        result.stderr,
    );
}

/** Runs a session against an emulator that has the examples' pool. */
function withSession(use: (aws: AwsCli, csv: string) => Promise<void>): Promise<void> {
    return withPython((binFolder) =>
        withEmulator(
            { region: "us-west-2", seed, clock: new ManualClock(Date.now()) },
            async (emulator, { cognito }) => {
                const csv = await csvFor(cognito, "us-west-2_aaaaaaaaa", people(1));
                await withAwsCli(binFolder, emulator, (aws) => use(aws, csv));
            },
        ),
    );
}

describe("the AWS CLI", () => {
    it("runs AWS's own examples of create, start, describe, stop and list, with the members of their outputs", async () => {
        await withSession(async (aws, csv) => {
            const header = await aws("get-csv-header", ...pool);
            assert.deepEqual((header.output.CSVHeader as string[]).slice(-2), ["cognito:username", "password_hash"]);

            const created = jobOf(await aws(...createExample));
            assert.deepEqual([...Object.keys(created)].sort(), [...createdMembers].sort());
            assert.equal((await upload(created.PreSignedUrl, csv)).status, 200);
            const job = [...pool, "--job-id", created.JobId];
            assert.equal(jobOf(await aws("start-user-import-job", ...job)).Status, "Pending");
            assert.equal(jobOf(await aws("describe-user-import-job", ...job)).Status, "Pending");

            const stopped = jobOf(await aws("stop-user-import-job", ...job));
            assert.deepEqual([...Object.keys(stopped)].sort(), [...stoppedMembers].sort());
            assert.deepEqual(
                [stopped.Status, stopped.CompletionMessage],
                ["Stopped", "The Import Job was stopped by the developer."],
            );
            const listed = await aws("list-user-import-jobs", ...pool, "--max-results", "20");
            assert.deepEqual(Object.keys(listed.output), ["UserImportJobs"]);
            assert.equal((listed.output.UserImportJobs as Job[])[0]?.JobId, created.JobId);
        });
    });

    it("ends with its own exit code and AWS's words when a call is refused", async () => {
        await withSession(async (aws, csv) => {
            const example = [...pool, "--job-id", "import-TZqNQvDRnW"];
            for (const [command, operation] of [
                ["stop-user-import-job", "StopUserImportJob"],
                ["start-user-import-job", "StartUserImportJob"],
                ["describe-user-import-job", "DescribeUserImportJob"],
            ] as const) {
                assertRefused(await aws(command, ...example), "ResourceNotFoundException", operation);
            }
            const created = jobOf(await aws(...createExample));
            const job = [...pool, "--job-id", created.JobId];
            assertRefused(
                await aws("start-user-import-job", ...job),
                "PreconditionNotMetException",
                "StartUserImportJob",
            );
            assertRefused(
                await aws("stop-user-import-job", ...job),
                "PreconditionNotMetException",
                "StopUserImportJob",
            );
            await upload(created.PreSignedUrl, csv);
            jobOf(await aws("start-user-import-job", ...job));
            assertRefused(
                await aws("start-user-import-job", ...job),
                "PreconditionNotMetException",
                "StartUserImportJob",
            );
            const tooMany = await aws("list-user-import-jobs", ...pool, "--max-results", "61");
            assertRefused(tooMany, "InvalidParameterException", "ListUserImportJobs");
            const unknown = await aws("get-csv-header", "--user-pool-id", "us-west-2_nothing");
            assertRefused(unknown, "ResourceNotFoundException", "GetCSVHeader");
            const notServed = await aws("list-identity-providers", ...pool);
            assertRefused(notServed, "UnknownOperationException", "ListIdentityProviders");
            assert.notEqual((await aws("list-user-import-jobs", ...pool)).exitCode, 0);
        });
    });

    it("lists page by page, newest first, with the tokens of the pages before", async () => {
        await withSession(async (aws) => {
            const made: string[] = [];
            for (let job = 0; job < 5; job++) {
                made.unshift(jobOf(await aws(...createExample)).JobId);
            }

            const found: string[] = [];
            let token: string[] = [];
            let pages = 0;
            do {
                const { output } = await aws("list-user-import-jobs", ...pool, "--max-results", "2", ...token);
                found.push(...(output.UserImportJobs as Job[]).map(({ JobId }) => JobId));
                token =
                    output.PaginationToken === undefined ? [] : ["--pagination-token", String(output.PaginationToken)];
                pages++;
            } while (token.length > 0);

            assert.deepEqual([pages, found], [3, made]);
            const wrong = await aws(
                "list-user-import-jobs",
                ...pool,
                "--max-results",
                "2",
                "--pagination-token",
                "made-up",
            );
            assertRefused(wrong, "InvalidParameterException", "ListUserImportJobs");
        });
    });
});
