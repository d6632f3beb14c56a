import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Figure, Row, RowOptions } from "../row";

const repository = join(__dirname, "../..");

export const row: Row = {
    name: "tests",
    work: "`npm test` and `npm run test:unit`, as a contributor runs them, types included, once each",
    onlyWhenNamed: "measured by `npm run bench -- tests` only: it runs every test",
    moved: [
        "by the CPU time of processes, before: an `up` of an engine test took 4.5 s, of which the engine's two Node processes took 2.2 s",
        "to load TypeScript, npm's tree of packages and what sends traces, which no test uses. Since then these load when they are",
        "used (`test/support/pulumi/quickStart`): 2.3 s. A V8 code cache was tried: it saves 0.05 s a process and is not worth its lines.",
    ].join(" "),
    measure: async ({ say }) => [
        await commandSeconds("npm run test:unit", ["run", "test:unit"], 60, say),
        await commandSeconds("npm test", ["test"], 600, say),
    ],
};

/** Rejects where a test fails. */
async function commandSeconds(
    what: string,
    args: readonly string[],
    atMost: number,
    say: RowOptions["say"],
): Promise<Figure> {
    say(what);
    const began = performance.now();
    await promisify(execFile)("npm", args, { cwd: repository, maxBuffer: 2 ** 30 });
    return { what, unit: "s", ours: (performance.now() - began) / 1000, goal: { atMost } };
}
