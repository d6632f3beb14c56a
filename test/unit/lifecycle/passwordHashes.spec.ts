import assert from "node:assert/strict";
import { type CheckedArguments, check } from "../../../provider/src/lifecycle/check";
import { create } from "../../../provider/src/lifecycle/create";
import type { CheckedInputs } from "../../../provider/src/resource/properties";
import { packUsers } from "../../../provider/src/users/packUsers";
import type { UserRecord } from "../../../provider/src/users/userRecord";
import { poolHeader, programInputs } from "../../support/lifecycle/lifecycleFixture";
import { useUploadFixture } from "../../support/lifecycle/uploadFixture";

const bcrypt = "$2b$10$CCCCCCCCCCCCCCCCCCCCC.DDDDDDDDDDDDDDDDDDDDDDDDDDDDDDD";
const argon = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";
const columns = poolHeader.split(",");
const newColumns = ["password_hash", ...columns];

describe("typed users with password hashes", () => {
    const fixture = useUploadFixture();

    const ada: UserRecord = { username: "ada", email: "ada@example.com", emailVerified: true };
    const run = async (
        users: readonly UserRecord[],
        overrides: Parameters<typeof programInputs>[0] = {},
        olds: Partial<CheckedInputs> = {},
    ): Promise<CheckedArguments> =>
        await check(fixture.deps, olds, programInputs({ source: undefined, users: packUsers(users), ...overrides }));

    /** The header and the first row of what was uploaded, by column. */
    const imported = async (
        users: readonly UserRecord[],
        overrides: Parameters<typeof programInputs>[0] = {},
    ): Promise<Record<string, string>> => {
        const { inputs, failures } = await run(users, overrides);
        assert.deepEqual(failures, []);
        await create(fixture.deps, inputs);
        const [header = "", first = ""] = fixture.server.puts.at(-1)?.body.split("\n") ?? [];
        const values = first.replaceAll("\\,", "\0").split(",");
        return Object.fromEntries(
            header.split(",").map((name, index) => [name, values[index]?.replaceAll("\0", ",") ?? ""]),
        );
    };

    for (const [what, header] of [
        ["lists the column", newColumns],
        ["does not", columns],
    ] as const) {
        it(`uploads them with an algorithm where GetCSVHeader ${what}`, async () => {
            fixture.api.header = header;

            const row = await imported([{ ...ada, passwordHash: bcrypt }], { passwordHashingAlgorithm: "BCRYPT" });

            assert.deepEqual(new Set(Object.keys(row)), new Set(newColumns));
            assert.equal(row.password_hash, bcrypt);
        });

        it(`uploads the column with an algorithm where nobody has a hash and GetCSVHeader ${what}`, async () => {
            fixture.api.header = header;

            assert.equal((await imported([ada], { passwordHashingAlgorithm: "BCRYPT" })).password_hash, "");
        });

        it(`never asks for it without an algorithm where GetCSVHeader ${what}`, async () => {
            fixture.api.header = header;

            const row = await imported([ada]);

            assert.deepEqual(Object.keys(row), columns);
            assert.equal(row["cognito:mfa_enabled"], "");
        });
    }

    it("escapes the commas of Argon2id", async () => {
        const row = await imported([{ ...ada, passwordHash: argon }], { passwordHashingAlgorithm: "ARGON2ID" });

        assert.equal(row.password_hash, argon);
    });

    it("says once that there are hashes and no algorithm", async () => {
        fixture.api.header = newColumns;
        const users = ["ada", "grace", "joan"].map((username) => ({ ...ada, username, passwordHash: bcrypt }));

        const { failures } = await run(users);

        assert.deepEqual(failures, []);
        assert.match(
            fixture.progress.warnings.join(),
            /^Likely mistakes in this CSV:\n {2}users\[0\]: .*passwordHashingAlgorithm.*\(Found in 3 of 3 rows\. This is the first\.\).*$/,
        );
    });

    it("says which user's hash is bad, and nothing of the hash", async () => {
        const users = [
            { ...ada, passwordHash: bcrypt },
            { ...ada, username: "grace", passwordHash: bcrypt.replace("$10$", "$13$") },
        ];

        const { failures } = await run(users, { passwordHashingAlgorithm: "BCRYPT" });

        assert.match(
            failures[0]?.reason ?? "",
            /\n {2}users\[1\]: password_hash: .*cost 13 .*\[password-hash-bounds\]/,
        );
        assert.equal(failures[0]?.property, "");
        assert.doesNotMatch(JSON.stringify(failures), /CCCC|DDDD|\$2b/);
    });

    it("checks them again where the algorithm changes, by the new one", async () => {
        const users = [{ ...ada, passwordHash: bcrypt }];
        const { inputs } = await run(users, { passwordHashingAlgorithm: "BCRYPT" });

        const { failures } = await run(users, { passwordHashingAlgorithm: "SCRYPT" }, inputs);

        assert.match(failures[0]?.reason ?? "", /\[password-hash-algorithm\]/);
        await assert.rejects(create(fixture.deps, { ...inputs, passwordHashingAlgorithm: "SCRYPT" }), {
            message: /nothing was created:\n {2}users\[0\]: password_hash: .*\[password-hash-algorithm\]/,
        });
    });
});

describe("a CSV whose job names an algorithm", () => {
    const fixture = useUploadFixture();

    it("is refused in check and in create where it has no column of password hashes", async () => {
        const inputs = programInputs({ passwordHashingAlgorithm: "BCRYPT" });
        const { failures } = await check(fixture.deps, {}, inputs);
        const { inputs: checked } = await check(fixture.deps, {}, programInputs());

        assert.match(failures[0]?.reason ?? "", /users\.csv:1: password_hash: .*\[password-hash-column-missing\]/);
        await assert.rejects(create(fixture.deps, { ...checked, passwordHashingAlgorithm: "BCRYPT" }), {
            message: /nothing was created:\n {2}users\.csv:1: password_hash: .*\[password-hash-column-missing\]/,
        });
    });
});
