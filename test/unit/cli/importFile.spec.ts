import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
    type CognitoIdentityProviderClient,
    StartUserImportJobCommand,
    StopUserImportJobCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { providerText } from "../../../provider/src/provider";
import { withEmulator } from "../../support/aws/withEmulator";
import {
    createJob,
    createPool,
    csvFor,
    endOf,
    people,
    roleArn,
    startImport,
    upload,
} from "../../support/emulator/importFixtures";
import { HeldClock } from "../../support/process/heldClock";
import { withEnvironment } from "../../support/process/withEnvironment";
import { type CliRun, run, runProcess, withFolder } from "./cliRun";

const noJob = "eu-west-1_AbCdEfGhI/import-AbCdEfGhIj";
const named = ["--name", "seed", "--source", "users.csv"];

interface ImportChanges {
    /** Of `users.csv`. Default: the pool's three people. */
    readonly content?: string;
    readonly options?: readonly string[];
    /** Whether the environment leads to the emulator. Default: true. */
    readonly hasEndpoint?: boolean;
}

/** An emulator with a pool, and the command against it. */
interface Context {
    readonly cognito: CognitoIdentityProviderClient;
    readonly clock: HeldClock;
    readonly poolId: string;
    readonly csv: string;
    readonly url: string;
    /** The command within this process, which has no file to read. */
    refused(id: string): Promise<string>;
    /** The command in a folder with `users.csv`. */
    imported(id: string, changes?: ImportChanges): Promise<CliRun>;
}

async function withPool(test: (context: Context) => Promise<void>): Promise<void> {
    const clock = new HeldClock(false);
    await withEmulator({ clock }, async (emulator, { cognito }) => {
        const environment = { AWS_ENDPOINT_URL: emulator.url, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
        const poolId = await createPool(cognito);
        const csv = await csvFor(cognito, poolId, people(3));
        await test({
            cognito,
            clock,
            poolId,
            csv,
            url: emulator.url,
            refused: async (id) => {
                const { exitCode, stdout, stderr } = await withEnvironment(environment, () =>
                    run("import-file", id, ...named),
                );
                assert.deepEqual([exitCode, stdout], [2, ""]);
                return stderr;
            },
            imported: async (id, { content = csv, options = [], hasEndpoint = true } = {}) =>
                await withFolder(async (folder) => {
                    const file = join(folder, "users.csv");
                    await writeFile(file, content);
                    const args = ["import-file", id, "--name", "seed", "--source", file, ...options];
                    const endpoint = { AWS_ENDPOINT_URL: hasEndpoint ? emulator.url : undefined };
                    const result = await withEnvironment({ ...environment, ...endpoint }, () => runProcess(args));
                    const withoutFolder = (text: string): string => text.replaceAll(`${folder}/`, "");
                    return { ...result, stdout: withoutFolder(result.stdout), stderr: withoutFolder(result.stderr) };
                }),
        });
    });
}

describe("import-file", () => {
    it("prints the resource as the program's own import would have recorded it", async () => {
        await withPool(async ({ cognito, poolId, csv, imported }) => {
            const ids = await startImport(cognito, poolId, csv);
            const job = await endOf(cognito, ids);
            const id = `${poolId}/${ids.JobId}`;

            const { exitCode, stdout, stderr } = await imported(id);

            assert.deepEqual([exitCode, stderr], [0, ""]);
            const { resources } = JSON.parse(stdout) as { resources: { inputs: { sourceDigest: string } }[] };
            const sourceDigest = resources[0]?.inputs.sourceDigest ?? "";
            assert.match(sourceDigest, /^sha256:[0-9a-f]{64}$/);
            const inputs = {
                userPoolId: poolId,
                cloudWatchLogsRoleArn: roleArn,
                source: "users.csv",
                sourceDigest,
                totalUsers: 3,
                jobName: "customers",
                __provider: providerText,
            };
            const outputs = {
                ...inputs,
                jobId: ids.JobId,
                status: "Succeeded",
                creationDate: job.CreationDate?.toISOString(),
                startDate: job.StartDate?.toISOString(),
                completionDate: job.CompletionDate?.toISOString(),
                importedUsers: 3,
                skippedUsers: 0,
                failedUsers: 0,
                omittedUsers: 0,
                completionMessage: job.CompletionMessage,
                failures: [],
                isAdopted: true,
            };
            const type = "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob";
            assert.deepEqual(resources, [{ type, name: "seed", id, inputs, outputs }]);
        });
    });

    it("asks as the resource's argument aws says, and records it", async () => {
        await withPool(async ({ cognito, poolId, csv, imported, url }) => {
            const ids = await startImport(cognito, poolId, csv);
            await endOf(cognito, ids);
            const aws = { endpoints: { cognitoidp: url, logs: url } };

            const options = ["--aws", JSON.stringify(aws)];
            const { exitCode, stdout, stderr } = await imported(`${poolId}/${ids.JobId}`, {
                options,
                hasEndpoint: false,
            });

            assert.deepEqual([exitCode, stderr], [0, ""]);
            const { resources } = JSON.parse(stdout) as { resources: { inputs: object; outputs: object }[] };
            assert.deepEqual(
                resources.map(({ inputs, outputs }) => [inputs, outputs].map((state) => Reflect.get(state, "aws"))),
                [[aws, aws]],
            );
        });
    });

    it("warns of a source that cannot be the content of the job", async () => {
        await withPool(async ({ cognito, poolId, csv, imported }) => {
            const ids = await startImport(cognito, poolId, csv);
            await endOf(cognito, ids);
            const longer = `${csv}${csv.split("\n")[1]?.replaceAll("user0", "ada")}\n`;

            const { exitCode, stderr } = await imported(`${poolId}/${ids.JobId}`, { content: longer });
            const broken = await imported(`${poolId}/${ids.JobId}`, { content: "name,email\n" });

            assert.equal(exitCode, 0);
            assert.match(stderr, /warning: Import job \S+ counted 3 rows, and users\.csv has 4 rows\./);
            assert.equal(broken.exitCode, 2);
            assert.match(broken.stderr, /Cognito would refuse this CSV/);
        });
    });

    it("warns where the name of the job says that this package imported another content with it", async () => {
        await withPool(async ({ cognito, poolId, csv, imported }) => {
            const { url, ...ids } = await createJob(cognito, poolId, "seed-0123456789ab-01234567");
            await upload(url, csv);
            await cognito.send(new StartUserImportJobCommand(ids));
            await endOf(cognito, ids);

            const { exitCode, stderr } = await imported(`${poolId}/${ids.JobId}`);

            assert.equal(exitCode, 0);
            assert.match(
                stderr,
                /warning: The name of import job \S+ says that the job imported another content than users\.csv/,
            );
        });
    });

    it("refuses a job that the next up would start or replace", async () => {
        await withPool(async ({ cognito, clock, poolId, csv, refused }) => {
            const { JobId: created } = await createJob(cognito, poolId);
            clock.hold();
            const running = await startImport(cognito, poolId, csv);
            await cognito.send(new StopUserImportJobCommand(running));
            clock.release();
            await endOf(cognito, running);

            assert.match(
                await refused(`${poolId}/${created}`),
                /\(Created\) was never started, .* To only read the job, use UserImportJob\.get\.\n$/,
            );
            assert.match(await refused(`${poolId}/${running.JobId}`), /\(Stopped\) did not succeed/);
        });
    });

    it("says which job or pool does not exist", async () => {
        await withPool(async ({ poolId, refused }) => {
            assert.match(
                await refused(`${poolId}/import-Unknown`),
                new RegExp(
                    `DescribeUserImportJob of import job import-Unknown in user pool ${poolId} failed.*ResourceNotFoundException`,
                    "s",
                ),
            );
            assert.match(await refused(noJob), /user pool eu-west-1_AbCdEfGhI.*ResourceNotFoundException/s);
        });
    });

    const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
        ["no job", named, /POOL\/JOB is missing: one job, such as eu-west-1_AbCdEfGhI\/import-/],
        ["two jobs", [noJob, noJob, ...named], /import-file takes POOL\/JOB and nothing after it/],
        [
            "an id of another form",
            ["import-AbCdEfGhIj", ...named],
            /"import-AbCdEfGhIj" is not the id of a user import job/,
        ],
        ["an import without a job", ["eu-west-1_AbCdEfGhI/none", ...named], /stands for an import without a job/],
        ["no name", [noJob, "--source", "users.csv"], /--name is missing/],
        ["no source", [noJob, "--name", "seed"], /--source is missing/],
        ["a URL", [noJob, "--name", "seed", "--source", "https://example.com/users.csv"], /must be a path or s3:/],
        [
            "an argument aws that is no JSON",
            [noJob, ...named, "--aws", "people"],
            /--aws must be the argument aws as a JSON object/,
        ],
        [
            "a key of aws that there is not",
            [noJob, ...named, "--aws", '{"profil":"people"}'],
            /Argument aws\.profil cannot be used/,
        ],
        [
            "credentials in aws",
            [noJob, ...named, "--aws", '{"accessKey":"AKIDEXAMPLE","secretKey":"s"}'],
            /--aws must have no credentials/,
        ],
        ["an option of validate", [noJob, ...named, "--format", "json"], /import-file has no option --format/],
    ];
    for (const [what, args, message] of wrong) {
        it(`refuses ${what}`, async () => {
            const { exitCode, stdout, stderr } = await run("import-file", ...args);

            assert.deepEqual([exitCode, stdout], [2, ""]);
            assert.match(stderr, message);
        });
    }

    it("leaves its options to itself", async () => {
        const { exitCode, stderr } = await run("validate", "users.csv", "--name", "seed");

        assert.equal(exitCode, 2);
        assert.match(stderr, /validate has no option --name\./);
    });
});
