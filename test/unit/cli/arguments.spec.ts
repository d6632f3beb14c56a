import assert from "node:assert/strict";
import { commandList } from "../../../provider/src/cli/commandList";
import { runCommand } from "../../../provider/src/cli/runCommand";
import { withEnvironment } from "../../support/process/withEnvironment";
import { Collected, run } from "./cliRun";

const bold = "\u001b[1m";

/** What a command writes to a terminal. */
async function onTerminal(columns: number, ...args: string[]): Promise<string> {
    const stdout = Object.assign(new Collected(), { isTTY: true, columns });
    assert.equal(await runCommand(args, { stdout, stderr: new Collected() }), 0);
    return stdout.text;
}

describe("the arguments of the command", () => {
    it("list all commands in the general help, which `help` prints too", async () => {
        const { exitCode, stdout, stderr } = await run("--help");

        assert.deepEqual([exitCode, stderr], [0, ""]);
        for (const { name, summary } of commandList) {
            assert.match(stdout, new RegExp(`^  ${name} +${summary.slice(0, 20)}`, "m"));
        }
        assert.match(stdout, /^Exit codes\n {2}0 {2}done\n {2}1 .*\n {2}2 /m);
        assert.equal((await run("help")).stdout, stdout);
        assert.equal((await run("-h")).stdout, stdout);
    });

    for (const { name } of commandList) {
        it(`have a help for ${name}, in lines of at most 120 characters, with its exit codes`, async () => {
            const { exitCode, stdout, stderr } = await run(name, "--help");

            assert.deepEqual([exitCode, stderr], [0, ""]);
            assert.match(stdout, new RegExp(`^Usage: cognito-user-import ${name} `));
            assert.match(stdout, /^Exit codes\n {2}0 {2}/m);
            assert.deepEqual(
                stdout.split("\n").filter((line) => line.length > 120 || line.includes("\u001b")),
                [],
            );
            assert.equal((await run("help", name)).stdout, stdout);
            assert.equal((await run(name, "-h")).stdout, stdout);
        });
    }

    it("colour a help on a terminal alone, and not with NO_COLOR; the lines fit the terminal", async () => {
        await withEnvironment({ NO_COLOR: undefined, TERM: "xterm" }, async () => {
            const help = await onTerminal(80, "validate", "--help");
            assert.ok(help.startsWith(`${bold}Usage:`));
            const options = help.slice(help.indexOf("Options:"), help.indexOf("Line 1 is"));
            assert.ok(options.split("\n").every((line) => line.length <= 110));
            assert.ok(!(await run("--help")).stdout.includes("\u001b"));
        });
        for (const environment of [{ NO_COLOR: "1" }, { NO_COLOR: undefined, TERM: "dumb" }]) {
            await withEnvironment(environment, async () => {
                assert.ok(!(await onTerminal(80, "--help")).includes("\u001b"));
            });
        }
    });

    const wrong: readonly (readonly [string, string[], string])[] = [
        [
            "a misspelt command",
            ["valdate", "users.csv"],
            "This command does not exist. Did you mean validate? See cognito-user-import --help.",
        ],
        ["a misspelt command after help", ["help", "valdate"], "This command does not exist."],
        [
            "an option before the command",
            ["--format", "json", "validate"],
            "There is no option --format before a command. See cognito-user-import --help.",
        ],
        [
            "a misspelt option",
            ["validate", "users.csv", "--formt", "json"],
            "validate has no option --formt. Did you mean --format? See cognito-user-import validate --help.",
        ],
        [
            "a misspelt option with a value, which stays unsaid",
            ["validate", "users.csv", "--formt=ada"],
            "validate has no option --formt. Did you mean --format?",
        ],
        ["an option without its value", ["validate", "users.csv", "--format"], "--format has no value after it."],
        [
            "an option in the place of a value",
            ["validate", "users.csv", "--user-pool", "--format", "json"],
            "--user-pool has no value after it. Write a value that begins with - as --user-pool=VALUE.",
        ],
        [
            "a value for an option that takes none",
            ["import-file", "a/b", "--component=x", "--name", "x", "--source", "y"],
            "--component takes no value.",
        ],
        [
            "too many arguments",
            ["import-file", "a/b", "c/d", "--name", "x", "--source", "y"],
            "import-file takes POOL/JOB and nothing after it.",
        ],
    ];
    for (const [what, args, message] of wrong) {
        it(`say what to write instead of ${what}`, async () => {
            const { exitCode, stdout, stderr } = await run(...args);

            assert.deepEqual([exitCode, stdout], [2, ""]);
            assert.ok(stderr.startsWith(`cognito-user-import: ${message}`), stderr);
            assert.match(stderr, / --help\.\n$/);
        });
    }

    it("take what begins with - as a value after =, and as a file after --", async () => {
        assert.match((await run("validate", "x.csv", "--user-pool=--x.json")).stderr, /--x\.json cannot be read/);
        assert.match((await run("validate", "--", "--x.csv")).stderr, /--x\.csv cannot be read/);
    });
});
