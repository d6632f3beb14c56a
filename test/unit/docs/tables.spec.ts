import assert from "node:assert/strict";
import { UserImportJobStatusType } from "@aws-sdk/client-cognito-identity-provider";
import { jobOutputs } from "../../../provider/src/resource/jobOutputs";
import { argumentNames } from "../../../provider/src/resource/properties";
import { readSource } from "../../support/repository/sourceFiles";

/** The names in the first column of the table below a heading of README.md. */
function namesBelow(heading: string): string[] {
    const [, section = ""] = readSource("README.md").split(`\n## ${heading}\n`);
    const [table = ""] = section.split("\n## ");
    const cells = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, cell = ""]) => cell);
    return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name)).toSorted(byLetters);
}

const byLetters = (one: string, other: string): number => (one < other ? -1 : 1);

describe("README.md's tables", () => {
    it("name every argument once", () => {
        assert.deepEqual(namesBelow("Arguments"), argumentNames.toSorted(byLetters));
    });

    it("list every status of the SDK, as the docstring of the output does", () => {
        const row = /^\| `status` \| string \| (.*) \|$/m.exec(readSource("README.md"))?.[1] ?? "";

        assert.deepEqual(
            row.split(/, | or /).toSorted(byLetters),
            Object.values(UserImportJobStatusType).toSorted(byLetters),
        );
        assert.ok(readSource("provider/src/userImportJob.ts").includes(`/** ${row}. */`), row);
    });

    it("name every output once", () => {
        assert.deepEqual(namesBelow("Outputs"), ["id", ...Object.keys(jobOutputs)].toSorted(byLetters));
    });
});
