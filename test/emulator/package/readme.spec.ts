import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import type { Seed } from "../../../emulator/src";
import { startEmulator } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { withEmulatorProcess } from "../../support/emulator/emulatorProcess";
import { cliEnvironment } from "../python/awsCli";
import { withPython } from "../python/pythonEnvironment";
import { exampleNames, exampleOf } from "./readmeExamples";

const run = promisify(execFile);
const documentedUrl = "http://127.0.0.1:9229";
const repository = join(__dirname, "../../..");

/** Runs `use` in a folder of its own. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "emulator-readme-"));
    try {
        await use(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** Runs an example that calls the AWS CLI; resolves to what it writes. */
async function runAwsCli(
    name: string,
    binFolder: string,
    folder: string,
    environment: NodeJS.ProcessEnv,
): Promise<string> {
    const aws = join(folder, "aws");
    writeFileSync(aws, `#!/bin/sh\nexec "${join(binFolder, "python")}" -m awscli "$@"\n`);
    chmodSync(aws, 0o755);
    const script = exampleOf(name).replaceAll(documentedUrl, environment.AWS_ENDPOINT_URL ?? "");
    const env = { ...environment, PATH: `${folder}${delimiter}${environment.PATH ?? ""}` };
    return (await run("bash", ["-ec", script], { cwd: folder, env })).stdout;
}

/** Compiles and runs a TypeScript example as a user of the package would. */
async function runTypeScript(name: string): Promise<string> {
    const file = join(repository, "test", "emulator", `.readme-${name}.ts`);
    writeFileSync(file, exampleOf(name));
    try {
        const { stdout } = await run(process.execPath, ["-r", "ts-node/register", file], { cwd: repository });
        return stdout;
    } finally {
        rmSync(file);
    }
}

describe("the README's examples", () => {
    it("are all tested here", () => {
        const tested = [
            "aws-cli",
            "boto3",
            "sdk",
            "in-process",
            "pulumi",
            "terraform",
            "ci",
            "seed",
            "faults",
            "accounts",
        ];
        assert.deepEqual([...exampleNames].sort(), tested.sort());
    });

    it("work with the AWS CLI", async () => {
        await withPython((binFolder) =>
            withEmulator({}, ({ url, region }) =>
                inFolder(async (folder) => {
                    const stdout = await runAwsCli("aws-cli", binFolder, folder, cliEnvironment(url, region));

                    assert.match(stdout, /"Succeeded"/);
                    assert.match(stdout, /"\[SUCCEEDED\] Line Number 2 - The import succeeded\."/);
                }),
            ),
        );
    });

    it("have several accounts, with the AWS CLI", async () => {
        const [, given = ""] = /^# npx cognito-user-import-emulator (.+)$/m.exec(exampleOf("accounts")) ?? [];
        await withPython((binFolder) =>
            withEmulatorProcess(given.split(" "), (url) =>
                inFolder(async (folder) => {
                    const stdout = await runAwsCli("accounts", binFolder, folder, cliEnvironment(url, "us-east-1"));

                    assert.equal(stdout, "222222222222\narn:aws:sts::333333333333:assumed-role/Deploy/ci\n");
                }),
            ),
        );
    });

    it("work with boto3", async () => {
        await withPython((binFolder) =>
            withEmulator({}, async ({ url, region }) => {
                const script = exampleOf("boto3").replaceAll(documentedUrl, url);
                const python = join(binFolder, "python");
                const { stdout } = await run(python, ["-c", script], { env: cliEnvironment(url, region) });

                assert.equal(stdout, "Succeeded 1\n");
            }),
        );
    });

    it("compile and run with the SDK, with a socket and without", async () => {
        assert.equal(await runTypeScript("sdk"), "people 1\n");
        assert.equal(await runTypeScript("in-process"), "3600\n");
    });

    it("script faults with curl", async () => {
        await withEmulator({}, async ({ url, faults }) => {
            await run("bash", ["-ec", exampleOf("faults").replaceAll(documentedUrl, url)]);

            assert.deepEqual(faults.pending, [
                { operation: "StartUserImportJob", kind: "throttle", times: 2 },
                { operation: "PutObject", kind: "resetAfter", times: 1 },
            ]);
        });
    });

    it("are seeds that can be applied", async () => {
        const emulator = await startEmulator({ seed: JSON.parse(exampleOf("seed")) as Seed });
        await emulator.close();
    });

    it("point Pulumi's and Terraform's provider, and CI, at the emulator with settings that those have", () => {
        const pulumi = exampleOf("pulumi");
        for (const setting of ["aws:endpoints", "aws:accessKey", "aws:secretKey", "aws:s3UsePathStyle"]) {
            assert.ok(pulumi.includes(`  ${setting}:`), setting);
        }
        for (const example of [pulumi, exampleOf("terraform")]) {
            for (const service of ["cognitoidp", "logs", "s3", "sts"]) {
                assert.match(example, new RegExp(`${service}\\s*[:=] "?${documentedUrl}`));
            }
        }
        assert.match(exampleOf("ci"), new RegExp(`AWS_ENDPOINT_URL: ${documentedUrl}\n`));
    });
});
