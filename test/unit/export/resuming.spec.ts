import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { csvFor, people } from "../../support/emulator/importFixtures";
import { until } from "../../support/process/until";
import { launcher } from "../cli/cliRun";
import { columnOf, seedPoolId, seedUser, withExport } from "./exportRun";

const someUsers = Array.from({ length: 150 }, (_, index) => seedUser(`user${index}`));

/** Runs an export that kills itself at a wait. */
async function killed(users: string, poolId: string, wait: number): Promise<void> {
    const child = spawn(process.execPath, [join(__dirname, "killedExport.js"), users, poolId, String(wait)], {
        stdio: "ignore",
    });
    assert.deepEqual(await once(child, "exit"), [null, "SIGKILL"]);
}

describe("an export that was stopped", () => {
    it("of 100,000 users, killed half-way, goes on and is equal to one that was not", async () => {
        await withExport([], {}, async ({ run, folder, text, cognito, import: importFile }) => {
            await writeFile(join(folder, "people.csv"), await csvFor(cognito, seedPoolId, people(100_000)));
            assert.equal(await importFile(seedPoolId, "people.csv"), 100_000);
            await killed(join(folder, "users.csv"), seedPoolId, 850);
            assert.deepEqual((await readdir(folder)).sort(), ["people.csv", "users.csv.part", "users.csv.resume.json"]);
            for (const name of ["users.csv.part", "users.csv.resume.json"]) {
                assert.equal((await stat(join(folder, name))).mode & 0o777, 0o600);
            }
            const resumed = await run(seedPoolId);

            // What came after the state was kept last is read again: 20 pages at most.
            assert.match(resumed.stderr, /^Going on after 50,400 users\.\n/);
            assert.equal(resumed.clock.sleeps.length, 1666 - 840);
            assert.deepEqual((await readdir(folder)).sort(), ["people.csv", "users.csv"]);
            await rename(join(folder, "users.csv"), join(folder, "resumed.csv"));
            const whole = await run(seedPoolId);
            assert.ok((await readFile(join(folder, "resumed.csv"))).equals(await readFile(join(folder, "users.csv"))));
            assert.equal(columnOf(await text("users.csv"), "cognito:username").length, 100_000);
            // 20 calls a second.
            const waitedSeconds = whole.clock.sleeps.reduce((sum, seconds) => sum + seconds, 0);
            assert.ok(waitedSeconds > 1666 * 0.049 && waitedSeconds < 1666 * 0.051, String(waitedSeconds));
        });
    });

    it("by Ctrl-C keeps what it has and says how to go on", async () => {
        await withExport(someUsers, {}, async ({ run, folder, text }) => {
            await assert.rejects(
                run(seedPoolId, {}, 1),
                /The export was stopped\. 60 users were read so far and are kept in .*users\.csv\.part\. Run the same command again within an hour to go on/,
            );
            assert.deepEqual((await readdir(folder)).sort(), ["users.csv.part", "users.csv.resume.json"]);
            assert.match((await run(seedPoolId)).stderr, /^Going on after 60 users\.\n/);
            assert.equal(columnOf(await text("users.csv"), "cognito:username").length, 150);
        });
    });

    it("by a real Ctrl-C ends at once, also while AWS does not answer", async () => {
        await withExport(someUsers, {}, async ({ emulator, folder }) => {
            emulator.faults.add(
                { operation: "ListUsers", kind: "pass" },
                { operation: "ListUsers", kind: "delay", seconds: 600 },
            );
            const args = ["export", "--user-pool-id", seedPoolId, "-o", join(folder, "users.csv")];
            const child = spawn(process.execPath, [launcher, ...args], { stdio: ["ignore", "ignore", "pipe"] });
            let stderr = "";
            child.stderr.on("data", (chunk: Buffer) => {
                stderr += chunk.toString();
            });
            const closed = once(child, "close");
            // The page is in the part, and the next one is asked for.
            const part = join(folder, "users.csv.part");
            await until(
                async () => (await readFile(part, "utf8").catch(() => "")).split("\n").length === 62,
                () => `the first page: ${stderr}`,
            );
            child.kill("SIGINT");

            assert.deepEqual(await closed, [2, null]);
            assert.match(stderr, /^cognito-user-import: The export was stopped\. 60 users were read so far/);
            assert.deepEqual((await readdir(folder)).sort(), ["users.csv.part", "users.csv.resume.json"]);
        });
    });

    it("begins anew, and says so, where AWS does not know any more where it was", async () => {
        await withExport(someUsers, {}, async ({ run, emulator, text }) => {
            emulator.faults.add(
                { operation: "ListUsers", kind: "pass", times: 2 },
                { operation: "ListUsers", kind: "error", code: "NotAuthorizedException" },
                { operation: "ListUsers", kind: "error", code: "InvalidParameterException" },
            );
            await assert.rejects(run(seedPoolId), /NotAuthorizedException.* 120 users were read so far/s);
            const { stderr } = await run(seedPoolId);

            assert.match(stderr, /^Going on after 120 users\.\nAWS no longer knows where the export stopped/);
            assert.equal(new Set(columnOf(await text("users.csv"), "cognito:username")).size, 150);
            assert.equal((await text("users.csv")).trimEnd().split("\n").length, 151);
        });
    });

    it("refuses to go on with other options, and forgets what it has with --restart", async () => {
        await withExport(someUsers, {}, async ({ run, emulator, text, folder }) => {
            emulator.faults.add(
                { operation: "ListUsers", kind: "pass", times: 1 },
                { operation: "ListUsers", kind: "error", code: "NotAuthorizedException" },
            );
            await assert.rejects(run(seedPoolId), /60 users were read so far/);
            await assert.rejects(
                run(seedPoolId, { include: ["disabled"] }),
                /An export into .*users\.csv was stopped that had another --include\. Give what it had to go on, or start anew with --restart\.$/,
            );
            await writeFile(join(folder, "users.csv.part"), "");
            await assert.rejects(run(seedPoolId), /users\.csv\.part is shorter than it was when the export stopped/);
            const { stderr } = await run(seedPoolId, { include: ["disabled"], restart: true });
            assert.doesNotMatch(stderr, /Going on/);
            assert.equal(columnOf(await text("users.csv"), "cognito:username").length, 150);
        });
    });
});
