import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openInput } from "../../../provider/src/cli/openInput";
import { header, row } from "../csv/csvFiles";
import { run, runBash, runProcess, withFolder } from "./cliRun";

const valid = `${header}\n${row()}\n`;
const ok = /"verdict":"ok","rows":1,/;

describe("openInput", () => {
    it("names what it cannot read as a file", async () => {
        await withFolder(async (folder) => {
            execFileSync("mkfifo", [join(folder, "pipe")]);
            const cases: [string, RegExp][] = [
                [join(folder, "missing.csv"), /missing\.csv cannot be read: there is no such file\./],
                [folder, /is a folder, not a file\./],
                [
                    join(folder, "pipe"),
                    /is a named pipe, which can be read only once\. Pipe it to standard input, and write - as FILE\./,
                ],
                ["/dev/null", /is a device or socket, not a file\./],
            ];
            for (const [path, expected] of cases) {
                assert.throws(() => openInput(path), { name: "CommandError", message: expected });
            }
        });
    });

    it("refuses a file of 2 GB by its size", async () => {
        await withFolder(async (folder) => {
            const path = join(folder, "large.csv");
            writeFileSync(path, "");
            truncateSync(path, 2 ** 31);

            const { exitCode, stdout } = await run("validate", path, "--format", "json");

            assert.equal(exitCode, 1);
            assert.match(
                stdout,
                /^\{"verdict":"file-error","rows":0,"bytes":2147483648,"digest":null,.*"file-too-large"/,
            );
        });
    });

    for (const [what, change] of [
        ["grows", (path: string) => appendFileSync(path, "more")],
        ["shrinks", (path: string) => truncateSync(path, 10)],
        ["is written anew", (path: string) => writeFileSync(path, valid)],
        [
            "is replaced",
            (path: string) => {
                writeFileSync(`${path}.new`, valid);
                renameSync(`${path}.new`, path);
            },
        ],
    ] as const) {
        it(`throws if a file ${what} while it is read`, async () => {
            await withFolder(async (folder) => {
                const path = join(folder, "users.csv");
                await writeFile(path, valid.repeat(5_000));
                const input = openInput(path);

                const reading = (async (): Promise<void> => {
                    let isFirst = true;
                    for await (const chunk of input.chunks) {
                        assert.ok(chunk.byteLength > 0);
                        if (isFirst) {
                            change(path);
                        }
                        isFirst = false;
                    }
                })();

                await assert.rejects(reading, { message: /users\.csv changed while it was read/ });
                input.close();
            });
        });
    }

    it("reads any kind of standard input", async () => {
        await withFolder(async (folder) => {
            await writeFile(join(folder, "users.csv"), valid);

            assert.match((await runProcess(["validate", "-", "--format=json"], valid)).stdout, ok);
            assert.match((await runBash("$CLI validate - --format=json < users.csv", folder)).stdout, ok);
            assert.match((await runBash("$CLI validate <(cat users.csv) --format=json", folder)).stdout, ok);
            assert.match((await runBash("cat users.csv | $CLI validate /dev/stdin --format=json", folder)).stdout, ok);
            assert.match((await runProcess(["validate", "-"], "")).stdout, /^<stdin>:1: The file is empty/);
        });
    });

    it("names the kind of a binary file", async () => {
        const { exitCode, stdout } = await run("validate", process.execPath, "--format", "json");
        const { problems } = JSON.parse(stdout) as { problems: { code: string }[] };

        assert.equal(exitCode, 1);
        assert.equal(problems.length, 1);
        assert.match(problems[0]?.code ?? "", /^(nul-byte|file-too-large)$/);
    });

    it("exits quietly if the reader stops early", async () => {
        await withFolder(async (folder) => {
            await writeFile(join(folder, "users.csv"), `${header}\n${`${row({ email: "" })}\n`.repeat(9_000)}`);

            const { exitCode, stdout, stderr } = await runBash(
                "$CLI validate users.csv --max-problems 9000 2>&1 | head -n 1",
                folder,
            );

            assert.equal(exitCode, 0);
            assert.equal(stdout.split("\n").length, 2);
            assert.equal(stderr, "");
        });
    });

    it("reports a file without read permission", async () => {
        if (process.getuid?.() === 0) {
            // Root may read everything; what it may not, a folder on the way that is none, ends in the same message.
            assert.throws(() => openInput(`${__filename}/x`), {
                message: /cannot be read: a part of its path is not a folder/,
            });
            return;
        }
        await withFolder(async (folder) => {
            await writeFile(join(folder, "users.csv"), valid);
            await chmod(join(folder, "users.csv"), 0);

            assert.throws(() => openInput(join(folder, "users.csv")), {
                message: /you do not have permission to read it/,
            });
        });
    });
});
