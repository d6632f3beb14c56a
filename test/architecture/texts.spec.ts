import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFiles } from "../support/repository/sourceFiles";
import { textsOf } from "../support/repository/texts";

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

/** A page of texts for one reader, in a file beside this one. */
interface Page {
    readonly file: string;
    readonly texts: string;
}

const isOfCsv = (path: string): boolean => /^provider\/src\/(?:csv|users)\//.test(path);
const isOfSource = (path: string): boolean => /^provider\/src\/(?:source|split)\/|fileError\.ts$/.test(path);
const isOfAws = (path: string): boolean => path.startsWith("provider/src/aws/");
const isOfConvert = (path: string): boolean => path.startsWith("provider/src/convert/");
const isOfHelp = (path: string): boolean => path.startsWith("provider/src/cli/commands/");
const isOfCommand = (path: string): boolean => path.startsWith("provider/src/cli/") && !isOfHelp(path);
const isOfReport = (path: string): boolean => path.startsWith("provider/src/report/");
/** What every state holds; a person never sees its text. */
const isCode = (path: string): boolean => path === "provider/src/provider.ts";

const provider = sourceFiles("provider/src").filter((path) => !isCode(path));

/** By who reads them: each can be read from top to bottom within ten minutes. */
const pages: readonly Page[] = [
    page(
        "texts.golden.txt",
        provider.filter(
            (path) =>
                ![isOfAws, isOfCsv, isOfSource, isOfConvert, isOfReport, isOfHelp, isOfCommand].some((isOf) =>
                    isOf(path),
                ),
        ),
    ),
    page("texts.aws.golden.txt", provider.filter(isOfAws)),
    page("texts.sources.golden.txt", provider.filter(isOfSource)),
    page("texts.csv.golden.txt", provider.filter(isOfCsv)),
    page("texts.convert.golden.txt", provider.filter(isOfConvert)),
    page("texts.report.golden.txt", provider.filter(isOfReport)),
    page("texts.help.golden.txt", provider.filter(isOfHelp)),
    page("texts.command.golden.txt", provider.filter(isOfCommand)),
    page("texts.emulator.golden.txt", sourceFiles("emulator/src")),
];

function page(file: string, paths: readonly string[]): Page {
    const texts = textsOf(paths).map(({ path, texts }) =>
        [
            path.replace(/^(?:provider|emulator)\/src\//, ""),
            ...texts.map((text) => `  ${text.trim().replaceAll("\n", "\n    ")}`),
        ].join("\n"),
    );
    return { file, texts: `${texts.join("\n\n")}\n` };
}

describe("the texts that people see", () => {
    for (const { file, texts } of pages) {
        it(`are those that were read together: ${file}`, () => {
            const golden = join(__dirname, file);
            if (process.env.UPDATE_TEXTS !== undefined) {
                writeFileSync(golden, texts);
            }

            const read = readFileSync(golden, "utf8");
            assert.equal(texts, read, `a text changed. Read ${golden} as a whole after: ${command}`);
        });
    }

    it("are plain English", () => {
        const found = pages.flatMap(({ file, texts }) =>
            texts
                .split("\n")
                .flatMap((text) =>
                    unusual
                        .filter(([turn]) => turn.test(text))
                        .map(([, instead]) => `${file}: ${text} (say: ${instead})`),
                ),
        );

        assert.deepEqual(found, []);
    });

    for (const { file, texts } of pages) {
        it(`can be read within ten minutes: ${file}`, () => {
            assert.ok(texts.split(/\s+/).length < 2_600);
        });
    }
});
