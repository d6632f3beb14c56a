import assert from "node:assert/strict";
import { screenOf } from "../../../scripts/picture/screen";
import { svgOf } from "../../../scripts/picture/svgOf";
import { withFixedDurations } from "../../../scripts/picture/withFixedDurations";
import { readSource } from "../../support/repository/sourceFiles";

const control = "\u001b[";

describe("the picture of `pulumi up`", () => {
    it("shows what a terminal shows in the end, with its colours", async () => {
        const drawnOver = `creating\r${control}K${control}1m+${control}0m ${control}32mcreated${control}0m\r\n\r\n<done>\r\n\r\n`;

        assert.deepEqual(await screenOf(drawnOver, 20), [
            [
                { column: 0, text: "+", colour: undefined, isBold: true },
                { column: 2, text: "created", colour: 2, isBold: false },
            ],
            [],
            [{ column: 0, text: "<done>", colour: undefined, isBold: false }],
        ]);
    });

    it("has text that can be selected, each run in its column and row", async () => {
        const svg = svgOf(await screenOf(`  a${control}32m b<c${control}0m\r\nd`, 20), 20, "R&D");

        const texts = [...svg.matchAll(/<text x="([\d.]+)" y="(\d+)" .*>(.*)<\/text>/g)].map(([, ...found]) => found);
        assert.deepEqual(texts, [
            ["16", "30", "  a"],
            ["41.2", "30", " b&lt;c"],
            ["16", "49", "d"],
        ]);
        assert.match(svg, /<title>R&amp;D<\/title>/);
        assert.match(svg, /width="200" height="70"/);
    });

    it("is the same whatever time the machine took", () => {
        const recorded = (seconds: string): string => `created (${seconds}s) \n${control}1mDuration:${control}0m 29s`;

        assert.equal(withFixedDurations(recorded("24")), `created (5s)  \n${control}1mDuration:${control}0m 5s`);
        assert.equal(withFixedDurations(recorded("0.12")).length, recorded("0.12").length - 1);
    });

    it("is checked in, and shows an import without a trace of the machine that it was made on", () => {
        const svg = readSource("docs/pulumi-up.svg");

        assert.match(svg, /importedUsers: 997</);
        assert.match(svg, /UserImportJob {2}people-1</);
        assert.doesNotMatch(svg, /\/(?:tmp|root|home|Users)\/|127\.0\.0\.1|warning|us-east-1_/);
    });
});
