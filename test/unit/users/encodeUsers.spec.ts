import assert from "node:assert/strict";
import { encodeUsers } from "../../../provider/src/users/encodeUsers";
import { headerWithCustomColumns } from "../../../provider/src/users/standardColumns";
import type { UserRecord } from "../../../provider/src/users/userRecord";
import { inspect } from "../csv/csvFiles";

const header = headerWithCustomColumns(["custom:team", "custom:level"]);

function problemsOf(user: object): string[] {
    const { problems, csv } = encodeUsers([{ username: "grace" }, user as UserRecord], header);
    assert.equal(csv.length === 0, problems.length > 0);
    return problems.map((problem) => `${problem.user} ${problem.attribute} ${problem.code}`);
}

describe("encodeUsers", () => {
    it("writes the pool's columns in their order and Cognito's forms", () => {
        const user: UserRecord = {
            username: "ada",
            name: "Ada Lovelace",
            email: "ada@example.com",
            emailVerified: true,
            birthdate: "1815-12-10",
            phoneNumber: "+15550100123",
            address: "12 Main Street, Springfield",
            updatedAt: 1_700_000_000,
            attributes: { "custom:level": -7, "custom:team": 'the "blue" one' },
        };

        const { csv, problems } = encodeUsers([user], header);

        assert.deepEqual(problems, []);
        assert.equal(
            csv.toString(),
            `${header.join(",")}\nada,Ada Lovelace,,,,,,,,,ada@example.com,TRUE,,12/10/1815,,,+15550100123,FALSE,` +
                '12 Main Street\\, Springfield,1700000000,the "blue" one,-7,\n',
        );
    });

    it("writes what is left out so that every pool takes it: verified as FALSE, MFA as nothing", () => {
        const columns = ["cognito:username", "email_verified", "phone_number_verified", "cognito:mfa_enabled"];
        const users = [
            { username: "ada" },
            { username: "grace", mfaEnabled: false },
            { username: "joan", mfaEnabled: true },
        ];

        const lines = encodeUsers(users, columns).csv.toString().split("\n").slice(1, -1);

        assert.deepEqual(lines, ["ada,FALSE,FALSE,", "grace,FALSE,FALSE,FALSE", "joan,FALSE,FALSE,TRUE"]);
    });

    it("writes password hashes with their commas escaped, and only into their own column", () => {
        const passwordHash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";
        const columns = ["cognito:username", "password_hash"];
        const written = encodeUsers([{ username: "ada", passwordHash }, { username: "grace" }], columns).csv.toString();

        assert.equal(
            written,
            "cognito:username,password_hash\nada,$argon2id$v=19$m=19456\\,t=2\\,p=1$c2FsdHNhbHQ$aGFzaGhhc2g\ngrace,\n",
        );
        const { problems } = encodeUsers([{ username: "ada", attributes: { password_hash: passwordHash } }], columns);
        assert.deepEqual(
            problems.map(({ message }) => message),
            ["It is not a custom attribute. Write it as the property passwordHash."],
        );
        assert.deepEqual(problemsOf({ username: "ada", passwordHash }), ["1 passwordHash attribute-unknown"]);
    });

    it("makes a file that the inspection finds nothing wrong with", async () => {
        const users = ["ada", "grace"].map((username) => ({
            username,
            email: `${username}@example.com`,
            emailVerified: true,
        }));

        const { problems, rows } = await inspect(encodeUsers(users, header).csv, { pool: { header } });

        assert.deepEqual(problems, []);
        assert.equal(rows, 2);
    });

    it("refuses what the dialect cannot express, by user and attribute", () => {
        assert.deepEqual(problemsOf({ username: "" }), ["1 username username-missing"]);
        assert.deepEqual(problemsOf({}), ["1 username username-missing"]);
        assert.deepEqual(problemsOf({ username: "ada", name: "a\nb", nickname: "a\rb", address: "a\0b" }), [
            "1 name value-newline",
            "1 nickname value-newline",
            "1 address value-nul",
        ]);
        assert.deepEqual(problemsOf({ username: "ada", name: " a", nickname: "a\u00a0", locale: "\t" }), [
            "1 name value-edge-space",
            "1 nickname value-edge-space",
            "1 locale value-edge-space",
        ]);
        assert.deepEqual(problemsOf({ username: "ada", name: "a\\", nickname: "a\\,b", locale: "\ud800" }), [
            "1 name value-backslash",
            "1 nickname value-backslash",
            "1 locale value-surrogate",
        ]);
        assert.deepEqual(problemsOf({ username: "ada", birthdate: "12/10/1815", updatedAt: Number.NaN }), [
            "1 birthdate birthdate-form",
            "1 updatedAt number-form",
        ]);
        assert.deepEqual(problemsOf({ username: "ada", emailVerified: "true", name: 7 }), [
            "1 name value-type",
            "1 emailVerified value-type",
        ]);
    });

    it("refuses attributes that have no column, and those that have a property of their own", () => {
        assert.deepEqual(problemsOf({ username: "ada", attributes: { "custom:no": "x", email: "ada@example.com" } }), [
            "1 custom:no attribute-unknown",
            "1 email attribute-unknown",
        ]);
        assert.deepEqual(
            encodeUsers([{ username: "ada", locale: "en" }], ["cognito:username"]).problems.map(
                ({ attribute }) => attribute,
            ),
            ["locale"],
        );
    });

    it("repeats no value in its messages", () => {
        const { problems } = encodeUsers(
            [{ username: "ada", name: "Zebulon\n", attributes: { "custom:no": "Zebulon" } }],
            header,
        );

        assert.ok(!JSON.stringify(problems).includes("Zebulon"));
    });
});
