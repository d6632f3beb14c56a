import assert from "node:assert/strict";
import { type RepeatedUsername, RepeatedUsernames } from "../../../provider/src/split/repeatedUsernames";

/** The repetitions in a CSV, pushed in chunks of so many bytes. */
function repeatedIn(csv: string, chunkBytes = csv.length): readonly RepeatedUsername[] {
    const usernames = new RepeatedUsernames();
    const bytes = Buffer.from(csv);
    for (let start = 0; start < bytes.length; start += chunkBytes) {
        usernames.push(bytes.subarray(start, start + chunkBytes));
    }
    return usernames.finish();
}

describe("RepeatedUsernames", () => {
    it("finds names that stand in two lines, each with the first that has it, however chunks are cut", () => {
        const csv = "cognito:username,email\nada,1\nbob,2\n\nada,3\ncarl,4\nbob,5\nada,6";

        for (const chunkBytes of [1, 2, 7, 1000]) {
            assert.deepEqual(repeatedIn(csv, chunkBytes), [
                { first: 2, again: 5 },
                { first: 3, again: 7 },
                { first: 2, again: 8 },
            ]);
        }
    });

    it("finds the column wherever it stands, past values with commas in them, and reads names without spaces", () => {
        const csv = "\ufeffname,address,cognito:username\r\nAda\\, of,\\,,ada\r\nBob,Nowhere, ada \r\nCarl,,carl\r\n";

        assert.deepEqual(repeatedIn(csv), [{ first: 2, again: 3 }]);
    });

    it("takes no two names for one that differ, nor lines without one", () => {
        for (const csv of [
            "cognito:username\nada\nAda\nada1\n\n \n",
            "email,cognito:username\nada\nada\n",
            "email\nada\nada\n",
            `cognito:username\n${"x".repeat(600)}\n${"x".repeat(600)}\n${"x".repeat(70_000)}\n`,
            "",
        ]) {
            assert.deepEqual(repeatedIn(csv), []);
        }
    });
});
