import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
    AdminGetUserCommand,
    DescribeUserPoolCommand,
    type PasswordHashingAlgorithmType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { ConvertOptions } from "../../../provider/src/cli/convertOptions";
import { inspectCsv } from "../../../provider/src/csv/inspectCsv";
import { poolRulesFromUserPool } from "../../../provider/src/csv/poolRules";
import { withEmulator } from "../../support/aws/withEmulator";
import { countsOf, createPool, endOf, startImport } from "../../support/emulator/importFixtures";
import { oldPassword } from "../../support/emulator/oldPasswords";
import { createClient, passwordSignIn } from "../../support/emulator/signInFixtures";
import { chunksOf } from "../csv/csvFiles";
import { type ConvertRun, convert, exportsFolder, rejections, rowsOf } from "./convertRun";

interface Imported extends ConvertRun {
    /** What the pool says of each, by username. */
    readonly users: ReadonlyMap<string, Readonly<Record<string, string>>>;
    /** Who can sign in with the old password. */
    readonly signedIn: readonly string[];
}

/** Converts an export, validates the result, imports it into the emulator and asks for everybody. */
async function importExport(file: string, options: Partial<ConvertOptions>, mapping?: object): Promise<Imported> {
    const content = await readFile(join(exportsFolder, file));
    return await withEmulator({}, async (_emulator, { cognito }) => {
        const poolId = await createPool(cognito, {
            Schema: [{ Name: "team", AttributeDataType: "String", Mutable: true }],
        });
        const { UserPool: pool = {} } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
        const run = await convert(content, options, { pool, ...(mapping !== undefined && { mapping }) });
        const algorithm = options.passwordHashingAlgorithm as PasswordHashingAlgorithmType | undefined;
        const inspection = await inspectCsv(chunksOf(Buffer.from(run.out ?? "")), {
            pool: poolRulesFromUserPool(pool as Parameters<typeof poolRulesFromUserPool>[0]),
            ...(algorithm !== undefined && { passwordHashingAlgorithm: algorithm }),
        });
        assert.deepEqual(inspection.problems, []);
        const job = await endOf(cognito, await startImport(cognito, poolId, run.out ?? "", algorithm));
        const rows = rowsOf(run.out);
        assert.deepEqual(countsOf(job), [rows.length, 0, 0]);
        const clientId = await createClient(cognito, poolId);
        const users = new Map<string, Record<string, string>>();
        const signedIn: string[] = [];
        for (const row of rows) {
            const username = String(row["cognito:username"]);
            const { UserAttributes = [] } = await cognito.send(
                new AdminGetUserCommand({ UserPoolId: poolId, Username: username }),
            );
            users.set(
                username,
                Object.fromEntries(
                    UserAttributes.filter(({ Name }) => Name !== "sub").map(({ Name, Value }) => [Name, Value ?? ""]),
                ),
            );
            if ("password_hash" in row) {
                await cognito.send(passwordSignIn(clientId, username, oldPassword));
                signedIn.push(username);
            }
        }
        return { ...run, users, signedIn };
    });
}

describe("convert --preset", () => {
    it("cognito: carries attributes, leaves out federated and unverified users, and counts sub", async () => {
        const { users, rejected, stderr, exitCode } = await importExport("cognito-pages.txt", { preset: "cognito" });

        assert.equal(exitCode, 1);
        assert.deepEqual(Object.fromEntries(users), {
            ada: {
                email: "ada@example.com",
                email_verified: "true",
                name: "Ada Lovelace",
                birthdate: "12/10/1985",
                "custom:team": "red",
                address: "12 Main Street, Springfield",
                phone_number_verified: "false",
            },
            grace: {
                email: "grace@example.com",
                email_verified: "true",
                phone_number: "+15550100123",
                phone_number_verified: "true",
                updated_at: "1700000000",
            },
        });
        assert.deepEqual(
            rejections(rejected).map((one) => one.replace(/^\d+/u, "n")),
            ["n: federated-user", "n: not-verified"],
        );
        assert.match(stderr, /2 × sub: /u);
        assert.match(stderr, /1 × custom:shoe: the pool has no such column/u);
        assert.match(stderr, /1 × Enabled: /u);
    });

    it("auth0: carries the users export as JSON lines, and a mapping takes parts of the metadata", async () => {
        const mapping = { columns: { "custom:team": "app_metadata.team", email: { from: "email", lowercase: true } } };
        const { users, rejected, stderr } = await importExport("auth0-users.ndjson", { preset: "auth0" }, mapping);

        assert.deepEqual([...users.keys()], ["ada@example.com", "grace"]);
        assert.equal(users.get("ada@example.com")?.updated_at, "1739297144");
        assert.equal(users.get("ada@example.com")?.["custom:team"], "red");
        assert.equal(users.get("grace")?.email, "grace@example.com");
        assert.equal(users.get("grace")?.name, "Grace Hopper");
        assert.equal(users.get("grace")?.phone_number_verified, "true");
        assert.deepEqual(rejections(rejected), ["3: not-verified", "4: not-verified"]);
        assert.match(stderr, /1 × user_metadata: /u);
        assert.match(stderr, /1 × name: line breaks, written as spaces/u);
        assert.match(stderr, /1 × identities: links to identity providers/u);
    });

    it("auth0: carries the users export as CSV", async () => {
        const { users, rejected } = await importExport("auth0-users.csv", { preset: "auth0" });

        assert.deepEqual(
            [...users.values()].map(({ name }) => name),
            ["Lovelace, Ada", 'Grace "Amazing" Hopper'],
        );
        assert.deepEqual(rejections(rejected), ["4: not-verified"]);
    });

    it("auth0: carries the export of password hashes, and these sign in", async () => {
        const { signedIn, users, rejected, stderr } = await importExport("auth0-hashes.ndjson", {
            preset: "auth0",
            passwordHashingAlgorithm: "BCRYPT",
        });

        assert.deepEqual(signedIn, ["ada@example.com", "grace@example.com"]);
        assert.deepEqual([...users.keys()], [...signedIn, "alan@example.com"]);
        assert.deepEqual(rejections(rejected), ["4: not-verified"]);
        assert.match(stderr, /1 × password hashes: The hash exceeds Cognito's limits: cost is above 12/u);
    });

    it("firebase: carries everybody but the hashes, and says why", async () => {
        const { users, rejected, stderr } = await importExport("firebase.json", { preset: "firebase" });

        assert.deepEqual([...users.keys()], ["ada@example.com", "grace@example.com"]);
        assert.equal(users.get("ada@example.com")?.name, "Ada Lovelace");
        assert.equal(users.get("grace@example.com")?.phone_number, "+15550100123");
        assert.equal(users.get("grace@example.com")?.phone_number_verified, "false");
        assert.equal(rejections(rejected).length, 2);
        assert.match(stderr, /1 × password hashes: Firebase's own modification of scrypt/u);
        assert.match(stderr, /1 × customAttributes: /u);
    });

    it("keycloak: carries PBKDF2 hashes exactly, and groups into their own file", async () => {
        const { signedIn, users, groups, rejected, stderr } = await importExport("keycloak.json", {
            preset: "keycloak",
            passwordHashingAlgorithm: "PBKDF2_SHA256",
        });

        assert.deepEqual(signedIn, ["ada"]);
        assert.deepEqual([...users.keys()], ["ada", "grace", "alan", "edith"]);
        assert.equal(users.get("ada")?.["custom:team"], "red");
        assert.equal(users.get("ada")?.birthdate, "12/10/1985");
        assert.equal(users.get("ada")?.phone_number, "+15550100123");
        assert.equal(groups, "cognito:username,group\nada,staff\nada,staff/support\ngrace,staff\n");
        assert.equal(rejections(rejected).length, 1);
        assert.match(stderr, /2 × password hashes: made with ARGON2ID/u);
        assert.match(stderr, /1 × password hashes: pbkdf2-sha512 is not among Cognito's algorithms/u);
        assert.match(stderr, /1 × attributes\.shoe: /u);
        assert.match(stderr, /1 × credentials: the setup of multi-factor authentication/u);
    });

    it("keycloak: carries Argon2id hashes within Cognito's limits", async () => {
        const { signedIn, stderr } = await importExport("keycloak.json", {
            preset: "keycloak",
            passwordHashingAlgorithm: "ARGON2ID",
        });

        assert.deepEqual(signedIn, ["grace"]);
        assert.match(stderr, /1 × password hashes: The hash exceeds Cognito's limits: t is above 2/u);
    });
});
