import assert from "node:assert/strict";
import { GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
    AdminCreateUserCommand,
    AdminGetUserCommand,
    type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { type EmulatorClients, withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, person, type RowValues, startImport } from "../../support/emulator/importFixtures";

type PoolSettings = Partial<CreateUserPoolCommandInput>;

/** Imports rows into a new pool, whatever becomes of them; the texts of the log behind the line number. */
async function importInto(
    settings: PoolSettings,
    rows: readonly RowValues[],
    prepare: (clients: EmulatorClients, poolId: string) => Promise<unknown> = async () => undefined,
): Promise<string[]> {
    return withEmulator({ clock: new ManualClock() }, async (emulator, clients) => {
        const poolId = await createPool(clients.cognito, settings);
        await prepare(clients, poolId);
        const ids = await startImport(clients.cognito, poolId, await csvFor(clients.cognito, poolId, rows));
        await emulator.advance(10);
        const { events = [] } = await clients.logs.send(
            new GetLogEventsCommand({
                logGroupName: `/aws/cognito/userpools/${poolId}/people`,
                logStreamName: `${ids.JobId}/customers`,
                startFromHead: true,
            }),
        );
        return events.flatMap(({ message = "" }) => /^(\[\w+\] Line Number \d+)/.exec(message)?.[1] ?? []);
    });
}

const emailAlias: PoolSettings = { AliasAttributes: ["email"] };

describe("a pool whose users have aliases", () => {
    const forms: readonly [string, PoolSettings, string, "FAILED" | "SUCCEEDED"][] = [
        ["an e-mail address where e-mail is an alias", emailAlias, "ada@example.com", "FAILED"],
        ["a phone number where it is an alias", { AliasAttributes: ["phone_number"] }, "+15550100", "FAILED"],
        ["a phone number where e-mail is an alias", emailAlias, "+15550100", "SUCCEEDED"],
        [
            "an e-mail address where the preferred username is an alias",
            { AliasAttributes: ["preferred_username"] },
            "ada@example.com",
            "SUCCEEDED",
        ],
        ["an e-mail address where nothing is an alias", {}, "ada@example.com", "SUCCEEDED"],
    ];
    for (const [what, settings, username, verdict] of forms) {
        it(`answers ${verdict} to a username that is ${what}`, async () => {
            const row = person(username, { email: "someone@example.com" });

            assert.deepEqual(await importInto(settings, [row]), [`[${verdict}] Line Number 2`]);
        });

        it(`makes ${verdict === "FAILED" ? "no" : "a"} user of its own with such a name: ${what}`, async () => {
            await withEmulator({}, async (_emulator, { cognito }) => {
                const UserPoolId = await createPool(cognito, settings);
                const made = cognito.send(new AdminCreateUserCommand({ UserPoolId, Username: username }));

                if (verdict === "FAILED") {
                    const message = /^Username cannot be of (?:email|phone number) format, since user pool is/;
                    await assert.rejects(made, { name: "InvalidParameterException", message });
                } else {
                    assert.equal((await made).User?.Username, username);
                }
            });
        });
    }

    it("gives a verified address to one user only, in this file and before it", async () => {
        const shared = { email: "shared@example.com" };
        const rows = [person("a", shared), person("b", shared), person("c", { email: "taken@example.com" })];
        const verdicts = await importInto(emailAlias, rows, ({ cognito }, UserPoolId) =>
            cognito.send(
                new AdminCreateUserCommand({
                    UserPoolId,
                    Username: "before",
                    UserAttributes: [
                        { Name: "email", Value: "taken@example.com" },
                        { Name: "email_verified", Value: "true" },
                    ],
                }),
            ),
        );

        assert.deepEqual(verdicts, ["[SUCCEEDED] Line Number 2", "[FAILED] Line Number 3", "[FAILED] Line Number 4"]);
    });

    it("treats addresses in another case as the same if the pool's names have no case", async () => {
        const rows = [person("a", { email: "Same@Example.com" }), person("b", { email: "same@example.COM" })];
        const folding = { ...emailAlias, UsernameConfiguration: { CaseSensitive: false } };

        assert.deepEqual(await importInto(folding, rows), ["[SUCCEEDED] Line Number 2", "[FAILED] Line Number 3"]);
        assert.deepEqual(await importInto(emailAlias, rows), [
            "[SUCCEEDED] Line Number 2",
            "[SUCCEEDED] Line Number 3",
        ]);
    });

    it("gives unverified addresses to any number of users", async () => {
        const phone = { phone_number: "+15550100", phone_number_verified: "" };
        const settings: PoolSettings = { AliasAttributes: ["phone_number"] };

        assert.deepEqual(await importInto(settings, [person("a", phone), person("b", phone)]), [
            "[SUCCEEDED] Line Number 2",
            "[SUCCEEDED] Line Number 3",
        ]);
    });
});

describe("a username in a file", () => {
    it("is imported the first time and skipped the second", async () => {
        const again = person("ada", { email: "other@example.com" });

        assert.deepEqual(await importInto({}, [person("ada"), person("grace"), again]), [
            "[SUCCEEDED] Line Number 2",
            "[SUCCEEDED] Line Number 3",
            "[SKIPPED] Line Number 4",
        ]);
    });

    it("makes a native user also where it looks like a federated one's", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            const Username = "google_100000000000000000001";
            await startImport(cognito, UserPoolId, await csvFor(cognito, UserPoolId, [person(Username)]));
            await emulator.advance(10);

            const user = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));

            assert.equal(user.UserStatus, "RESET_REQUIRED");
            assert.equal(
                user.UserAttributes?.some(({ Name }) => Name === "identities"),
                false,
            );
        });
    });

    it("makes the same user with an empty verification as with false", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            const phone = { phone_number: "+15550100", phone_number_verified: "" };
            await startImport(cognito, UserPoolId, await csvFor(cognito, UserPoolId, [person("ada", phone)]));
            await emulator.advance(10);

            const { UserAttributes } = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: "ada" }));

            const verified = UserAttributes?.filter(({ Name = "" }) => Name.endsWith("_verified"));
            assert.deepEqual(verified, [
                { Name: "email_verified", Value: "true" },
                { Name: "phone_number_verified", Value: "false" },
            ]);
        });
    });
});
