import assert from "node:assert/strict";
import { GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { CreateUserPoolCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { type EmulatorClients, withEmulator } from "../../support/aws/withEmulator";
import {
    countsOf,
    createPool,
    csvFor,
    describeJob,
    person,
    type RowValues,
    startImport,
} from "../../support/emulator/importFixtures";

const notVerified =
    "The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).";

/** Imports rows into a new pool; the log lines, without those of successes. */
async function verdictsOf(
    rows: readonly RowValues[],
    settings: Partial<CreateUserPoolCommandInput> = {},
): Promise<string[]> {
    return importInto(settings, (clients, poolId) => csvFor(clients.cognito, poolId, rows));
}

async function importInto(
    settings: Partial<CreateUserPoolCommandInput>,
    makeCsv: (clients: EmulatorClients, poolId: string) => Promise<string | Uint8Array>,
): Promise<string[]> {
    return withEmulator({ clock: new ManualClock(), maxFailedOrSkippedShare: 1 }, async (emulator, clients) => {
        const poolId = await createPool(clients.cognito, settings);
        const ids = await startImport(clients.cognito, poolId, await makeCsv(clients, poolId));
        await emulator.advance(10);
        const job = await describeJob(clients.cognito, ids);
        assert.equal(job.Status, "Succeeded", job.CompletionMessage);
        const { events = [] } = await clients.logs.send(
            new GetLogEventsCommand({
                logGroupName: `/aws/cognito/userpools/${poolId}/people`,
                logStreamName: `${ids.JobId}/customers`,
                startFromHead: true,
            }),
        );
        assert.equal(
            events.filter(({ message = "" }) => message.includes(" Line Number ")).length,
            countsOf(job).reduce<number>((sum, count) => sum + (count ?? 0), 0),
        );
        return events.flatMap(({ message = "" }) => (/^\[(?:FAILED|SKIPPED)\]/.test(message) ? [message] : []));
    });
}

describe("the verdict on a row", () => {
    it("is a log line for each, numbered from 1 for the header", async () => {
        const rows = [person("a"), person("b", { email_verified: "false" }), person("a")];

        assert.deepEqual(await verdictsOf(rows), [
            `[FAILED] Line Number 3 - ${notVerified}`,
            "[SKIPPED] Line Number 4 - The user already exists.",
        ]);
    });

    const failing: readonly [string, RowValues, string, Partial<CreateUserPoolCommandInput>?][] = [
        ["a missing username", { "cognito:username": "" }, "does not set the required column cognito:username"],
        ["a username with a space", { "cognito:username": "a b" }, "cognito:username is not a valid username"],
        ["a verified address that is missing", { email: "" }, "does not set the required attribute email"],
        ["an address that is none", { email: "nobody" }, "email does not have the right format"],
        ["a phone number without a plus sign", { phone_number: "15550100" }, "phone_number does not have the right"],
        ["a birthdate of another form", { birthdate: "1985-02-01" }, "birthdate does not have the right format"],
        ["an updated_at that is no number", { updated_at: "today" }, "updated_at is not a number"],
        ["MFA where the pool has none", { "cognito:mfa_enabled": "true" }, "cognito:mfa_enabled must be false"],
        [
            "a word in the MFA column where MFA is optional",
            { "cognito:mfa_enabled": "maybe" },
            "must be true or false",
            { MfaConfiguration: "OPTIONAL" },
        ],
        [
            "no MFA where the pool wants it",
            { "cognito:mfa_enabled": "false" },
            "must be true",
            { MfaConfiguration: "ON" },
        ],
        [
            "a required attribute that is empty",
            {},
            "does not set the required attribute family_name",
            { Schema: [{ Name: "family_name", Required: true }] },
        ],
        [
            "a number out of range",
            { "custom:level": "11" },
            "custom:level is outside the range",
            {
                Schema: [
                    {
                        Name: "level",
                        AttributeDataType: "Number",
                        NumberAttributeConstraints: { MinValue: "1", MaxValue: "10" },
                    },
                ],
            },
        ],
        [
            "a string that is too long",
            { "custom:team": "blue" },
            "custom:team is longer than",
            { Schema: [{ Name: "team", AttributeDataType: "String", StringAttributeConstraints: { MaxLength: "3" } }] },
        ],
        [
            "a username that is no address where it has to be",
            { "cognito:username": "plain" },
            "is not one of the user pool's username attributes",
            { UsernameAttributes: ["email"] },
        ],
    ];
    for (const [what, values, reason, settings] of failing) {
        it(`is FAILED for ${what}`, async () => {
            const verdicts = await verdictsOf([person("a", values)], settings);

            assert.equal(verdicts.length, 1);
            assert.ok(verdicts[0]?.startsWith("[FAILED] Line Number 2 - "), verdicts[0]);
            assert.ok(verdicts[0]?.includes(reason), verdicts[0]);
        });
    }

    for (const MfaConfiguration of ["OFF", "ON", "OPTIONAL"] as const) {
        it(`is SUCCEEDED for an empty MFA column where MFA is ${MfaConfiguration}`, async () => {
            assert.deepEqual(await verdictsOf([person("a", { "cognito:mfa_enabled": "" })], { MfaConfiguration }), []);
        });
    }

    it("is that of an unverified user for an empty value in a column of verification", async () => {
        assert.deepEqual(await verdictsOf([person("a", { email_verified: "" }), person("b")]), [
            `[FAILED] Line Number 2 - ${notVerified}`,
        ]);
        const phone = { phone_number: "+15550100", phone_number_verified: "" };
        assert.deepEqual(await verdictsOf([person("a", phone)]), []);
    });

    it("is FAILED for a row with too few values, one too long and one that is not UTF-8; the job goes on", async () => {
        const verdicts = await importInto({}, async ({ cognito }, poolId) => {
            const csv = await csvFor(cognito, poolId, [person("a"), person("b"), person("c")]);
            const [header = "", ...rows] = csv.trim().split("\n");
            const lines = [header, "too,few", `${"x".repeat(20_000)}`, ...rows].join("\r\n");
            return Buffer.concat([Buffer.from(`${lines}\r\n`), Buffer.from([0xff, 0xfe]), Buffer.from("\n\n")]);
        });

        assert.deepEqual(verdicts, [
            "[FAILED] Line Number 2 - The number of values in the User Record does not match the number of columns in the header.",
            "[FAILED] Line Number 3 - The User Record is longer than 16000 characters.",
            "[FAILED] Line Number 7 - The User Record is not encoded in UTF-8.",
        ]);
    });

    it("is SKIPPED for a user of another spelling in a pool without case sensitivity", async () => {
        const rows = [person("jane"), person("JANE", { email: "other@example.com" })];

        assert.deepEqual(await verdictsOf(rows, { UsernameConfiguration: { CaseSensitive: false } }), [
            "[SKIPPED] Line Number 3 - The user already exists.",
        ]);
        assert.deepEqual(await verdictsOf(rows, { UsernameConfiguration: { CaseSensitive: true } }), []);
    });
});
