import assert from "node:assert/strict";
import { FastPath } from "../../../provider/src/csv/fast/fastPath";
import { inspectCsv } from "../../../provider/src/csv/inspectCsv";
import type { CsvInspection, CsvInspectionOptions } from "../../../provider/src/csv/types";
import { importsOf, sourceFiles } from "../../support/repository/sourceFiles";
import { header, row } from "./csvFiles";
import { randomFile } from "./reference/randomFile";

const folder = "provider/src/csv/fast/";
const door = `${folder}fastPath.ts`;

async function inspect(chunks: readonly Uint8Array[], options: CsvInspectionOptions = {}): Promise<CsvInspection> {
    async function* read(): AsyncGenerator<Uint8Array> {
        yield* chunks;
    }
    return await inspectCsv(read(), { ...options, maxProblems: Number.POSITIVE_INFINITY });
}

/** Inspects as if the folder was deleted: each line is looked at closer. */
async function inspectSlowly(chunks: readonly Uint8Array[], options?: CsvInspectionOptions): Promise<CsvInspection> {
    const { skip } = FastPath.prototype;
    FastPath.prototype.skip = (start) => start;
    try {
        return await inspect(chunks, options);
    } finally {
        FastPath.prototype.skip = skip;
    }
}

describe("csv/fast", () => {
    it("changes no result, on 2,000 random files", async () => {
        for (let seed = 30_001; seed <= 32_000; seed++) {
            const { file, job } = randomFile(seed);
            const cut = seed % (file.length + 1);
            const chunks = [file.subarray(0, cut), file.subarray(cut)];

            assert.deepEqual(await inspect(chunks, job), await inspectSlowly(chunks, job), `seed ${seed}`);
        }
    });

    it("changes no result, on many rows of which a few have problems", async () => {
        const rows = Array.from({ length: 10_000 }, (_, index) =>
            row({
                "cognito:username": index % 1_000 === 7 ? "USER1" : `user${index}`,
                email_verified: index % 997 === 5 ? "perhaps" : "true",
            }),
        );
        const file = Buffer.from(`${header}\n${rows.join("\r\n")}`);
        const options = { pool: { caseSensitiveUsernames: false } };

        const inspection = await inspect([file], options);

        assert.deepEqual(inspection, await inspectSlowly([file], options));
        assert.equal(inspection.problems.length, 21);
    });

    it("does not read behind the end of a chunk, where a reader's memory still has earlier rows", async () => {
        const columns = ["cognito:username", "email", "email_verified"];
        const pool = { header: columns, autoVerifiedAttributes: ["email"] as const };
        const memory = Buffer.from(`${"x".repeat(64)}ada,a@b,TRUE\neve,e@b,TRUE\n`);
        const chunks = [Buffer.from(`${columns.join()}\nzoe,z@b,TRUE\n`), memory.subarray(64, 64 + 13)];

        const { rows, problems } = await inspect(chunks, { pool });

        assert.deepEqual([rows, problems], [2, []]);
    });

    it("has one door, which one file of the rest of csv/ uses", () => {
        const users = sourceFiles("provider/src/csv").filter(
            (path) => !path.startsWith(folder) && importsOf(path).some(({ target }) => target.startsWith(folder)),
        );

        assert.equal(users.length, 1);
        const targets = importsOf(users[0] ?? "").map(({ target }) => target);
        assert.deepEqual(
            targets.filter((target) => target.startsWith(folder)),
            [door],
        );
    });
});
