import assert from "node:assert/strict";
import { needsEngine } from "../support/pulumi/engine";
import { countSourceReads, type ReadsOfCommands, type SourceReads } from "../support/pulumi/sourceReads";

const sizes = { fileBytes: 12_000_000, objectBytes: 12_000_000 };
const limits = { maxRows: 500_000, maxBytes: 5_000_000 };

/** To a quarter, less than one of the three parts: what processes read of their own code is not always the same. */
function rounded(reads: ReadsOfCommands): ReadsOfCommands {
    const quarters = (times: number): number => Math.abs(Math.round(4 * times) / 4);
    const each = ({ file, object }: SourceReads): SourceReads => ({ file: quarters(file), object: quarters(object) });
    return { preview: each(reads.preview), up: each(reads.up), upAgain: each(reads.upAgain) };
}

describe("a large source, through the real engine", () => {
    before(needsEngine);

    it("is read by a UserImportJob to be checked and to be uploaded, and an object in S3 that is the same not at all", async () => {
        const reads = await countSourceReads({ type: "UserImportJob", ...sizes });

        assert.deepEqual(rounded(reads), {
            preview: { file: 1, object: 1 },
            up: { file: 2, object: 2 },
            upAgain: { file: 1, object: 0 },
        });
    });

    it("is read once more by the program of a UserImport, and not by the plugin where no part has changed", async () => {
        const reads = await countSourceReads({ type: "UserImport", ...sizes, limits });

        assert.deepEqual(rounded(reads), {
            preview: { file: 2, object: 2 },
            up: { file: 3, object: 3 },
            upAgain: { file: 1, object: 1 },
        });
    });
});
