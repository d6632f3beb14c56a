import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readSource, repositoryFolder, sourceFiles } from "../support/repository/sourceFiles";

const maxLines = 200;
/** With a decision note that names the file; and of tests, which are lists. */
const maxExcusedLines = 300;

function decisions(): string {
    const folder = join(repositoryFolder, "docs/decisions");
    const notes = existsSync(folder) ? readdirSync(folder) : [];
    return notes.map((note) => readFileSync(join(folder, note), "utf8")).join("\n");
}

describe("files", () => {
    const files = sourceFiles();

    it("have at most 200 lines, tests and where a decision says why 300", () => {
        const notes = decisions();
        const isExcused = (path: string): boolean => notes.includes(path) || path.endsWith(".spec.ts");
        const tooLong = files
            .map((path) => ({ path, lines: readSource(path).split("\n").length - 1 }))
            .filter(({ path, lines }) => lines > (isExcused(path) ? maxExcusedLines : maxLines));

        assert.deepEqual(tooLong, []);
    });

    it("export by name, never everything and never a default", () => {
        const exporting = files.filter((path) => /^export (\*|default)/m.test(readSource(path)));

        assert.deepEqual(exporting, []);
    });

    it("write counts with formatCount in the provider, since toLocaleString takes 8 MB", () => {
        const inProvider = files.filter((path) => path.startsWith("provider/src/") && !path.endsWith("/messages.ts"));
        const worldly = inProvider.filter((path) => /\btoLocale|\bIntl\b|\blocaleCompare\b/.test(readSource(path)));

        assert.ok(inProvider.length > 40);
        assert.deepEqual(worldly, []);
    });

    it("are named in camel case", () => {
        const misnamed = files.filter((path) => !/^[a-z][a-zA-Z0-9]*(\.spec|\.d)?\.ts$/.test(basename(path)));

        assert.deepEqual(misnamed, []);
    });
});
