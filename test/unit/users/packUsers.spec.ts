import assert from "node:assert/strict";
import fc from "fast-check";
import { openUsersSource } from "../../../provider/src/source/usersSource";
import { encodeUsers } from "../../../provider/src/users/encodeUsers";
import { isPackedUsers, type PackedUsers, packUsers } from "../../../provider/src/users/packUsers";
import type { UserRecord } from "../../../provider/src/users/userRecord";
import { textOf } from "../../support/sources/textOf";
import { anyUser } from "./anyUser";

/** As the engine hands it over: through JSON. */
function travelled(users: readonly unknown[]): PackedUsers {
    const packed: unknown = JSON.parse(JSON.stringify(packUsers(users as UserRecord[])));
    assert.ok(isPackedUsers(packed));
    return packed;
}

function refusal(users: readonly unknown[]): string {
    try {
        openUsersSource(travelled(users));
    } catch (error) {
        assert.equal((error as { code?: string }).code, "validation-failed");
        return (error as Error).message;
    }
    return assert.fail("it was opened");
}

describe("packUsers", () => {
    it("comes out of the engine as the CSV of the users, as often as it is read", async () => {
        await fc.assert(
            fc.asyncProperty(fc.array(anyUser, { minLength: 1, maxLength: 5 }), async (users) => {
                const packed = travelled(users);
                const source = openUsersSource(packed);
                const csv = encodeUsers(users, packed.columns).csv.toString();

                assert.equal(await textOf(source), csv);
                assert.equal(await textOf(source), csv);
                assert.equal(source.sizeBytes, Buffer.byteLength(csv));
                assert.equal(packed.users, users.length);
            }),
            { numRuns: 100 },
        );
    });

    it("packs more users than are compressed at a time", async () => {
        const users = Array.from({ length: 2_345 }, (_, index) => ({ username: `made-up-${index}` }));
        const packed = travelled(users);
        const text = await textOf(openUsersSource(packed));

        assert.equal(packed.csv.length, 3);
        assert.equal(text, encodeUsers(users, packed.columns).csv.toString());
    });

    it("has the same columns whatever the order of users and attributes", () => {
        const one = { username: "ada", attributes: { "custom:team": "x" } };
        const other = { username: "grace", attributes: { "custom:level": 1, "custom:team": "y" } };

        assert.deepEqual(packUsers([one, other]).columns, packUsers([other, one]).columns);
        assert.ok(
            packUsers([one, other]).columns.join().endsWith(",updated_at,custom:level,custom:team,cognito:mfa_enabled"),
        );
    });

    it("has the column of password hashes only where a user has one", () => {
        const hash = "$2b$10$CCCCCCCCCCCCCCCCCCCCC.DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD";
        const hashed = packUsers([{ username: "ada", passwordHash: hash }, { username: "grace" }]);
        const none = packUsers([{ username: "ada", passwordHash: "" }, { username: "grace" }, null as never]);

        assert.ok(hashed.columns.join().endsWith(",cognito:mfa_enabled,password_hash"));
        assert.ok(!none.columns.includes("password_hash"));
        assert.doesNotMatch(JSON.stringify(hashed), /\$2b|CCCC/);
    });

    it("takes what Cognito takes as the name of an attribute, and leaves out what is undefined or null", async () => {
        const plain = { username: "ada", attributes: { "custom:größe": "x", "custom:a/b": 1 } };
        const sparse = {
            ...plain,
            name: null,
            email: undefined,
            attributes: { ...plain.attributes, "custom:team": undefined },
        };
        const packed = travelled([sparse, { username: "grace", attributes: null }]);

        assert.deepEqual(packed.problems, []);
        assert.ok(packed.columns.join().endsWith(",custom:a/b,custom:größe,cognito:mfa_enabled"));
        assert.deepEqual(packed.columns, travelled([plain]).columns);
        assert.equal((await textOf(openUsersSource(packed))).split("\n")[1], "ada,,,,,,,,,,,FALSE,,,,,,FALSE,,,1,x,");
    });

    it("holds no plain value", () => {
        const users = [{ username: "the-canary", email: "the-canary@example.com" }];

        assert.doesNotMatch(JSON.stringify(packUsers(users)), /canary|example/);
    });

    it("tells what cannot be written by place and property, the first twenty, and never a value", () => {
        const bad = { username: "ada", name: "secret\nvalue", attributes: { "a name, with a secret": "x" } };
        const message = refusal([{ username: "grace" }, bad, null, "secret", ...Array(20).fill({ username: "" })]);

        assert.match(message, /^These users cannot be written as a CSV for Cognito:\n/);
        assert.match(
            message,
            /\n {2}users\[2\]: It is not an object with a username\.\n {2}users\[3\]: It is not an object/,
        );
        assert.doesNotMatch(message, /secret/);

        const problems = refusal([{ username: "grace" }, bad, ...Array(21).fill({ username: "" })]);
        assert.match(problems, /\n {2}users\[1\]\.name: It contains a line break/);
        assert.match(
            problems,
            /\n {2}users\[1\]\.attributes: There is an attribute whose name cannot be a column name\./,
        );
        assert.match(problems, /\n {2}users\[2\]\.username: It is empty/);
        assert.match(problems, /\n {2}… and 3 more$/);
        assert.doesNotMatch(problems, /secret/);
    });

    it("says that what came back from the engine is no packed list", async () => {
        const [first = ""] = packUsers([{ username: "ada" }]).csv;
        const source = openUsersSource({ ...packUsers([{ username: "ada" }]), csv: [first.slice(0, -8)] });

        await assert.rejects(textOf(source), {
            code: "source-unreadable",
            message: /users in state cannot be read/,
        });
        assert.equal(isPackedUsers([{ username: "ada" }]), false);
        assert.equal(isPackedUsers(undefined), false);
    });

    it("names a property that no user has, once, and says what to write instead", () => {
        const rows = Array.from({ length: 100 }, (_, index) => ({
            "cognito:username": `ada${index}`,
            email: "ada@example.com",
            phone_number: "+15550100123",
            team: "x",
            birthdate: undefined,
            id: null,
        }));

        assert.equal(
            refusal([{ username: "grace" }, ...rows]),
            [
                "These users cannot be written as a CSV for Cognito:",
                "  users[1].cognito:username: There is no such property. Write it as username. 99 more users have it too.",
                "  users[1].phone_number: There is no such property. Write it as phoneNumber. 99 more users have it too.",
                "  users[1].team: There is no such property. Write it in attributes if it is a column of the pool, or remove it. 99 more users have it too.",
            ].join("\n"),
        );
    });

    it("does not repeat a property's name that could be a person's data", () => {
        const said = refusal([{ username: "grace", "grace@example.com": "x" }]);

        assert.match(said, /users\[0\]: It has an unknown property whose name cannot be a column name\.$/);
        assert.doesNotMatch(said, /example/);
    });
});
