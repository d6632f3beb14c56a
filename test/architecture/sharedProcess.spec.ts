import assert from "node:assert/strict";
import { readSource, sourceFiles } from "../support/repository/sourceFiles";

/** What changes a process for everybody in it: other providers in the plugin's, the user's own code in the program's. */
const forbidden: readonly RegExp[] = [
    /process\.(exit|abort|kill|chdir|umask|setuid|on|once|removeAllListeners)\(/,
    /process\.(exitCode|title|env\b[^;=()]*) (\?\?|\|\|)?= /,
    /delete process\.env/,
    /node:v8/,
    /(globalThis|global)\b[^;]* = /,
    /\.prototype\b[^;]* = /,
    /(setDefault[A-Za-z]*|setGlobal[A-Za-z]*)\(/,
    /Error\.(stackTraceLimit|prepareStackTrace)/,
];

/** What is meant, and why. */
const exceptions: Readonly<Record<string, string>> = {
    "provider/src/aws/withoutNodeNotice.ts": "while a client is made, and put back before anything else runs",
    "provider/src/cli/interruption.ts": "while a command runs that Ctrl-C must not lose the work of",
    "provider/src/cli.ts": "a process of its own",
    "provider/src/engine/engineCancel.ts":
        "the SDK tells a provider of no Cancel: the look-up of gRPC's handlers is wrapped",
};

describe("a process that is shared", () => {
    const changing = sourceFiles("provider/src").filter((path) =>
        forbidden.some((form) => form.test(readSource(path))),
    );

    it("is left as it is by every file but those that say why", () => {
        assert.deepEqual(changing, Object.keys(exceptions));
    });
});
