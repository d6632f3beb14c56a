import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { verifyPasswordHash } from "../../../emulator/src/signIn/verifyPasswordHash";
import { asciiHash, asciiPassword, oldHashes, oldPassword } from "../../support/emulator/oldPasswords";

/**
 * How often `work` looks at the time, at most, between two turns of the event loop. A BCRYPT hash looks at it twice a slice, and on
 * this clock, which a look moves by a second, each slice is over at once.
 */
async function looksBetweenTurns(work: () => Promise<unknown>): Promise<number> {
    const now = Date.now;
    let looks = 0;
    Date.now = () => 1000 * looks++;
    try {
        let isDone = false;
        const done = work().finally(() => {
            isDone = true;
        });
        let most = 0;
        while (!isDone) {
            const before = looks;
            await setImmediate();
            most = Math.max(most, looks - before);
        }
        await done;
        return most;
    } finally {
        Date.now = now;
    }
}

describe("verifyPasswordHash", () => {
    it("gives the event loop its turn as often for eight BCRYPT hashes at a time as for one", async () => {
        const verifyOne = () => verifyPasswordHash(asciiHash, asciiPassword);
        await verifyOne();

        const one = await looksBetweenTurns(verifyOne);
        const eight = await looksBetweenTurns(() => Promise.all(Array.from({ length: 8 }, verifyOne)));

        assert.ok(one > 0);
        assert.equal(eight, one);
    });

    it("gives the event loop its turn between two ARGON2ID hashes", async () => {
        const verifyOne = () => verifyPasswordHash(oldHashes.ARGON2ID, oldPassword);
        await verifyOne();
        let turn = 0;
        const ends: number[] = [];
        const all = Promise.all(Array.from({ length: 4 }, () => verifyOne().then(() => ends.push(turn))));
        while (ends.length < 4) {
            await setImmediate();
            turn++;
        }
        await all;

        assert.equal(new Set(ends).size, 4, `ends in the turns ${ends.join(", ")}`);
    });

    it("goes on after a hash that cannot be verified", async () => {
        const unknown = verifyPasswordHash(oldHashes.ARGON2ID.replace("v=19", "v=16"), oldPassword);
        const known = verifyPasswordHash(oldHashes.SCRYPT, oldPassword);

        await assert.rejects(unknown, { code: "UnsupportedFeatureException" });
        assert.equal(await known, true);
    });
});
