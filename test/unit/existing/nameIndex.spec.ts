import assert from "node:assert/strict";
import fc from "fast-check";
import { NameIndex } from "../../../provider/src/existing/nameIndex";

function linesOf(index: NameIndex, name: string): number[] {
    const lines: number[] = [];
    index.find(name, (line) => lines.push(line));
    return lines;
}

describe("NameIndex", () => {
    it("finds every line that has a name, and none of a name that nobody has", () => {
        const names = fc.array(fc.constantFrom("", "ada", "Ada", "grace", "zoë", "\0"), { maxLength: 40 });
        fc.assert(
            fc.property(names, fc.string(), (written, other) => {
                const index = new NameIndex();
                for (const [place, name] of written.entries()) {
                    index.add(name, place + 2);
                }

                for (const name of [...written, other]) {
                    const expected = written.flatMap((found, place) => (found === name ? [place + 2] : []));
                    assert.deepEqual(linesOf(index, name), expected);
                }
            }),
        );
    });

    it("takes as many lines of one name, and as many names, as a job has rows", () => {
        const index = new NameIndex();
        for (let line = 2; line < 200_002; line++) {
            index.add(line % 2 === 0 ? "" : `user${line}`, line);
        }

        assert.equal(linesOf(index, "").length, 100_000);
        assert.deepEqual(linesOf(index, "user777"), [777]);
    });
});
