import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandList } from "../../../provider/src/cli/commandList";
import { launcher, withFolder } from "../cli/cliRun";

const page = readFileSync(join(__dirname, "../../../docs/command.md"), "utf8");

/** What the `sh` samples of a section are. */
function samples(heading: string): string[] {
    const [, section = ""] = page.split(`\n## ${heading}\n`);
    return [...(section.split("\n## ")[0] ?? "").matchAll(/```sh\n([\s\S]*?)```/g)].map(([, sample]) => sample ?? "");
}

describe("docs/command.md", () => {
    it("has a row for each command, in the words of the help", () => {
        const rows = [...page.matchAll(/^\| `([\w-]+)` \| (.*?) \| /gm)].map(([, name, summary]) => ({
            name,
            summary,
        }));

        assert.deepEqual(
            rows,
            commandList.map(({ name, summary }) => ({ name, summary })),
        );
    });

    it("loads the completion into a real bash as it is written", async () => {
        const [bash = "", , file = ""] = samples("Completion");
        for (const sample of [bash, file]) {
            await withFolder(async (folder) => {
                const command = `HOME='${folder}'; cognito-user-import() { '${process.execPath}' '${launcher}' "$@"; }`;
                const { stdout, stderr } = spawnSync("bash", ["--norc"], {
                    input: `${command}\n${sample}\ncomplete -p cognito-user-import`,
                    encoding: "utf8",
                });

                assert.equal(stderr, "");
                assert.match(stdout, /-F _cognito_user_import cognito-user-import\n$/);
            });
        }
    });
});
