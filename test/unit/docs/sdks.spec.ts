import assert from "node:assert/strict";
import { platforms } from "../../../scripts/plugin/writeTarballs";
import { languages } from "../../../scripts/sdk/generateSdks";
import { readSource } from "../../support/repository/sourceFiles";

interface Facts {
    readonly pluginDownloadURL: string;
    readonly language: {
        readonly go: { readonly importBasePath: string };
        readonly nodejs: { readonly packageName: string };
        readonly python: { readonly packageName: string };
    };
}

describe("docs/sdks.md", () => {
    const page = readSource("docs/sdks.md");
    const { pluginDownloadURL, language } = JSON.parse(readSource("plugin/schema.json")) as Facts;
    const { version } = JSON.parse(readSource("plugin/package.json")) as { version: string };

    it("names the packages and the address that the schema has", () => {
        const { go, nodejs, python } = language;
        const goModule = go.importBasePath.replace(/\/\w+$/, "");

        assert.ok(page.includes(`The Python package is \`${python.packageName}\``));
        assert.ok(page.includes(`The Go module is \`${goModule}\``));
        assert.ok(page.includes(`./node_modules/${nodejs.packageName}/windows`));
        assert.equal(page.split(pluginDownloadURL).length, 3);
        assert.ok(page.includes(`install resource cognito-user-import ${version} --server ${pluginDownloadURL}`));
    });

    it("lists every SDK that is generated, and every tarball", () => {
        for (const name of [...languages, "java"]) assert.ok(page.includes(`\`sdk/${name}\``), name);
        for (const name of platforms) assert.ok(page.includes(`\`${name}\``), name);
    });
});
