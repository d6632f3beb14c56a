import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { withEmulator } from "../support/aws/withEmulator";
import { csvFor, endOf, people, person, startImport } from "../support/emulator/importFixtures";
import { resourcesMadeBy, typeErrorsOf } from "../support/pulumi/sampleRun";
import { codeBlocks } from "../support/repository/documents";
import { readSource, repositoryFolder } from "../support/repository/sourceFiles";
import { type CliRun, runBash, withFolder } from "../unit/cli/cliRun";

const page = "docs/report.md";
const [ofJob = "", ofStack = "", summary = "", html = "", mapping = ""] = codeBlocks(page, "sh");
const [program = ""] = codeBlocks(page, "ts");
const poolId = "eu-west-1_AbCdEfGhI";

/** What the table of permissions lists, but for the source in S3. */
const permissions = [...readSource(page).matchAll(/`(?:cognito-idp|logs):(\w+)`/g)].map(
    ([, operation = ""]) => operation,
);

describe("docs/report.md", () => {
    it("has a program whose types are right, and which makes an import", async () => {
        assert.equal(await typeErrorsOf([program]), "");
        const [made = []] = await resourcesMadeBy([program]);
        assert.ok(made.includes("pulumi-nodejs:dynamic/cognito-user-import:UserImportJob"));
    });

    it("has commands that report a job and a stack, and map the rows to users", async () => {
        const pool = { Id: poolId, PoolName: "people", AutoVerifiedAttributes: ["email"] };
        const seed = { UserPools: [pool] };
        await withFolder((folder) =>
            withEmulator({ region: "eu-west-1", seed }, async (emulator, { cognito }) => {
                const rows = [...people(9), person("bad", { email: "" })];
                const csv = await csvFor(cognito, poolId, rows);
                await writeFile(path.join(folder, "users.csv"), csv);
                const { JobId: jobId } = await startImport(cognito, poolId, csv);
                await endOf(cognito, { UserPoolId: poolId, JobId: jobId });
                // Stands in for the CLI: it prints what a stack exports.
                const output = readFileSync(path.join(repositoryFolder, "scripts/picture/stackOutput.json"), "utf8");
                await writeFile(path.join(folder, "exported.json"), output);
                const before = emulator.calls.length;
                const runSample = async (sample: string): Promise<CliRun> => {
                    const environment = `export AWS_ENDPOINT_URL=${emulator.url} AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b GITHUB_STEP_SUMMARY=summary.md`;
                    const commands =
                        'npx() { shift; $CLI "$@"; }; pulumi() { [ "$*" = "stack output --json" ] && cat exported.json; }';
                    const run = await runBash(
                        `set -e; ${environment}; ${commands}\n${sample.replaceAll("import-AbCdEfGhIj", jobId)}`,
                        folder,
                    );
                    assert.equal(run.exitCode, 0, run.stderr);
                    return run;
                };
                const text = async (name: string): Promise<string> => await readFile(path.join(folder, name), "utf8");

                assert.match(
                    (await runSample(ofJob)).stdout,
                    /Imported \| 9 \| 90% \|.*\n.*\n.* Failed \| 1 \| 10% \|/,
                );
                const { stdout } = await runSample(ofStack);
                assert.match(stdout, /^## User import people: Succeeded\n/);
                assert.match(stdout, /^### Jobs$/m);
                await runSample(summary);
                assert.equal(await text("summary.md"), stdout);
                await runSample(html);
                assert.match(
                    await text("report.html"),
                    /^<!doctype html>[\s\S]*aria-label="Imported 11,962, Skipped 31, Failed 7"/,
                );
                const mapped = await runSample(mapping);
                assert.equal(mapped.stderr, "mapping.csv: 10 rows, 9 of them in the pool\n");
                assert.match(
                    await text("mapping.csv"),
                    /^2,user0,[\da-f-]{36},RESET_REQUIRED$[\s\S]*^11,bad,,MISSING$/m,
                );
                assert.match(await text("report.md"), /^## User import /);
                for (const name of ["mapping.csv", "report.md", "report.html"]) {
                    assert.equal((await stat(path.join(folder, name))).mode & 0o777, 0o600, name);
                }
                const called = new Set(emulator.calls.slice(before).map(({ operation }) => operation));
                assert.deepEqual(
                    [...called].filter((operation) => !permissions.includes(operation)),
                    [],
                );
            }),
        );
    });

    it("has a small picture", () => {
        const picture = readFileSync(path.join(repositoryFolder, "docs/report.png"));

        assert.equal(picture.subarray(1, 4).toString(), "PNG");
        assert.ok(picture.length < 150_000, `${picture.length} bytes`);
    });
});
