import assert from "node:assert/strict";
import ts from "typescript";
import { knownKeys } from "../../provider/src/aws/settings/settingKeys";
import { readSource, sourceFiles } from "../support/repository/sourceFiles";

/** What only a program with a dynamic resource loads: it has the `aws:` config alone. */
const ofPrograms = /^provider\/src\/program\//;

const named = new RegExp(`\\baws:(?:${knownKeys.join("|")})\\b`);

/** The literals of a file that name a key of the config. */
function keysNamedIn(path: string): string[] {
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
        const isText = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
        if (isText && named.test(node.text)) {
            found.push(`${path}: ${node.text}`);
        }
        ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, readSource(path), ts.ScriptTarget.ES2022, true));
    return found;
}

describe("keys of the config", () => {
    it("are named by configName in texts, since the native plugin has them in another namespace", () => {
        const paths = sourceFiles("provider/src").filter((path) => !ofPrograms.test(path));

        assert.ok(paths.length > 100);
        assert.deepEqual(paths.flatMap(keysNamedIn), []);
    });
});
