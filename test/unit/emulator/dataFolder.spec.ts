import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataFolder } from "../../../emulator/src/durability/dataFolder";

const compiled = join(__dirname, "../../../emulator/bin/durability/dataFolder.js");

/** Takes the folders that come on stdin, all processes at the same moment, and says which of them it has got. */
const taker = `
const { openDataFolder } = require(${JSON.stringify(compiled)});
process.stdin.on("data", (text) => {
    const { folder, atMs } = JSON.parse(text);
    while (Date.now() < atMs);
    Promise.resolve().then(() => openDataFolder(folder)).then(() => console.log("taken"), (error) => console.log(error.message));
});
console.log("ready");`;

describe("openDataFolder", () => {
    let folder = "";
    const children: ChildProcess[] = [];
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "data-folder-"));
    });
    afterEach(async () => {
        for (const child of children.splice(0)) {
            child.kill("SIGKILL");
            await (child.exitCode ?? child.signalCode ?? once(child, "close"));
        }
        rmSync(folder, { recursive: true, force: true });
    });

    /** A process that takes folders, and what it says next. */
    async function startTaker(): Promise<{ child: ChildProcess; take(path: string, atMs: number): Promise<string> }> {
        const child = spawn(process.execPath, ["-e", taker], { stdio: ["pipe", "pipe", "inherit"] });
        children.push(child);
        const answer = async (): Promise<string> => String((await once(child.stdout, "data"))[0]).trim();
        assert.equal(await answer(), "ready");
        const take = (path: string, atMs: number): Promise<string> => {
            child.stdin.write(JSON.stringify({ folder: path, atMs }));
            return answer();
        };
        return { child, take };
    }

    it("takes what a killed process had, though its number is that of another process now", async () => {
        const { child, take } = await startTaker();
        assert.equal(await take(folder, 0), "taken");
        child.kill("SIGKILL");
        await once(child, "close");
        // In a container everybody is process 1: the number of the one that asks, or of one that lives on.
        for (const alive of [process.pid, process.ppid, 1]) {
            const lock = readFileSync(join(folder, "lock"), "utf8").replaceAll(String(child.pid), String(alive));
            writeFileSync(join(folder, "lock"), lock);

            const { release } = await openDataFolder(folder);
            release();
        }

        assert.deepEqual(readdirSync(folder).sort(), ["lock", "uploads"]);
    });

    it("leaves to a process what it has, also while that is stopped, and says whose it is", async () => {
        const { child, take } = await startTaker();
        assert.equal(await take(folder, 0), "taken");

        for (const signal of ["SIGCONT", "SIGSTOP"] as const) {
            child.kill(signal);
            await assert.rejects(openDataFolder(folder), {
                message:
                    `the data folder ${folder} is in use by another emulator (process ${child.pid}); ` +
                    "stop that emulator, or give this one another --data-dir",
            });
        }
    });

    it("is one's only, when several find it dead or empty at the same moment", async () => {
        const takers = await Promise.all(Array.from({ length: 3 }, startTaker));
        for (let round = 0; round < 40; round++) {
            const path = join(folder, String(round));
            mkdirSync(path);
            if (round % 2 === 0) {
                const dead = { socket: `lock-${"x".repeat(20)}.sock`, processId: 999_999_999 };
                writeFileSync(join(path, "lock"), round % 4 === 0 ? "999999999" : JSON.stringify(dead));
            }
            const answers = await Promise.all(takers.map(({ take }) => take(path, Date.now() + 10)));

            assert.equal(answers.filter((answer) => answer === "taken").length, 1, answers.join("\n"));
            assert.equal(answers.filter((answer) => / in use by another emulator /.test(answer)).length, 2);
        }
    });

    it("is one's only also within a process, and the next one's once it is released", async () => {
        for (let round = 0; round < 3; round++) {
            const asked = await Promise.allSettled(Array.from({ length: 10 }, () => openDataFolder(folder)));
            const taken = asked.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
            assert.equal(taken.length, 1);
            taken[0]?.release();
        }
    });

    it("is taken where its path is too long for a socket", async () => {
        const long = join(folder, "x".repeat(120));
        const { release } = await openDataFolder(long);
        try {
            await assert.rejects(openDataFolder(long), / in use by another emulator /);
        } finally {
            release();
        }

        (await openDataFolder(long)).release();
    });

    it("removes nothing but sockets of its own making, whatever the lock says", async () => {
        const other = join(folder, "precious.sock");
        writeFileSync(other, "");
        const lines = [JSON.stringify({ socket: other }), "null", "[]", '{"socket":1}', '{"socket":"'];
        appendFileSync(join(folder, "lock"), lines.join("\n"));

        (await openDataFolder(folder)).release();

        assert.deepEqual(readdirSync(folder).sort(), ["lock", "precious.sock", "uploads"]);
    });
});
