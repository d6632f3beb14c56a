import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    CognitoIdentityProviderClient,
    InitiateAuthCommand,
    ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { withEmulator } from "../../support/aws/withEmulator";
import { runEmulator, withEmulatorProcess } from "../../support/emulator/emulatorProcess";

describe("cognito-user-import-emulator", () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
        it(`prints its URL when it answers, and stops cleanly on ${signal}`, async () => {
            const { child, output, exit } = runEmulator(["--port", "0", "--region", "eu-west-1"]);
            try {
                await once(child.stdout ?? child, "data");
                const url = output.stdout.trim();
                assert.match(url, /^http:\/\/127\.0\.0\.1:[0-9]+$/);
                assert.equal((await fetch(`${url}/health`)).status, 200);
            } finally {
                child.kill(signal);
            }

            assert.deepEqual(await exit, [0, null]);
            assert.equal(output.stderr, "");
        });
    }

    it("says clearly that a port is in use", async () => {
        await withEmulator({}, async ({ port }) => {
            const { output, exit } = runEmulator(["--port", String(port)]);

            assert.deepEqual(await exit, [1, null]);
            assert.equal(
                output.stderr,
                `cognito-user-import-emulator: cannot listen on 127.0.0.1:${port}: the port is in use; choose another, or 0 for any\n`,
            );
        });
    });

    it("refuses unknown options and values that are not numbers", async () => {
        const unknown = runEmulator(["--prot", "1"]);
        const text = runEmulator(["--rows-per-second", "fast"]);

        assert.deepEqual(
            [await unknown.exit, await text.exit],
            [
                [1, null],
                [1, null],
            ],
        );
        assert.match(unknown.output.stderr, /^cognito-user-import-emulator: Unknown option '--prot'/);
        assert.equal(text.output.stderr, "cognito-user-import-emulator: --rows-per-second must be a number\n");
    });

    it("starts with the pools, clients and users of a seed file", async () => {
        const folder = mkdtempSync(join(tmpdir(), "emulator-seed-"));
        const seed = join(folder, "pools.json");
        const pool = {
            Id: "us-east-1_People001",
            AccountId: "222222222222",
            PoolName: "people",
            AutoVerifiedAttributes: ["email"],
            Schema: [{ Name: "team", AttributeDataType: "String" }],
            UserPoolClients: [{ ClientId: "app1", ClientName: "app", ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] }],
            Users: [{ Username: "jane", UserAttributes: [{ Name: "custom:team", Value: "A" }] }],
        };
        writeFileSync(seed, JSON.stringify({ UserPools: [pool] }));
        const dataDir = join(folder, "data");
        try {
            // With a data folder the second start finds the pool there already.
            for (let round = 0; round < 2; round++) {
                const log = await withEmulatorProcess(
                    ["--seed", seed, "--data-dir", dataDir, "--log", "--account", "any=222222222222"],
                    async (endpoint, { output }) => {
                        const credentials = { accessKeyId: "any", secretAccessKey: "any" };
                        const cognito = new CognitoIdentityProviderClient({
                            endpoint,
                            region: "us-east-1",
                            credentials,
                        });
                        const { Users } = await cognito.send(new ListUsersCommand({ UserPoolId: pool.Id }));
                        const signIn = new InitiateAuthCommand({
                            ClientId: "app1",
                            AuthFlow: "USER_PASSWORD_AUTH",
                            AuthParameters: { USERNAME: "jane", PASSWORD: "wrong" },
                        });
                        await assert.rejects(cognito.send(signIn), { name: "NotAuthorizedException" });
                        assert.equal(Users?.length, 1);
                        return output;
                    },
                );
                // The command has ended: everything that it wrote is here.
                const lines = log.stderr.trimEnd().split("\n");
                assert.match(lines[0] ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z ListUsers 200$/);
                assert.match(lines[1] ?? "", /Z InitiateAuth 400 NotAuthorizedException$/);
            }

            writeFileSync(seed, JSON.stringify({ UserPools: [{ ...pool, Users: [{ Username: "a b" }] }] }));
            const { output, exit } = runEmulator(["--port", "0", "--seed", seed]);
            await exit;
            assert.match(
                output.stderr,
                /^cognito-user-import-emulator: UserPools\[0\]\.Users\[0\]: 1 validation error/,
            );
            assert.ok(!output.stderr.includes("a b"));
        } finally {
            rmSync(folder, { recursive: true, force: true });
        }
    });

    it("takes a default account, and accounts of access keys", async () => {
        const accounts = ["--account", "111111111111", "--account", "AKIAOTHER=222222222222"];
        await withEmulatorProcess(accounts, async (endpoint) => {
            for (const [accessKeyId, account] of [
                ["any", "111111111111"],
                ["AKIAOTHER", "222222222222"],
            ] as const) {
                const credentials = { accessKeyId, secretAccessKey: "any" };
                const sts = new STSClient({ endpoint, region: "us-east-1", credentials });
                assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, account);
            }
        });
        const twice = runEmulator(["--account", "111111111111", "--account", "222222222222"]);
        const wrong = runEmulator(["--account", "AKIAOTHER=2"]);
        assert.deepEqual([(await twice.exit)[0], (await wrong.exit)[0]], [1, 1]);
        assert.match(twice.output.stderr, /: --account: only one account can be the default; write the others as /);
        assert.match(wrong.output.stderr, /: accounts must be access keys with an account of 12 digits each$/m);
    });

    it("stops time until it is moved", async () => {
        await withEmulatorProcess(["--manual-clock"], async (url) => {
            const answer = await fetch(`${url}/_emulator/clock`);
            assert.equal(((await answer.json()) as Record<string, unknown>).isManual, true);
        });
    });

    it("explains its options", async () => {
        const { output, exit } = runEmulator(["--help"]);
        assert.deepEqual(await exit, [0, null]);
        const readme = readFileSync(join(__dirname, "../../../emulator/README.md"), "utf8");
        for (const [option] of output.stdout.matchAll(/^ {2}--[a-z-]+/gm)) {
            assert.ok(option === "  --help" || readme.includes(`\`${option.trim()}\``), `README lacks${option}`);
        }
    });
});
