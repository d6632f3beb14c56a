import assert from "node:assert/strict";
import fc from "fast-check";
import { uploadedColumns, withPoolColumns } from "../../../provider/src/source/poolColumns";
import type { Source } from "../../../provider/src/source/source";
import { openUsersSource } from "../../../provider/src/source/usersSource";
import { encodeUsers } from "../../../provider/src/users/encodeUsers";
import { packUsers } from "../../../provider/src/users/packUsers";
import { headerWithCustomColumns, passwordHashColumn } from "../../../provider/src/users/standardColumns";
import type { UserRecord } from "../../../provider/src/users/userRecord";
import { textOf } from "../../support/sources/textOf";
import { chunksOf } from "../csv/csvFiles";
import { anyUser } from "../users/anyUser";

const columns = [
    ...headerWithCustomColumns(["custom:city", "custom:flag", "custom:level", "custom:team", "custom:zone"]),
    passwordHashColumn,
];

/** Packed users whose CSV comes in chunks of a size, each in memory of its own. */
function sourceInChunks(users: readonly UserRecord[], size: number): Source {
    const source = openUsersSource(packUsers(users));
    const read = async function* (): AsyncGenerator<Uint8Array> {
        for await (const chunk of chunksOf(Buffer.from(await textOf(source)), size)) {
            yield Uint8Array.from(chunk);
        }
    };
    return { ...source, read };
}

describe("uploadedColumns", () => {
    const pool = headerWithCustomColumns(["custom:team"]);
    const newPool = [passwordHashColumn, ...pool];

    it("have password hashes where the job names an algorithm or users have some, whatever the pool lists", () => {
        for (const poolColumns of [pool, newPool]) {
            const place = poolColumns === newPool ? newPool : [...pool, passwordHashColumn];

            assert.deepEqual(uploadedColumns(pool, poolColumns, true), place);
            assert.deepEqual(uploadedColumns([...pool, passwordHashColumn], poolColumns, false), place);
            assert.deepEqual(uploadedColumns(pool, poolColumns, false), pool);
        }
    });

    it("are the users' own where the pool's are not known", () => {
        assert.deepEqual(uploadedColumns(pool, undefined, false), pool);
        assert.deepEqual(uploadedColumns(pool, undefined, true), [...pool, passwordHashColumn]);
    });
});

describe("withPoolColumns", () => {
    it("gives what encoding the users for the pool gives, whatever columns, order and chunks, and its size", async () => {
        const order = fc.oneof(
            fc.constant([...columns]),
            fc.shuffledSubarray([...columns], { minLength: columns.length }),
        );
        await fc.assert(
            fc.asyncProperty(
                fc.array(anyUser, { minLength: 1, maxLength: 5 }),
                order,
                fc.integer({ min: 1, max: 3000 }),
                async (users, poolColumns, size) => {
                    const source = withPoolColumns(sourceInChunks(users, size), poolColumns);
                    const { csv } = encodeUsers(users, poolColumns);

                    assert.equal(await textOf(source), csv.toString());
                    assert.equal(source.sizeBytes, csv.length);
                },
            ),
            { numRuns: 300 },
        );
    });

    it("knows the size also where the pool lacks the column of a boolean", async () => {
        const poolColumns = headerWithCustomColumns([]).filter((column) => column !== "email_verified");
        const users = [{ username: "ada" }, { username: "grace" }];
        const source = withPoolColumns(openUsersSource(packUsers(users)), poolColumns);

        assert.equal(await textOf(source), encodeUsers(users, poolColumns).csv.toString());
        assert.equal(source.sizeBytes, (await textOf(source)).length);
    });

    it("leaves users as they are where the pool's columns are theirs", () => {
        const source = openUsersSource(packUsers([{ username: "ada" }]));

        assert.equal(withPoolColumns(source, headerWithCustomColumns([])), source);
    });

    it("reorders more lines than fit one chunk", async () => {
        const users = Array.from({ length: 5_000 }, (_, index) => ({ username: `made-up-${index}`, name: "x, y" }));
        const poolColumns = headerWithCustomColumns(["custom:team"]);
        const source = withPoolColumns(openUsersSource(packUsers(users)), poolColumns);

        assert.equal(await textOf(source), encodeUsers(users, poolColumns).csv.toString());
    });

    it("refuses values that the pool has no column for, by user and property, before the end of the CSV", async () => {
        const users: UserRecord[] = [
            { username: "ada", attributes: { "custom:team": "secret" } },
            { username: "grace" },
            { username: "joan", givenName: "secret", attributes: { "custom:team": "" } },
        ];
        const poolColumns = headerWithCustomColumns([]).filter((column) => !/given_name|phone_number/.test(column));
        const source = withPoolColumns(openUsersSource(packUsers(users)), poolColumns);

        let readBytes = 0;
        const reading = (async () => {
            for await (const chunk of source.read()) {
                readBytes += chunk.byteLength;
            }
        })();
        await assert.rejects(reading, {
            code: "validation-failed",
            message:
                "These users cannot be written as a CSV for Cognito:\n" +
                "  users[0].custom:team: The pool has no column custom:team. Remove it, or add the attribute to the pool.\n" +
                "  users[2].givenName: The pool has no column given_name. Remove it, or add the attribute to the pool.",
        });
        assert.equal(readBytes, 0);
    });
});
