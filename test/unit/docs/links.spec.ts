import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { readSource, repositoryFolder } from "../../support/repository/sourceFiles";

/** Every page that people read. */
const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "provider", "emulator", "examples"].flatMap(
    (place) => {
        if (place.endsWith(".md")) return [place];
        const found = readdirSync(path.join(repositoryFolder, place), { recursive: true, encoding: "utf8" });
        return found.filter((file) => file.endsWith(".md")).map((file) => path.join(place, file));
    },
);

const texts = new Map(pages.map((page) => [page, withoutCode(readSource(page))]));

function withoutCode(text: string): string {
    return text.replaceAll(/^```[\s\S]*?^```$/gm, "");
}

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(page: string): Set<string> {
    const anchors = new Set<string>();
    for (const [, heading = ""] of (texts.get(page) ?? "").matchAll(/^#+ (.*)$/gm)) {
        const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
        const anchor = plain.replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, "").replaceAll(" ", "-");
        let unique = anchor;
        for (let count = 1; anchors.has(unique); count++) unique = `${anchor}-${count}`;
        anchors.add(unique);
    }
    return anchors;
}

function linksOf(page: string): string[] {
    const links = [...(texts.get(page) ?? "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
    return links.filter((link) => !/^https?:/.test(link));
}

describe("links between the documents", () => {
    it("lead to files that there are, and to headings that these have", () => {
        const broken = pages.flatMap((page) =>
            linksOf(page)
                .filter((link) => {
                    const [file = "", anchor] = link.split("#");
                    const target = file === "" ? page : path.join(path.dirname(page), file);
                    if (!existsSync(path.join(repositoryFolder, target))) return true;
                    return anchor !== undefined && texts.has(target) && !anchorsOf(target).has(anchor);
                })
                .map((link) => `${page}: ${link}`),
        );

        assert.ok(pages.length > 30);
        assert.deepEqual(broken, []);
    });
});
