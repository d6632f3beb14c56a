import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { textsOf } from "../support/repository/texts";

const golden = join(__dirname, "texts.golden.txt");
const command = "UPDATE_TEXTS=1 npm test -- test/architecture/texts.spec.ts";

/** Turns that an earlier text had, and what plain English says instead. */
const unusual: readonly (readonly [RegExp, string])[] = [
    [/\bmend\b/i, "correct, fix"],
    [/\bwhom\b/i, "who, or another sentence"],
    [/(?<!there )\b(?:is|are|be) no (?!longer|more)/i, "is not a"],
    [/\bbut for\b/i, "except for"],
    [/\bcame about\b/i, "failed"],
    [/\b(?:wants) (?:a|an|the)\b/i, "takes"],
    [/\bwherever|whatever writes\b/i, "a plain condition"],
];

/** All texts that a person may see, by file, to be read from top to bottom. */
function allTexts(): string {
    return textsOf("provider/src")
        .map(({ path, texts }) => [path, ...texts.map((text) => `  ${text.replaceAll("\n", "\n    ")}`)].join("\n"))
        .join("\n\n")
        .concat("\n");
}

describe("the texts that people see", () => {
    it("are those that were read together", () => {
        const texts = allTexts();
        if (process.env.UPDATE_TEXTS !== undefined) {
            writeFileSync(golden, texts);
        }

        const read = readFileSync(golden, "utf8");
        assert.equal(texts, read, `a text changed. Read ${golden} as a whole after: ${command}`);
    });

    it("are plain English", () => {
        const found = textsOf("provider/src").flatMap(({ path, texts }) =>
            texts.flatMap((text) =>
                unusual
                    .filter(([turn]) => turn.test(text))
                    .map(([, instead]) => `${path}: ${text.slice(0, 120)} (say: ${instead})`),
            ),
        );

        assert.deepEqual(found, []);
    });
});
