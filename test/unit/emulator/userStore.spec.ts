import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { User } from "../../../emulator/src/services/users/user";
import { UserStore } from "../../../emulator/src/services/users/userStore";

const sensitive = { usernameAttributes: [], aliasAttributes: [], caseSensitive: true } as const;

function user(username: string, attributes: User["attributes"] = []): User {
    return {
        username,
        sub: randomUUID(),
        status: "RESET_REQUIRED",
        enabled: true,
        createdMs: 1_767_225_600_123,
        modifiedMs: 1_767_225_600_456,
        attributes,
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

    it("keeps the password hashes of those who have one, in little more than their length", () => {
        const hash = `$2b$04$${"./Az09".repeat(9)}`.slice(0, 60);
        const [plain, hashed] = [new UserStore(sensitive), new UserStore(sensitive)];
        const count = 20_000;
        for (let index = 0; index < count; index++) {
            const one = user(`user${index}`, [["name", "Jane"]]);
            plain.add(one);
            hashed.add(index % 2 === 0 ? { ...one, passwordHash: hash } : one);
        }

        assert.equal(hashed.get("user0")?.passwordHash, hash);
        assert.equal(hashed.get("user0")?.status, "RESET_REQUIRED");
        assert.equal(hashed.get("user1")?.passwordHash, undefined);
        const added = (hashed.allocatedBytes - plain.allocatedBytes) / (count / 2);
        assert.ok(added < 120, String(added));
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

    it("stays small while users come and go", () => {
        const store = new UserStore(sensitive);
        for (let round = 0; round < 2000; round++) {
            store.add(user("jane"));
            store.delete("jane");
        }

        // 16 kB to 64 kB of records each; the index must not grow with what is gone.
        assert.ok(store.allocatedBytes < 300_000, String(store.allocatedBytes));
    });

    it("takes about 250 bytes for a user with a name, an address and a phone number", () => {
        const store = new UserStore({ ...sensitive, aliasAttributes: ["email"] });
        const count = 100_000;
        for (let index = 0; index < count; index++) {
            store.add(
                user(`user${index}`, [
                    ["name", `Jane Doe the ${index}th`],
                    ["given_name", "Jane"],
                    ["family_name", "Doe"],
                    ["email", `user${index}@example.com`],
                    ["email_verified", "true"],
                    ["phone_number", `+1555${String(index).padStart(7, "0")}`],
                    ["phone_number_verified", "false"],
                ]),
            );
        }

        assert.ok(store.allocatedBytes / count < 250, String(store.allocatedBytes / count));
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
