import assert from "node:assert/strict";
import { AdminGetUserCommand, type CreateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import { type EmulatorOptions, ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { clientOf, withEmulatorProcess } from "../../support/emulator/emulatorProcess";
import { countsOf, createPool, describeJob, endOf, startImport } from "../../support/emulator/importFixtures";
import { asciiHash, asciiPassword } from "../../support/emulator/oldPasswords";
import { createClient, passwordSignIn } from "../../support/emulator/signInFixtures";

/** As in AWS's own example of password hashes: six columns, and no `cognito:mfa_enabled` among them. */
const columns = "cognito:username,email,email_verified,name,phone_number_verified,password_hash";
const csv = `${columns}\njane,jane@example.com,true,Jane,,${asciiHash}\n`;
const allowing = { allowMissingColumns: true };

/** How a job with BCRYPT hashes and that file ends. */
async function importInto(
    options: EmulatorOptions,
    file: string,
    settings: Partial<CreateUserPoolCommandInput> = {},
): Promise<readonly unknown[]> {
    const clock = new ManualClock();
    return withEmulator({ clock, maxFailedOrSkippedShare: 1, ...options }, async ({ advance }, { cognito }) => {
        const poolId = await createPool(cognito, settings);
        const ids = await startImport(cognito, poolId, file, "BCRYPT");
        await advance(10);
        const job = await describeJob(cognito, ids);
        return [job.Status, ...countsOf(job)];
    });
}

describe("a file that lacks columns of its pool", () => {
    it("fails its job, unless that is allowed", async () => {
        assert.deepEqual(await importInto({}, csv), ["Failed", 0, 0, 0]);
        assert.deepEqual(await importInto(allowing, csv), ["Succeeded", 1, 0, 0]);
    });

    it("is imported as if its missing columns were empty, and its users sign in", async () => {
        await withEmulatorProcess(["--allow-missing-columns", "--pending-seconds", "0"], async (url) => {
            const cognito = clientOf(url);
            const poolId = await createPool(cognito);
            await endOf(cognito, await startImport(cognito, poolId, csv, "BCRYPT"));

            const jane = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "jane" }));
            const attributes = Object.fromEntries((jane.UserAttributes ?? []).map(({ Name, Value }) => [Name, Value]));
            assert.deepEqual(
                { ...attributes, sub: "" },
                {
                    sub: "",
                    email: "jane@example.com",
                    email_verified: "true",
                    name: "Jane",
                    phone_number_verified: "false",
                },
            );
            const clientId = await createClient(cognito, poolId);
            const { AuthenticationResult } = await cognito.send(passwordSignIn(clientId, "jane", asciiPassword));
            assert.ok(AuthenticationResult?.IdToken);
        });
    });

    it("gives its users the value false where a column of verification is missing", async () => {
        const file = csv.replace(",phone_number_verified", "").replace("Jane,", "Jane");
        await withEmulator({ clock: new ManualClock(), ...allowing }, async ({ advance }, { cognito }) => {
            const poolId = await createPool(cognito);
            await startImport(cognito, poolId, file, "BCRYPT");
            await advance(10);

            const jane = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "jane" }));
            const flag = jane.UserAttributes?.find(({ Name }) => Name === "phone_number_verified");
            assert.equal(flag?.Value, "false");
        });
    });

    it("fails the rows that need a value of a missing column", async () => {
        const required = { Schema: [{ Name: "nickname", Required: true }] };
        const withoutUsernames = csv.replace("cognito:username,", "").replace("jane,", "");
        const withoutEmails = csv.replace(",email,", ",").replace("jane@example.com,", "");
        const withoutVerification = csv.replace(",email_verified", "").replace("true,", "");

        assert.deepEqual(await importInto(allowing, csv, required), ["Succeeded", 0, 0, 1]);
        for (const file of [withoutUsernames, withoutEmails, withoutVerification]) {
            assert.deepEqual(await importInto(allowing, file), ["Succeeded", 0, 0, 1], file.split("\n")[0]);
        }
    });

    it("still fails its job for an unknown or repeated column, and without the hashes that the job is for", async () => {
        const without = csv.replace(",password_hash", "").replace(`,${asciiHash}`, "");
        for (const file of [without, csv.replace(",name,", ",nam,"), csv.replace(",name,", ",email,"), "\n"]) {
            assert.deepEqual(await importInto(allowing, file), ["Failed", 0, 0, 0], file.split("\n")[0]);
        }
    });
});
