import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Emulator } from "../../emulator/src";
import { withEmulator } from "../support/aws/withEmulator";
import { createPool, csvFor, people, person } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withStack } from "../support/pulumi/pulumiStack";

const program = path.resolve(__dirname, "../fixtures/programs/twoAccounts");

const accounts = { AKIAFIRST: "111111111111", AKIASECOND: "222222222222", AKIAROTATED: "222222222222" };
const roleIn = (account: string): string => `arn:aws:iam::${account}:role/CognitoLogs`;

/** Values that must stay secret; the last one only because the program says so. */
const canaries = /AKIASECOND|AKIAROTATED|the-canary|the-token|eu-canary-1/;

const rows = [...people(3), person("no-address", { email: "" })];

/** The accounts that called an operation, and were not refused, in the order of their numbers. */
function callers(emulator: Emulator, operation: string, from = 0): (string | undefined)[] {
    const calls = emulator.calls.slice(from).filter((call) => call.operation === operation && !call.errorCode);
    return calls.map(({ accountId }) => accountId).toSorted((one = "", other = "") => Number(one) - Number(other));
}

describe("two accounts in one program, through the real engine", () => {
    before(needsEngine);

    it("keeps each job, role and log in its own, and takes new credentials without a new job", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "two-accounts-"));
        await withEmulator({ accounts, maxFailedOrSkippedShare: 1 }, async (emulator) => {
            const clientOf = (accessKeyId: keyof typeof accounts) => {
                const credentials = { accessKeyId, secretAccessKey: "any" };
                return { endpoint: emulator.url, region: emulator.region, credentials, forcePathStyle: true };
            };
            const csvPath = path.join(folder, "users.csv");
            const argsFile = path.join(folder, "args.json");
            const first = new CognitoIdentityProviderClient(clientOf("AKIAFIRST"));
            const second = new CognitoIdentityProviderClient(clientOf("AKIASECOND"));
            const s3 = new S3Client(clientOf("AKIASECOND"));
            const [firstPool, secondPool] = [await createPool(first), await createPool(second)];
            await writeFile(csvPath, await csvFor(first, firstPool, rows));
            await s3.send(new CreateBucketCommand({ Bucket: "people" }));
            const body = await csvFor(second, secondPool, rows);
            await s3.send(new PutObjectCommand({ Bucket: "people", Key: "users.csv", Body: body }));
            for (const client of [first, second, s3]) client.destroy();
            const useKey = async (accessKey: string): Promise<void> => {
                const aws = { accessKey, secretKey: "the-canary", token: "the-token", region: "eu-canary-1" };
                const common = { invalidRows: "warn" };
                const args = {
                    first: {
                        ...common,
                        userPoolId: firstPool,
                        cloudWatchLogsRoleArn: roleIn("111111111111"),
                        source: csvPath,
                    },
                    second: {
                        ...common,
                        userPoolId: secondPool,
                        cloudWatchLogsRoleArn: roleIn("222222222222"),
                        source: "s3://people/users.csv",
                        aws,
                    },
                };
                await writeFile(argsFile, JSON.stringify(args));
            };
            const { url } = emulator;
            const config = {
                argsFile,
                "aws:accessKey": "AKIAFIRST",
                "aws:secretKey": "any",
                "aws:endpoints": [{ cognitoidp: url, logs: url, s3: url, sts: url }],
            };
            await withStack({ program, config }, async (stack) => {
                await useKey("AKIASECOND");
                const begin = emulator.calls.length;
                const up = await stack.up();
                const failures = [{ line: 5, reason: "The User Record does not set the required attribute email." }];
                const outputs = await stack.outputs();
                const both = ["111111111111", "222222222222"];
                const seen = (operation: string): unknown => [...new Set(callers(emulator, operation, begin))];

                assert.equal(outputs.lookedUp, 3);
                assert.equal(outputs.adopted, 3);
                assert.deepEqual([outputs.first, outputs.second], [failures, failures]);
                for (const operation of ["CreateUserImportJob", "StartUserImportJob"]) {
                    assert.deepEqual(callers(emulator, operation, begin), both, operation);
                }
                assert.deepEqual(seen("GetLogEvents"), both);
                assert.deepEqual(seen("HeadObject"), ["222222222222"]);
                assert.deepEqual(seen("GetCallerIdentity"), []);
                const state = await stack.exportState();
                assert.doesNotMatch(state.text + up.all, canaries);
                const afterUp = emulator.calls.length;
                await stack.refresh();
                assert.doesNotMatch((await stack.exportState()).text, canaries);

                await useKey("AKIAROTATED");
                const rotated = await stack.up();
                const shown = await stack.run(["stack", "export", "--show-secrets", "--stack", "test"]);
                const destroyed = await stack.destroy();

                assert.match(rotated.stdout, /~ 1 updated\s+3 unchanged/);
                assert.doesNotMatch((await stack.exportState()).text + rotated.all + destroyed.all, canaries);
                // What a destroy goes by: the credentials of the newest run.
                assert.match(shown.stdout, /AKIAROTATED/);
                assert.doesNotMatch(shown.stdout, /AKIASECOND/);
                for (const operation of ["CreateUserImportJob", "StartUserImportJob", "StopUserImportJob"]) {
                    assert.deepEqual(callers(emulator, operation, afterUp), [], operation);
                }
            });
        });
        await rm(folder, { recursive: true, force: true });
    });
});
