import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AdminGetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type EmulatorClients, withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, endOf, people, person, startImport } from "../../support/emulator/importFixtures";
import { withEnvironment } from "../../support/process/withEnvironment";
import { type CliRun, run, runProcess, withFolder } from "./cliRun";

interface Context extends EmulatorClients {
    readonly folder: string;
    readonly poolId: string;
    /** `POOL/JOB` of a job that imported one user, skipped one, and failed with two. */
    readonly id: string;
    /** The path of a file of the folder. */
    path(name: string): string;
    /** The content of a file of the folder. */
    text(name: string): Promise<string>;
}

/** The users of `users.csv`: who is new, who was there, and two whose rows are refused. */
const rows = [
    person("grace"),
    person("user0"),
    person("bad1", { email: "" }),
    person("bad2", { email_verified: "false" }),
];

async function withJob(use: (context: Context) => Promise<void>): Promise<void> {
    await withFolder((folder) =>
        withEmulator({ region: "us-east-1" }, async (emulator, clients) => {
            const { cognito } = clients;
            const poolId = await createPool(cognito);
            await endOf(cognito, await startImport(cognito, poolId, await csvFor(cognito, poolId, people(1))));
            const csv = await csvFor(cognito, poolId, rows);
            await writeFile(join(folder, "users.csv"), csv);
            const job = await startImport(cognito, poolId, csv);
            await endOf(cognito, job);
            const environment = {
                AWS_ENDPOINT_URL: emulator.url,
                AWS_ACCESS_KEY_ID: "emulator",
                AWS_SECRET_ACCESS_KEY: "emulator",
                AWS_PROFILE: undefined,
            };
            const path = (name: string): string => join(folder, name);
            const text = async (name: string): Promise<string> => await readFile(path(name), "utf8");
            const context = { ...clients, folder, poolId, id: `${poolId}/${job.JobId}`, path, text };
            await withEnvironment(environment, () => use(context));
        }),
    );
}

function assertRefused({ exitCode, stdout, stderr }: CliRun, message: RegExp): void {
    assert.deepEqual([exitCode, stdout], [2, ""], stderr);
    assert.match(stderr, message);
    assert.equal(stderr.split("\n").length, 2, stderr);
}

const mapped = (id: string, { path }: Context): string[] => [
    "report",
    id,
    "--mapping",
    path("map.csv"),
    "--source",
    path("users.csv"),
];

describe("report", () => {
    it("prints a job's counts, its failures by reason and line, and what to do next; it names nobody", async () => {
        await withJob(async ({ id }) => {
            const { exitCode, stdout, stderr } = await run("report", id);

            assert.deepEqual([exitCode, stderr], [0, ""]);
            assert.match(stdout, /^## User import us-east-1&#95;\w+\/import-\w+: Failed\n\n🟩+🟦+🟥+\n/u);
            assert.match(stdout, /Imported \| 1 \| 25% \|.*\n.* Skipped \| 1 \| 25% \|.*\n.* Failed \| 2 \| 50% \|/);
            assert.match(stdout, /\n\| 4 \| [^|]+ \|\n\| 5 \| [^|]+ \|\n/);
            assert.match(
                stdout,
                /### What to do next\n\n- AWS cannot restart a job\..*\n.*\n- Correct the failed lines/,
            );
            assert.doesNotMatch(stdout, /grace|bad1|user0/);
        });
    });

    it("writes HTML into a file, which it does not overwrite unless told to", async () => {
        await withJob(async ({ id, path, text }) => {
            const args = ["report", id, "--format", "html", "-o", path("report.html")];
            const first = await run(...args);
            assert.deepEqual(first, { exitCode: 0, stdout: "", stderr: "" });
            assert.match(await text("report.html"), /aria-label="Imported 1, Skipped 1, Failed 2"/);

            await writeFile(path("report.html"), "mine");
            assertRefused(await run(...args), /report\.html is there already\. Use --force to replace it\.$/m);
            assert.equal(await text("report.html"), "mine");
            assert.equal((await run(...args, "--force")).exitCode, 0);
            assert.match(await text("report.html"), /^<!doctype html>/);
        });
    });

    it("maps each line to who it is now, in a file for its owner alone", async () => {
        await withJob(async (context) => {
            const { cognito, poolId, id, path, text } = context;
            const { exitCode, stderr } = await run(...mapped(id, context));

            assert.deepEqual([exitCode, stderr], [0, `${path("map.csv")}: 4 rows, 2 of them in the pool\n`]);
            const subs: Record<string, string> = {};
            for (const Username of ["grace", "user0"]) {
                const { UserAttributes = [] } = await cognito.send(
                    new AdminGetUserCommand({ UserPoolId: poolId, Username }),
                );
                subs[Username] = UserAttributes.find(({ Name }) => Name === "sub")?.Value ?? "";
                assert.match(subs[Username], /^[\da-f-]{36}$/);
            }
            assert.deepEqual((await text("map.csv")).split("\n"), [
                "line,cognito:username,sub,status",
                `2,grace,${subs.grace},RESET_REQUIRED`,
                `3,user0,${subs.user0},RESET_REQUIRED`,
                "4,bad1,,MISSING",
                "5,bad2,,MISSING",
                "",
            ]);
            assert.equal((await stat(path("map.csv"))).mode & 0o777, 0o600);

            await writeFile(path("map.csv"), "mine");
            assertRefused(
                await run(...mapped(id, context), "-o", path("report.md")),
                /map\.csv is there already\. Use --force/,
            );
            assert.deepEqual([await text("map.csv"), existsSync(path("report.md"))], ["mine", false]);
        });
    });

    it("refuses a job that does not exist, and a source that is none, with one message and nothing written", async () => {
        await withJob(async (context) => {
            const { folder, poolId, id, path } = context;
            const outputs = ["-o", path("report.md")];
            const none = await run(...mapped(`${poolId}/import-None000000`, context), ...outputs);
            assertRefused(
                none,
                /DescribeUserImportJob of import job import-None000000 .* failed\. ResourceNotFoundException/,
            );
            await writeFile(path("users.csv"), "name,email\nAda,ada@example.com\n");
            assertRefused(await run(...mapped(id, context), ...outputs), /has no column cognito:username/);
            await writeFile(path("out.json"), "{}");
            const without = ["report", "--stack-output", path("out.json")];
            assertRefused(await run(...without, ...outputs), /There is no import in .*out\.json\. Export the resource/);
            await writeFile(path("out.json"), "people: 3");
            assertRefused(await run(...without), /out\.json is not JSON\./);
            assertRefused(await run("report", "--stack-output", path("no.json")), /no\.json cannot be read: /);

            assert.deepEqual((await readdir(folder)).sort(), ["out.json", "users.csv"]);
        });
    });

    it("says what is missing where the log cannot be read, and reports the counts", async () => {
        await withFolder(() =>
            withEmulator({ region: "us-east-1" }, async (emulator, { cognito }) => {
                const poolId = await createPool(cognito);
                const job = await startImport(cognito, poolId, await csvFor(cognito, poolId, rows));
                await endOf(cognito, job);
                const environment = {
                    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: emulator.url,
                    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: "http://127.0.0.1:9",
                    AWS_ACCESS_KEY_ID: "a",
                    AWS_SECRET_ACCESS_KEY: "b",
                    AWS_PROFILE: undefined,
                    AWS_MAX_ATTEMPTS: "1",
                };
                const { exitCode, stdout } = await withEnvironment(environment, () =>
                    run("report", `${poolId}/${job.JobId}`),
                );

                assert.equal(exitCode, 0);
                assert.match(stdout, /Failed \| 2 \|/);
                assert.match(
                    stdout,
                    /^> The list of failed rows could not be read from CloudWatch Logs\. DescribeLogStreams/m,
                );
                assert.match(stdout, /let the log be read/);
            }),
        );
    });

    it("reads what pulumi printed from standard input, without AWS", async () => {
        const counts = { status: "Succeeded", importedUsers: 5, skippedUsers: 0, failedUsers: 0, jobs: [] };
        const output = JSON.stringify({ people: counts, staff: counts });
        const { exitCode, stdout } = await runProcess(["report", "--stack-output", "-"], `\ufeff${output}`);

        assert.equal(exitCode, 0);
        assert.deepEqual(
            stdout.split("\n").filter((line) => line.startsWith("## ")),
            ["## User import people: Succeeded", "## User import staff: Succeeded"],
        );
    });

    it("maps only where one pool is named", async () => {
        await withFolder(async (folder) => {
            const [output, source] = [join(folder, "out.json"), join(folder, "users.csv")];
            const of = (pool: string) => ({
                importedUsers: 1,
                skippedUsers: 0,
                failedUsers: 0,
                jobId: "import-1",
                userPoolId: pool,
            });
            await writeFile(output, JSON.stringify({ a: of("eu-west-1_A"), b: of("eu-west-1_B") }));
            const args = ["report", "--stack-output", output, "--mapping", join(folder, "map.csv"), "--source", source];

            assertRefused(await run(...args), /--mapping needs one user pool/);
            assert.deepEqual(await readdir(folder), ["out.json"]);
        });
    });

    const id = "eu-west-1_AbCdEfGhI/import-AbCdEfGhIj";
    const wrong: readonly (readonly [string, string[], RegExp])[] = [
        ["neither a job nor an output", [], /A job is missing\. Give POOL\/JOB/],
        ["both", [id, "--stack-output", "-"], /Use POOL\/JOB or --stack-output, not both\./],
        ["an id that is none", ["people"], /"people" is not the id of a user import job/],
        ["a mapping without its source", [id, "--mapping", "map.csv"], /--source is missing\./],
        ["a source without a mapping", [id, "--source", "users.csv"], /--source is for --mapping, which is missing\./],
        ["a mapping on standard output", [id, "--mapping", "-", "--source", "u.csv"], /--mapping must be a file/],
        ["one file for both", [id, "--mapping", "m", "--source", "u.csv", "-o", "m"], /must be two files/],
        ["another format", [id, "--format", "pdf"], /--format/],
    ];
    for (const [what, args, message] of wrong) {
        it(`refuses ${what}`, async () => {
            assertRefused(await run("report", ...args), message);
        });
    }
});
