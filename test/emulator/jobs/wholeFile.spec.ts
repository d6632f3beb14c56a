import assert from "node:assert/strict";
import type { PasswordHashingAlgorithmType } from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { countsOf, createPool, csvFor, describeJob, person, startImport } from "../../support/emulator/importFixtures";

/** How the import of a file ends, made out of a proper one. */
async function endOf(
    change: (csv: string) => string,
    algorithm?: PasswordHashingAlgorithmType,
): Promise<[status: unknown, message: unknown, counts: unknown]> {
    return withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
        const poolId = await createPool(cognito);
        const csv = change(await csvFor(cognito, poolId, [person("a"), person("b")]));
        const ids = await startImport(cognito, poolId, csv, algorithm);
        await emulator.advance(10);
        const job = await describeJob(cognito, ids);
        return [job.Status, job.CompletionMessage, countsOf(job)];
    });
}

const succeeded = "Import Job Completed Successfully.";
const wrongHeader = "The header of the CSV file does not match the columns of the user pool.";

describe("the import of a whole file", () => {
    it("takes the columns in any order", async () => {
        const reversed = (csv: string) => csv.replace(/.+/g, (line) => line.split(",").reverse().join(","));

        assert.deepEqual(await endOf(reversed), ["Succeeded", succeeded, [2, 0, 0]]);
    });

    it("takes a file without a last line ending and with blank lines", async () => {
        assert.deepEqual(await endOf((csv) => csv.trimEnd().replaceAll("\n", "\r\n\r\n")), [
            "Succeeded",
            succeeded,
            [2, 0, 0],
        ]);
    });

    it("succeeds with nothing for a header alone", async () => {
        assert.deepEqual(await endOf((csv) => csv.slice(0, csv.indexOf("\n"))), ["Succeeded", succeeded, [0, 0, 0]]);
    });

    it("fails for an empty file", async () => {
        assert.deepEqual(await endOf(() => ""), ["Failed", "The CSV file is empty.", [0, 0, 0]]);
    });

    it("fails for a header with a column missing, repeated, unknown or in another case, and for a byte order mark", async () => {
        for (const [column, replacement] of [
            ["gender,", ""],
            ["gender", "locale"],
            ["gender", "sex"],
            ["gender", "Gender"],
            ["name,", "\uFEFFname,"],
        ] as const) {
            assert.deepEqual(await endOf((csv) => csv.replace(column, replacement)), [
                "Failed",
                wrongHeader,
                [0, 0, 0],
            ]);
        }
    });

    it("reads rows that lie across the chunks of a stream", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const rows = Array.from({ length: 4000 }, (_, index) =>
                person(`user${index}`, { name: "名".repeat(index % 90) }),
            );
            const csv = await csvFor(cognito, poolId, rows);
            assert.ok(Buffer.byteLength(csv) > 512 * 1024);

            const ids = await startImport(cognito, poolId, csv);
            await emulator.advance(10);

            assert.deepEqual(countsOf(await describeJob(cognito, ids)), [4000, 0, 0]);
        });
    });

    it("requires the column of password hashes if the job has an algorithm, and only then", async () => {
        const withoutHashes = (csv: string) => csv.replaceAll(/,\w*$/gm, "");

        assert.deepEqual(await endOf(withoutHashes), ["Succeeded", "Import Job Completed Successfully.", [2, 0, 0]]);
        assert.deepEqual(await endOf((csv) => csv, "BCRYPT"), [
            "Succeeded",
            "Import Job Completed Successfully.",
            [2, 0, 0],
        ]);
        assert.deepEqual(await endOf(withoutHashes, "BCRYPT"), [
            "Failed",
            "The header of the CSV file does not have the column password_hash.",
            [0, 0, 0],
        ]);
    });
});
