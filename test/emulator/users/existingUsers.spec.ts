import assert from "node:assert/strict";
import {
    AdminCreateUserCommand,
    type CognitoIdentityProviderClient,
    type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { ImportApi } from "../../../provider/src/cognito/importApi";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { findExistingLines } from "../../../provider/src/existing/findExistingLines";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool } from "../../support/emulator/importFixtures";
import { memorySource } from "../../support/lifecycle/lifecycleFixture";
import { manualClock } from "../../support/process/manualClock";

/** A user to be made: the name that AdminCreateUser takes, and attributes. */
type MadeUser = readonly [username: string, attributes?: Readonly<Record<string, string>>];

const verified = { email_verified: "true", phone_number_verified: "true" };
const unverified = { email_verified: "false", phone_number_verified: "false" };

/** Names that no user can have, in a list all the same. */
const refused = ["", "two words", "x".repeat(129), "zero\u200bwidth"];

describe("who is in the pool already, through the real SDK", () => {
    const cases: readonly {
        readonly pool: string;
        readonly settings: Partial<CreateUserPoolCommandInput>;
        readonly users: readonly MadeUser[];
        /** Usernames of the list whose users are in the pool, and others. */
        readonly there: readonly string[];
        readonly missing: readonly string[];
    }[] = [
        {
            pool: "whose usernames are names, which tells them apart by case",
            settings: {},
            users: [["ada", { email: "ada@example.com", ...verified }], ["größe"], ["Grace"]],
            there: ["ada", "größe", "Grace"],
            missing: ["ADA", "grace", "ada@example.com", "nobody"],
        },
        {
            pool: "that takes upper and lower case for one",
            settings: { UsernameConfiguration: { CaseSensitive: false } },
            users: [["ada"], ["GRÖSSE"]],
            there: ["ada", "ADA", "grösse"],
            missing: ["adam"],
        },
        {
            pool: "whose usernames are e-mail addresses and phone numbers",
            settings: { UsernameAttributes: ["email", "phone_number"] },
            users: [["ada@example.com"], ["+15550100"], ["grace@example.com", { phone_number: "+15550101" }]],
            there: ["ada@example.com", "+15550100", "grace@example.com", "+15550101"],
            missing: ["ADA@example.com", "+15550102", "ada"],
        },
        {
            pool: "whose usernames are e-mail addresses in any case",
            settings: { UsernameAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
            users: [["ada@example.com", { phone_number: "+15550100", ...verified }]],
            there: ["ada@example.com", "ADA@Example.com"],
            missing: ["+15550100", "grace@example.com"],
        },
        {
            pool: "with aliases, of which only verified ones count",
            settings: { AliasAttributes: ["email", "phone_number", "preferred_username"] },
            users: [
                ["ada", { email: "ada@example.com", phone_number: "+15550100", ...verified }],
                ["grace", { email: "grace@example.com", phone_number: "+15550101", ...unverified }],
                ["edsger", { preferred_username: "ewd", name: "Edsger" }],
            ],
            there: ["ada", "ada@example.com", "+15550100", "grace", "ewd"],
            missing: ["ADA", "grace@example.com", "+15550101", "EWD", "Edsger"],
        },
        {
            pool: "with verified aliases in any case",
            settings: { AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
            users: [["ada", { email: "ada@example.com", ...verified }]],
            there: ["Ada", "Ada@Example.com"],
            missing: ["grace"],
        },
    ];
    for (const { pool, settings, users, there, missing } of cases) {
        it(`is the same, asked row by row or page by page, in a pool ${pool}`, async () => {
            await withEmulator({}, async (emulator, { cognito }) => {
                const poolId = await createPool(cognito, settings);
                const subs: string[] = [];
                for (const user of users) {
                    subs.push(await makeUser(cognito, poolId, user));
                }
                const listed = [...missing, ...refused, ...there, ...subs];
                const sdk = {
                    endpoint: emulator.url,
                    region: emulator.region,
                    credentials: { accessKeyId: "emulator", secretAccessKey: "emulator" },
                    maxAttempts: 1,
                };
                const api = createSdkImportApi({ cognito: sdk, logs: sdk });
                const count = (operation: string): number =>
                    emulator.calls.filter((call) => call.operation === operation).length;

                const paged = await namesThere(api, poolId, listed, 0);
                assert.deepEqual([count("ListUsers"), count("AdminGetUser")], [1, 0]);
                const asked = await namesThere(api, poolId, listed, 1_000_000);
                assert.deepEqual([count("ListUsers"), count("AdminGetUser")], [1, listed.length - refused.length]);

                assert.deepEqual(paged, [...there, ...subs]);
                assert.deepEqual(asked, paged);
            });
        });
    }
});

/** @returns the user's sub */
async function makeUser(
    cognito: CognitoIdentityProviderClient,
    UserPoolId: string,
    [Username, attributes = {}]: MadeUser,
): Promise<string> {
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    const { User } = await cognito.send(
        new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, MessageAction: "SUPPRESS" }),
    );
    return User?.Attributes?.find(({ Name }) => Name === "sub")?.Value ?? "";
}

/**
 * Which names of a list the pool knows.
 *
 * @param estimatedUsers AWS's estimate of the pool's size, which decides how it is asked
 */
async function namesThere(
    api: ImportApi,
    userPoolId: string,
    listed: readonly string[],
    estimatedUsers: number,
): Promise<string[]> {
    const describeUserPool: ImportApi["describeUserPool"] = async (id) => {
        const { name, raw } = await api.describeUserPool(id);
        return { name, raw: { ...raw, EstimatedNumberOfUsers: estimatedUsers } };
    };
    const csv = ["cognito:username,email", ...listed.map((name) => `${name},x`), ""].join("\n");
    const { lines } = await findExistingLines({
        api: { ...api, describeUserPool },
        clock: manualClock(),
        userPoolId,
        source: memorySource("users.csv", csv),
        onProgress: () => undefined,
    });
    return listed.filter((_, index) => lines.has(index + 2));
}
