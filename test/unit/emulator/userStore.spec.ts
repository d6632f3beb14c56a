import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { User } from "../../../emulator/src/users/user";
import { UserStore } from "../../../emulator/src/users/userStore";

const sensitive = { usernameAttributes: [], aliasAttributes: [], caseSensitive: true } as const;

function user(username: string, attributes: readonly (readonly [name: string, value: string])[] = []): User {
    return {
        username,
        sub: randomUUID(),
        status: "RESET_REQUIRED",
        enabled: true,
        createdMs: 1_767_225_600_123,
        modifiedMs: 1_767_225_600_456,
        attributes: Object.fromEntries(attributes),
    };
}

describe("UserStore", () => {
    it("gives back what was put in, whatever the script", () => {
        const store = new UserStore(sensitive);
        const jane = user("джейн", [
            ["name", "名前 😀"],
            ["profile", ""],
            ["custom:note", "x".repeat(2048)],
        ]);

        store.add(jane);

        assert.deepEqual(store.get("джейн"), jane);
        assert.deepEqual(store.get(jane.sub), jane);
        assert.equal(store.get("jane"), undefined);
        assert.equal(store.get(randomUUID()), undefined);
    });

    it("keeps the password hash of a user who has one", () => {
        const store = new UserStore(sensitive);
        const [plain, hashed] = [user("plain"), { ...user("hashed"), passwordHash: `$2b$04$${"./Az09".repeat(9)}` }];
        store.add(plain);
        store.add(hashed);

        assert.deepEqual(store.get("hashed"), hashed);
        assert.equal(store.get("plain")?.passwordHash, undefined);
    });

    it("finds each of 20,000 users, and none that were deleted", () => {
        const store = new UserStore(sensitive);
        for (let index = 0; index < 20_000; index++) {
            store.add(user(`user${index}`));
        }

        for (let index = 0; index < 20_000; index += 2) {
            assert.equal(store.delete(`user${index}`), true);
        }

        assert.equal(store.size, 10_000);
        assert.equal(store.delete("user0"), false);
        for (let index = 0; index < 20_000; index++) {
            assert.equal(store.get(`user${index}`)?.username, index % 2 === 0 ? undefined : `user${index}`);
        }
        assert.equal([...store.from(0)].length, 10_000);
    });

    it("knows users by verified aliases only", () => {
        const store = new UserStore({ ...sensitive, aliasAttributes: ["email", "preferred_username"] });
        store.add(
            user("a", [
                ["email", "a@example.com"],
                ["email_verified", "true"],
                ["preferred_username", "ann"],
            ]),
        );
        store.add(
            user("b", [
                ["email", "b@example.com"],
                ["email_verified", "false"],
            ]),
        );

        assert.equal(store.get("a@example.com")?.username, "a");
        assert.equal(store.get("ann")?.username, "a");
        assert.equal(store.get("b@example.com"), undefined);
        assert.equal(store.hasNamesOf(user("c", [["preferred_username", "ann"]])), true);
        assert.equal(store.hasNamesOf(user("ann")), false);
    });

    it("folds case where the pool does", () => {
        const store = new UserStore({ ...sensitive, caseSensitive: false });
        store.add(user("Jane"));

        assert.equal(store.get("JANE")?.username, "Jane");
        assert.equal(store.hasNamesOf(user("jane")), true);
    });
});
