import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    AdminCreateUserCommand,
    type CognitoIdentityProviderClient,
    DescribeUserPoolCommand,
    ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { clientOf, command, type EmulatorProcess, follow, urlOf } from "../../support/emulator/emulatorProcess";
import { countsOf, createPool, csvFor, describeJob, people, startImport } from "../../support/emulator/importFixtures";

const mostKilobytes = 64;

/** The emulator in a process whose files cannot grow beyond 64 KB: what fits is written, and the rest fails as on a full disk. */
function runOnSmallDisk(dataDir: string): EmulatorProcess {
    const limit = `trap '' XFSZ; ulimit -f ${mostKilobytes}; exec "$@"`;
    const args = ["-c", limit, "bash", process.execPath, command, "--port", "0", "--data-dir", dataDir];
    return follow(spawn("bash", args, { stdio: "pipe" }));
}

describe("a full disk", () => {
    let dataDir = "";
    let running: EmulatorProcess;
    let endpoint = "";
    let cognito: CognitoIdentityProviderClient;
    let poolId = "";
    beforeEach(async () => {
        dataDir = mkdtempSync(join(tmpdir(), "emulator-full-"));
        running = runOnSmallDisk(dataDir);
        endpoint = await urlOf(running);
        cognito = clientOf(endpoint);
        poolId = await createPool(cognito);
    });
    afterEach(async () => {
        running.child.kill("SIGKILL");
        await running.exit;
        rmSync(dataDir, { recursive: true, force: true });
    });

    const cannotWrite = { name: "InternalErrorException", message: /cannot write to its data folder \(EFBIG\)/ };

    /** Makes users until that fails; returns the names of those that were made. */
    async function fill(): Promise<string[]> {
        const made: string[] = [];
        for (;;) {
            const Username = `user${made.length}`;
            const user = { UserPoolId: poolId, Username, UserAttributes: [{ Name: "name", Value: "x".repeat(1500) }] };
            try {
                await cognito.send(new AdminCreateUserCommand(user));
            } catch (error) {
                assert.equal((error as Error).name, cannotWrite.name);
                return made;
            }
            made.push(Username);
        }
    }

    const read = async (answer: Response): Promise<{ status: number; text: string }> => ({
        status: answer.status,
        text: await answer.text(),
    });

    for (const signal of ["SIGTERM", "SIGKILL"] as const) {
        it(`loses nothing that was acknowledged, and is reported at each call until the emulator ends by ${signal}`, async () => {
            const made = await fill();
            assert.ok(made.length > 10, `${made.length} users were made`);
            // The user that does not fit is in memory only: no call shows it.
            await assert.rejects(cognito.send(new ListUsersCommand({ UserPoolId: poolId })), cannotWrite);
            await assert.rejects(createPool(cognito), cannotWrite);
            running.child.kill(signal);
            assert.deepEqual(await running.exit, signal === "SIGTERM" ? [0, null] : [null, signal]);
            assert.equal(running.output.stderr, "");

            await withEmulator({ dataDir }, async (_emulator, clients) => {
                const { Users } = await clients.cognito.send(new ListUsersCommand({ UserPoolId: poolId }));
                assert.deepEqual(new Set(Users?.map(({ Username }) => Username)), new Set(made));
                await clients.cognito.send(new AdminCreateUserCommand({ UserPoolId: poolId, Username: "one-more" }));
            });
            await withEmulator({ dataDir }, async (_emulator, clients) => {
                const pool = new DescribeUserPoolCommand({ UserPoolId: poolId });
                const { UserPool } = await clients.cognito.send(pool);
                assert.equal(UserPool?.EstimatedNumberOfUsers, made.length + 1);
            });
        });
    }

    it("stops neither the emulator nor its journal while a job imports", async () => {
        const csv = await csvFor(cognito, poolId, people(400));
        assert.ok(csv.length < mostKilobytes * 1024, `${csv.length} bytes fit on the disk`);
        const job = await startImport(cognito, poolId, csv);
        const failed = async (): Promise<boolean> =>
            describeJob(cognito, job).then(
                () => false,
                () => true,
            );
        while (!(await failed())) {}
        await assert.rejects(describeJob(cognito, job), cannotWrite);
        running.child.kill("SIGTERM");
        assert.deepEqual(await running.exit, [0, null]);

        const journal = join(dataDir, "journal.jsonl");
        assert.ok(statSync(journal).size < mostKilobytes * 1024 && readFileSync(journal, "utf8").endsWith("]\n"));
        await withEmulator({ dataDir, pendingSeconds: 0, inProgressSeconds: 0 }, async (emulator, clients) => {
            await emulator.settled();
            const done = await describeJob(clients.cognito, job);
            assert.deepEqual([done.Status, ...countsOf(done)], ["Succeeded", 400, 0, 0]);
        });
    });

    it("is reported by S3 in its own way, and leaves the existing object unchanged", async () => {
        const put = (path: string, body: string): Promise<Response> =>
            fetch(`${endpoint}${path}`, { method: "PUT", body });
        await put("/people", "");
        assert.equal((await put("/people/users.csv", "old")).status, 200);
        // The last bytes of the disk go to small objects, so that it is one of those that finds no room.
        let answer = await put("/people/users.csv", "old");
        for (; answer.ok; answer = await put("/people/users.csv", "old")) {}

        const answers = [answer, await put("/people/users.csv", "newer")];

        for (const { status, text } of await Promise.all(answers.map(read))) {
            assert.equal(status, 500);
            assert.match(text, /<Code>InternalError<\/Code><Message>The emulator cannot write to its data/);
        }
        running.child.kill("SIGKILL");
        await running.exit;
        await withEmulator({ dataDir }, async (emulator) => {
            assert.equal(await (await fetch(`${emulator.url}/people/users.csv`)).text(), "old");
        });
    });
});
