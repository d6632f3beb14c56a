import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CognitoIdentityProviderClient, GetCSVHeaderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type EmulatorOptions, ManualClock, type Seed, startEmulator } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { clientOf, withEmulatorProcess } from "../../support/emulator/emulatorProcess";
import {
    countsOf,
    createJob,
    createPool,
    csvFor,
    describeJob,
    person,
    startImport,
} from "../../support/emulator/importFixtures";

async function columnsOf(cognito: CognitoIdentityProviderClient, UserPoolId: string): Promise<readonly string[]> {
    return (await cognito.send(new GetCSVHeaderCommand({ UserPoolId }))).CSVHeader ?? [];
}

/** Imports into a new pool of an emulator with these options what `makeCsv` makes of a proper file; returns the counts. */
async function importInto(options: EmulatorOptions, makeCsv: (csv: string) => string) {
    return withEmulator({ clock: new ManualClock(), ...options }, async (emulator, { cognito }) => {
        const poolId = await createPool(cognito);
        const ids = await startImport(cognito, poolId, makeCsv(await csvFor(cognito, poolId, [person("jane")])));
        await emulator.advance(10);
        const job = await describeJob(cognito, ids);
        return [job.Status, countsOf(job)];
    });
}

describe("a pool on Cognito's older infrastructure", () => {
    it("lists no password_hash, which other pools list last", async () => {
        const newer = await withEmulator({}, async (_, { cognito }) => columnsOf(cognito, await createPool(cognito)));
        const older = await withEmulator({ olderInfrastructure: true }, async (_, { cognito }) =>
            columnsOf(cognito, await createPool(cognito)),
        );

        assert.equal(older.length, 21);
        assert.deepEqual(newer, [...older, "password_hash"]);
    });

    it("takes the old file of 21 columns, as other pools do", async () => {
        const withoutHashes = (csv: string) => csv.replaceAll(/,password_hash$|(?<=,jane),$/gm, "");

        for (const olderInfrastructure of [true, false]) {
            assert.deepEqual(await importInto({ olderInfrastructure }, withoutHashes), ["Succeeded", [1, 0, 0]]);
        }
    });

    it("does not know the column of password hashes, and has no jobs for them", async () => {
        const options = { olderInfrastructure: true };
        const withHashes = (csv: string) => csv.replace("\n", ",password_hash\n").replace(/,jane$/m, ",jane,");

        assert.deepEqual(await importInto(options, withHashes), ["Failed", [0, 0, 0]]);
        await withEmulator(options, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito);

            await assert.rejects(createJob(cognito, poolId, "hashes", "BCRYPT"), {
                name: "OperationNotEnabledException",
            });
        });
    });

    it("can be one of a seed, beside others, and stays so over restarts", async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-data-"));
        const pool = { PoolName: "people", AutoVerifiedAttributes: ["email"] };
        const seed: Seed = {
            UserPools: [
                { ...pool, Id: "us-east-1_Older", OlderInfrastructure: true },
                { ...pool, Id: "us-east-1_Newer", OlderInfrastructure: false },
                { ...pool, Id: "us-east-1_Usual" },
            ],
        };
        try {
            for (const options of [{ seed, olderInfrastructure: true }, {}]) {
                await withEmulator({ dataDir, ...options }, async (_emulator, { cognito }) => {
                    const ids = seed.UserPools.map(({ Id }) => Id);
                    const counts = await Promise.all(ids.map(async (id) => (await columnsOf(cognito, id)).length));
                    assert.deepEqual(counts, [21, 22, 21]);
                });
            }
        } finally {
            rmSync(dataDir, { recursive: true, force: true });
        }
    });

    it("is an error in a seed if it is neither true nor false", async () => {
        const pool = { Id: "us-east-1_Older", PoolName: "people", OlderInfrastructure: "yes" as unknown as boolean };

        await assert.rejects(startEmulator({ seed: { UserPools: [pool] } }), /UserPools\[0\]\.OlderInfrastructure: /);
    });

    it("is an option of the command", async () => {
        await withEmulatorProcess(["--older-infrastructure"], async (url) => {
            const cognito = clientOf(url);
            assert.equal((await columnsOf(cognito, await createPool(cognito))).length, 21);
        });
    });
});
