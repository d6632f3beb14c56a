import assert from "node:assert/strict";
import { CsvInspector } from "../../../provider/src/csv/inspectCsv";
import { csvProblemCodes } from "../../../provider/src/csv/problems/csvProblemCodes";
import type { CsvInspection } from "../../../provider/src/csv/types";
import { sorted } from "./csvFiles";
import { randomFile } from "./reference/randomFile";
import type { RandomJob } from "./reference/randomJob";
import { notIgnorable, type ReferenceCode, referenceCodes } from "./reference/referenceCodes";
import { described, kindOf } from "./reference/referenceReport";
import { referenceValidate } from "./reference/referenceValidator";

/** Chunks of the size, cut so that separators fall on every border sooner or later. */
function inspectInChunks(file: Buffer, job: RandomJob, chunkBytes: number): CsvInspection {
    const inspector = new CsvInspector({ ...job, maxProblems: Number.POSITIVE_INFINITY });
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
            const { file, job } = randomFile(seed);

            const expected = referenceValidate(file, job);
            const inspection = inspectInChunks(file, job, seed % 3 === 0 ? 1 + (seed % 97) : file.length + 1);

            const { digest, rows, failingRows, fileErrors, rowErrors, problems } = inspection;
            const texts = sorted(problems.map((problem) => described(problem, problem, problem.count)));
            const found = { digest, rows, failingRows, fileErrors, rowErrors, problems: texts };
            assert.deepEqual(found, { ...expected, problems: sorted(expected.problems) }, `seed ${seed}`);
            clean += problems.length === 0 ? 1 : 0;
            for (const { code } of problems) {
                codes.add(code);
            }
        }

        assert.ok(clean > 1_000, `${clean} files without any problem`);
        const unseen = Object.keys(referenceCodes).filter((code) => !codes.has(code));
        assert.deepEqual(
            unseen,
            ["file-too-large", "file-maybe-too-large", "upload-too-large"],
            "files are small here",
        );
    });

    it("says of each code what AWS's guide says", () => {
        const expected = Object.keys(referenceCodes).map((code) => {
            return [code, { ...kindOf(code as ReferenceCode), isIgnorable: !notIgnorable.includes(code) }];
        });

        assert.deepEqual(csvProblemCodes, Object.fromEntries(expected));
    });
});
