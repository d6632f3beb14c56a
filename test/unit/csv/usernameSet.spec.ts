import assert from "node:assert/strict";
import { UsernameSet } from "../../../provider/src/csv/names/usernameSet";

function add(names: UsernameSet, name: string, line: number): number {
    const bytes = Buffer.from(`,${name},`);
    return names.add(bytes, 1, bytes.length - 1, line);
}

describe("UsernameSet", () => {
    it("gives the line of the first of equal names", () => {
        const names = new UsernameSet(true);

        assert.equal(add(names, "ada", 2), 0);
        assert.equal(add(names, "Ada", 3), 0);
        assert.equal(add(names, "ada", 4), 2);
        assert.equal(add(names, "Ada", 5), 3);
    });

    it("compares without case where the pool does", () => {
        const names = new UsernameSet(false);

        assert.equal(add(names, "Zoë.Ångström", 2), 0);
        assert.equal(add(names, "zoË.åNGSTRÖM", 3), 2);
        assert.equal(add(names, "K", 4), 0);
        // The Kelvin sign is a small k in lower case.
        assert.equal(add(names, "\u212a", 5), 4);
    });

    it("tells names that differ in case only from equal ones where it does not know", () => {
        const names = new UsernameSet(undefined);

        assert.equal(add(names, "ada", 2), 0);
        assert.equal(add(names, "Ada", 3), -2);
        assert.equal(add(names, "Ada", 4), 3);
        assert.equal(add(names, "aDa", 5), -2);
        assert.equal(add(names, "ZOË", 6), 0);
        assert.equal(add(names, "zoë", 7), -6);
        assert.equal(add(names, "zoë", 8), 7);
    });

    it("knows no name of the set whose memory it has taken over", () => {
        const addAll = (names: UsernameSet): number[] =>
            Array.from({ length: 2000 }, (_, index) => add(names, `user${index}`, index + 2));
        const first = new UsernameSet(true, 5000);
        addAll(first);
        first.release();

        // Two at once, as of usernames and of e-mail addresses.
        const [next, beside] = [new UsernameSet(true, 5000), new UsernameSet(true, 5000)];

        assert.ok(addAll(next).every((line) => line === 0));
        assert.equal(add(next, "user7", 3000), 9);
        assert.ok(addAll(beside).every((line) => line === 0));
        assert.equal(add(first, "user7", 2), 0);
    });

    it("tells names apart that differ in length, in zeros, or late", () => {
        const names = new UsernameSet(false);
        const variants = [
            "a",
            "a\0",
            "a\0\0\0",
            "x".repeat(16),
            "x".repeat(17),
            `${"x".repeat(127)}y`,
            "x".repeat(128),
        ];

        assert.deepEqual(
            variants.map((name, index) => add(names, name, index + 2)),
            variants.map(() => 0),
        );
        assert.deepEqual(
            variants.map((name) => add(names, name, 99)),
            variants.map((_, index) => index + 2),
        );
    });

    it("takes no two of a million like names for one, in at most 40 bytes each", () => {
        const names = new UsernameSet(false);
        const name = Buffer.alloc(16);
        for (let index = 1; index <= 1_000_000; index++) {
            const length = name.write(index % 2 === 0 ? `user${index}` : `${index}@x`);

            assert.equal(names.add(name, 0, length, index), 0);
            // The index doubles when it is half full.
            assert.ok(index < 16_000 || index % 1_000 !== 0 || names.byteLength <= 40 * index);
        }
        assert.equal(names.add(Buffer.from("USER777776"), 0, 10, 1_000_001), 777_776);
    });

    it("takes the memory for all expected names at once, but not for a few names", () => {
        const names = new UsernameSet(true, 500_000);
        const sizes = [10, 1_000, 500_000].map((count) => {
            for (let index = 0; index < count; index++) {
                add(names, `user${index}`, index + 2);
            }
            return names.byteLength;
        });

        assert.deepEqual(sizes, [2 ** 14, 2 ** 24, 2 ** 24]);
        assert.equal(add(names, "user9", 600_000), 11);
    });
});
