import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pluginEndpoints } from "../../../provider/src/aws/settings/pluginEndpoints";
import { endpointNames } from "../../../provider/src/aws/settings/readEndpoints";
import { assumedFields, identityFields } from "../../../provider/src/aws/settings/readRoles";
import { followedKeys, ignoredKeys, irrelevantKeys, knownKeys } from "../../../provider/src/aws/settings/settingKeys";
import { readSource } from "../../support/repository/sourceFiles";

const page = readSource("docs/configuration.md");

/** The keys of the page's table that have this word beside them. */
function keysMarked(word: string): string[] {
    return [...page.matchAll(/^\| `(\w+)` \| ([\w ]+) \|/gm)]
        .filter(([, , mark]) => mark === word)
        .map(([, key = ""]) => key);
}

/** What @pulumi/aws declares; its types alone are read, since the package takes seconds to load. */
const declarations = (file: string): string => readFileSync(require.resolve(`@pulumi/aws/${file}`), "utf8");

/** The names of the properties that an interface of @pulumi/aws has. */
function propertiesOf(name: string): string[] {
    const [, rest = ""] = declarations("types/input.d.ts").split(`\nexport interface ${name} {\n`);
    const [body = ""] = rest.split("\n}\n");
    return [...body.matchAll(/^ {4}(\w+)\?:/gm)].map(([, property = ""]) => property);
}

describe("docs/configuration.md", () => {
    it("says of each key what the code does", () => {
        assert.deepEqual(keysMarked("yes"), followedKeys);
        assert.deepEqual(keysMarked("no need"), irrelevantKeys);
        assert.deepEqual(keysMarked("warning"), Object.keys(ignoredKeys));
    });

    it("names the endpoints that are followed", () => {
        const [row = ""] = /^\| `endpoints` .*$/m.exec(page) ?? [];
        for (const name of Object.values(endpointNames).flat()) {
            assert.ok(row.includes(`\`${name}\``), name);
        }
    });
});

describe("the known names", () => {
    it("are the keys of the AWS plugin's own configuration, and assumeRole of older ones", () => {
        const variables = [...declarations("config/vars.d.ts").matchAll(/^export declare const (\w+):/gm)];
        const keys = variables.map(([, key = ""]) => key);

        assert.ok(keys.length > 30);
        assert.deepEqual([...knownKeys].sort(), [...keys, "assumeRole"].sort());
    });

    it("are the AWS plugin's own names of endpoints", () => {
        assert.deepEqual(pluginEndpoints, propertiesOf("ProviderEndpoint"));
    });

    it("are the AWS plugin's own fields of roles, and durationSeconds of older ones", () => {
        const seconds = "durationSeconds";
        const identity = propertiesOf("ProviderAssumeRoleWithWebIdentity");
        assert.deepEqual([...assumedFields].sort(), [...propertiesOf("ProviderAssumeRole"), seconds].sort());
        assert.deepEqual([...identityFields].sort(), [...identity, seconds].sort());
    });
});
