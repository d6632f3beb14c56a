import assert from "node:assert/strict";
import fc from "fast-check";
import { splitFields } from "../../../emulator/src/csv/readLines";

describe("splitFields", () => {
    it("splits at commas and trims", () => {
        assert.deepEqual(splitFields("a, b ,,c"), ["a", "b", "", "c"]);
    });

    it("takes an escaped comma as part of the value, and every other backslash and quotation mark as it is", () => {
        assert.deepEqual(splitFields(String.raw`Doe\, Jane,C:\dir,"x"`), ["Doe, Jane", String.raw`C:\dir`, '"x"']);
    });

    it("reads what was written with escaped commas", () => {
        const value = fc.string({ unit: fc.constantFrom("a", ",", '"', "é"), maxLength: 8 });
        fc.assert(
            fc.property(fc.array(value, { minLength: 1 }), (values) => {
                const row = values.map((text) => text.replaceAll(",", "\\,")).join(",");
                assert.deepEqual(splitFields(row), values);
            }),
        );
    });
});
