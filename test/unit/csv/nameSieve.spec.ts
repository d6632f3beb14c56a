import assert from "node:assert/strict";
import { inspectCsv, inspectRereadable } from "../../../provider/src/csv/inspectCsv";
import { NameSieve } from "../../../provider/src/csv/nameSieve";
import { UsernameSet } from "../../../provider/src/csv/usernameSet";

function suspects(caseSensitive: boolean | undefined, names: readonly string[]): boolean {
    const sieve = new NameSieve();
    const set = new UsernameSet(caseSensitive, sieve);
    names.forEach((name, index) => {
        const bytes = Buffer.from(name);
        assert.equal(set.add(bytes, 0, bytes.length, index + 2), 0);
    });
    return sieve.isSuspicious;
}

describe("NameSieve", () => {
    it("suspects every repetition, also one that differs in case only where that may matter", () => {
        assert.equal(suspects(true, ["ada", "grace", "ada"]), true);
        assert.equal(suspects(true, ["ada", "grace", "Ada"]), false);
        assert.equal(suspects(false, ["ada", "grace", "Ada"]), true);
        assert.equal(suspects(undefined, ["ada", "grace", "Ada"]), true);
    });

    it("finds the one repetition among as many names as a job takes, in 4 MB", () => {
        const names = Array.from({ length: 500_000 }, (_, index) => `made-up-${index}`);

        assert.equal(suspects(false, names), false);
        assert.equal(suspects(false, [...names, "MADE-UP-77777"]), true);
        assert.equal(new NameSieve().byteLength, 4 * 2 ** 20);
    });

    it("knows nothing of the names of one that was released", () => {
        const first = new NameSieve();
        const key = Int32Array.of(1, 2, 3, 4);
        first.add(key);
        first.release();
        const second = new NameSieve();
        const third = new NameSieve();
        second.add(key);
        third.add(key);

        assert.deepEqual([second.isSuspicious, third.isSuspicious], [false, false]);
    });
});

describe("inspectRereadable", () => {
    const header = "cognito:username,email,email_verified,phone_number_verified,cognito:mfa_enabled\n";
    const row = (name: string): string => `${name},${name}@example.com,TRUE,FALSE,FALSE\n`;

    /** Gives the readings it took, and holds the result to that of one reading which remembers all names. */
    async function readingsOf(text: string): Promise<number> {
        let readings = 0;
        const read = async function* (): AsyncGenerator<Uint8Array> {
            readings++;
            yield Buffer.from(text);
        };
        const inspection = await inspectRereadable(read, { pool: { caseSensitiveUsernames: false } });
        const once = await inspectCsv(read(), { pool: { caseSensitiveUsernames: false } });
        assert.deepEqual(inspection, once);
        return readings - 1;
    }

    it("reads a CSV once where no username is repeated", async () => {
        assert.equal(await readingsOf(header + row("ada") + row("grace")), 1);
    });

    it("reads it again to tell which lines have the same username", async () => {
        assert.equal(await readingsOf(header + row("ada") + row("grace") + row("Ada")), 2);
    });
});
