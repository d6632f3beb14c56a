import assert from "node:assert/strict";
import { digestSource, inspectSource } from "../../../provider/src/resource/inspectSource";
import { digestOf, memorySource, peopleCsv } from "../../support/lifecycle/lifecycleFixture";

const variants: readonly (readonly [string, string])[] = [
    ["LF", peopleCsv],
    ["CRLF", peopleCsv.replaceAll("\n", "\r\n")],
    ["no newline at its end", peopleCsv.trimEnd()],
    ["CRLF and no newline at its end", peopleCsv.replaceAll("\n", "\r\n").trimEnd()],
];

describe("digestSource", () => {
    for (const [what, content] of variants) {
        it(`agrees with inspectSource on a file with ${what}`, async () => {
            const source = memorySource("users.csv", content);

            const digest = await digestSource(source, {});

            assert.equal(digest, digestOf(peopleCsv));
            assert.equal((await inspectSource(source, undefined, {})).digest, digest);
        });
    }

    it("refuses what one job cannot take, without reading it", async () => {
        const source = {
            description: "users.csv",
            sizeBytes: 200_000_000,
            read: () => assert.fail("read"),
        };
        for (const read of [digestSource(source, {}), inspectSource(source, undefined, {})]) {
            await assert.rejects(read, { code: "validation-failed", message: /200,000,000 bytes.*Split it/ });
        }
    });
});
