import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publicTypes } from "../support/repository/publicTypes";

const command = "UPDATE_TYPES=1 npm test -- test/types";

describe("the types that programs are compiled with", () => {
    for (const workspace of ["provider", "plugin", "emulator"] as const) {
        it(`are those that were agreed on: ${workspace}`, () => {
            const golden = join(__dirname, `publicTypes.${workspace}.golden.txt`);
            const types = publicTypes(workspace);
            if (process.env.UPDATE_TYPES !== undefined) {
                writeFileSync(golden, types);
            }

            assert.equal(
                types,
                readFileSync(golden, "utf8"),
                `The public types have changed. If no program stops compiling, or the version says so: ${command}`,
            );
        });
    }
});
