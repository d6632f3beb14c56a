import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { commandList } from "../../../provider/src/cli/commandList";
import { run } from "./cliRun";

const hasZsh = spawnSync("zsh", ["-fc", "true"]).status === 0;

async function script(shell: "bash" | "zsh"): Promise<string> {
    const { exitCode, stdout, stderr } = await run("completion", shell);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    return stdout;
}

/** What a shell prints that has read a text. */
function shell(name: "bash" | "zsh", text: string, ...options: string[]): string {
    const { status, stdout, stderr } = spawnSync(name, options, { input: text, encoding: "utf8" });
    assert.deepEqual([status, stderr], [0, ""]);
    return stdout;
}

/** What bash offers once these words are written, the last of them begun. */
async function offered(...words: string[]): Promise<string[]> {
    const list = words.map((word) => `'${word}'`).join(" ");
    const complete = `COMP_WORDS=(cognito-user-import ${list}); COMP_CWORD=${words.length}; compopt() { :; }; _cognito_user_import`;
    const output = shell("bash", `${await script("bash")}\n${complete}\nprintf '%s\\n' "\${COMPREPLY[@]}"`, "--norc");
    return output.split("\n").filter((word) => word !== "");
}

/** The options in the help of a command. */
async function optionsOf(command: string): Promise<string[]> {
    const { stdout } = await run(command, "--help");
    return [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag ?? "");
}

describe("completion in a real bash", () => {
    it("offers the commands", async () => {
        const names = commandList.map(({ name }) => name);

        assert.deepEqual(await offered(""), [...names, "help", "--help", "--version"]);
        assert.deepEqual(await offered("val"), ["validate"]);
        assert.deepEqual(await offered("help", ""), names);
    });

    for (const { name } of commandList) {
        it(`offers all options of ${name} that its help has`, async () => {
            assert.deepEqual(await offered(name, "--"), await optionsOf(name));
        });
    }

    it("offers the values of an option, also after =, and leaves files to bash", async () => {
        assert.deepEqual(await offered("validate", "--format", ""), ["text", "json"]);
        assert.deepEqual(await offered("validate", "--format", "=", "j"), ["json"]);
        assert.deepEqual(await offered("validate", "--format", "="), ["text", "json"]);
        assert.deepEqual(await offered("completion", "z"), ["zsh"]);
        assert.deepEqual(await offered("validate", "us"), []);
        assert.match(
            await script("bash"),
            /^complete -o bashdefault -o default -F _cognito_user_import cognito-user-import$/m,
        );
    });
});

describe(`completion for zsh ${hasZsh ? "in a real zsh" : "(THIS MACHINE HAS NO ZSH: its text and, by bash, its quotes are checked)"}`, () => {
    it("describes the commands, and their options and values", async () => {
        const text = await script("zsh");
        const told = hasZsh ? await toldByZsh(text) : text;

        for (const { name, summary } of commandList) {
            assert.ok(told.includes(`${name}:${summary}`), name);
            for (const option of await optionsOf(name)) {
                assert.match(told, new RegExp(`${option}=?\\[`), `${name} ${option}`);
            }
        }
        assert.ok(told.includes("--format=[for people and editors, or for programs]:FORMAT:(text json)"));
        assert.ok(told.includes("*--ignore=["));
        assert.ok(told.includes("*:FILE:_files"));
    });

    it("is a text whose quotes and brackets are complete", async () => {
        shell(hasZsh ? "zsh" : "bash", await script("zsh"), "-n");
    });
});

/** What the script hands over to zsh's own functions, for each command. */
async function toldByZsh(text: string): Promise<string> {
    const own = 'compdef() { :; }; _arguments() { print -rl -- "$@"; }; _describe() { print -rl -- $commands; }';
    const asked = ["", ...commandList.map(({ name }) => name)].map((name) =>
        name === ""
            ? "words=(cognito-user-import ''); CURRENT=2; _cognito_user_import"
            : `words=(cognito-user-import ${name} ''); CURRENT=3; _cognito_user_import`,
    );
    return shell("zsh", [own, text, ...asked].join("\n"), "-f");
}

describe("completion", () => {
    it("says which shells it has", async () => {
        assert.match((await run("completion", "fish")).stderr, /SHELL must be bash or zsh\./);
        assert.match((await run("completion")).stderr, /SHELL is missing/);
    });
});
