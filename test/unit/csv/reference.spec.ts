import assert from "node:assert/strict";
import { CsvInspector } from "../../../provider/src/csv/csvInspector";
import type { CsvInspection, CsvPoolRules } from "../../../provider/src/csv/types";
import { places, sorted } from "./csvFiles";
import { randomFile } from "./reference/randomFile";
import { referenceValidate } from "./reference/referenceValidator";

/** Chunks of the size, cut so that separators fall on every border sooner or later. */
function inspectInChunks(file: Buffer, pool: CsvPoolRules, chunkBytes: number): CsvInspection {
    const inspector = new CsvInspector({ pool, maxProblems: Number.POSITIVE_INFINITY });
    for (let start = 0; start < file.length; start += chunkBytes) {
        inspector.push(file.subarray(start, start + chunkBytes));
    }
    return inspector.finish();
}

describe("CsvInspector", () => {
    it("agrees with the reference validator on 20,000 random files", () => {
        const codes = new Set<string>();
        let clean = 0;
        for (let seed = 1; seed <= 20_000; seed++) {
            const { file, pool } = randomFile(seed);

            const expected = referenceValidate(file, pool);
            const inspection = inspectInChunks(file, pool, seed % 3 === 0 ? 1 + (seed % 97) : file.length + 1);

            const { digest, rows, failingRows } = inspection;
            const found = { digest, rows, failingRows, problems: sorted(places(inspection)) };
            assert.deepEqual(found, { ...expected, problems: sorted(expected.problems) }, `seed ${seed}`);
            clean += expected.problems.length === 0 ? 1 : 0;
            for (const { code } of inspection.problems) {
                codes.add(code);
            }
        }

        assert.ok(clean > 1_000, `${clean} files without any problem`);
        assert.ok(codes.size >= 56, `only ${codes.size} codes seen`);
    });
});
