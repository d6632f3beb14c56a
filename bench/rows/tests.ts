import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Figure, Row, RowOptions } from "../row";

const repository = join(__dirname, "../..");

export const row: Row = {
    name: "tests",
    work: "`npm test` and `npm run test:unit`, as a contributor runs them, types included, once each",
    onlyWhenNamed: "measured by `npm run bench -- tests` only: it runs every test",
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
