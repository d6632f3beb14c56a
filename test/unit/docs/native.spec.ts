import assert from "node:assert/strict";
import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import { reasonAgainstVersion } from "../../../plugin/src/askedVersion";
import { reasonAgainstNode } from "../../../plugin/src/nodeVersion";
import { readSchema, version } from "../../../plugin/src/schema";
import { parseResourceId } from "../../../provider/src/resource/resourceId";
import type { Sent } from "../../support/pulumi/pluginMethods";
import { withPluginService } from "../../support/pulumi/pluginService";
import { codeBlocks } from "../../support/repository/documents";

const root = path.resolve(__dirname, "../../..");
const text = readFileSync(path.join(root, "docs/native.md"), "utf8");

interface Program {
    readonly plugins?: { readonly providers: readonly { readonly name: string; readonly path: string }[] };
    readonly config?: Sent;
    readonly resources?: Readonly<Record<string, { readonly type: string; readonly properties: Sent }>>;
}

const documents = ["docs/native.md", "plugin/README.md"];
const programs = documents.flatMap((document) => codeBlocks(document, "yaml").map((block) => load(block) as Program));
const resources = programs.flatMap((program) => Object.values(program.resources ?? {}));

describe("docs/native.md", () => {
    it("names the plugin's package where npm puts it", () => {
        const places = programs.flatMap(({ plugins }) => plugins?.providers ?? []);

        assert.equal(places.length, 2);
        for (const place of places) {
            assert.equal(place.name, "cognito-user-import");
            assert.ok(existsSync(path.join(root, place.path, "pulumi-resource-cognito-user-import")), place.path);
        }
    });

    it("has settings that the plugin takes, as config and as arguments of a provider", async () => {
        const config = programs.flatMap((program) => Object.entries(program.config ?? {}));
        const ofConfig = Object.fromEntries(
            config.map(([key, value]) => [key.replace("cognito-user-import:", ""), value]),
        );
        const providers = resources.filter(({ type }) => type === "pulumi:providers:cognito-user-import");

        assert.deepEqual([config.length, providers.length], [4, 1]);
        await withPluginService({}, async ({ checkConfig }) => {
            for (const settings of [ofConfig, ...providers.map(({ properties }) => properties)]) {
                assert.deepEqual((await checkConfig(settings)).reasons, []);
            }
        });
    });

    it("has resources as the schema has them", () => {
        const schema = JSON.parse(readSchema());
        const { inputProperties, requiredInputs } = schema.resources["cognito-user-import:index:UserImportJob"];
        const jobs = resources.filter(({ type }) => type === "cognito-user-import:UserImportJob");

        assert.equal(jobs.length, 2);
        for (const { properties } of jobs) {
            assert.deepEqual(
                Object.keys(properties).filter((name) => !(name in inputProperties)),
                [],
            );
            assert.deepEqual(
                requiredInputs.filter((name: string) => !(name in properties)),
                [],
            );
        }
    });

    it("imports a job by its type and an id", () => {
        const commands = documents.flatMap(
            (document) =>
                codeBlocks(document, "sh")
                    .join("")
                    .match(/pulumi import .*/g) ?? [],
        );

        assert.equal(commands.length, 2);
        for (const command of commands) {
            const [, , type = "", , id = ""] = command.split(" ");
            assert.ok(type in JSON.parse(readSchema()).resources, type);
            assert.doesNotThrow(() => parseResourceId(id));
        }
    });

    it("quotes the plugin's messages as they are", async () => {
        const launcher = readFileSync(path.join(root, "plugin/pulumi-resource-cognito-user-import"), "utf8");

        await withPluginService({}, async ({ checkConfig }) => {
            assert.ok(text.includes((await checkConfig({ regin: "eu-west-1" })).reasons[0] ?? "?"));
        });
        const refused = reasonAgainstVersion("99.0.0") ?? "?";
        const [quotedRefusal = "?"] = refused.replace("99.0.0", "0.2.0").replace(version, "0.1.0").split(" Install ");
        assert.ok(text.includes(quotedRefusal));
        for (const quoted of ["needs Node.js 20.19 or 22.12 or newer, and there is no node on PATH"]) {
            assert.ok(text.includes(quoted) && launcher.includes(quoted));
        }
        assert.match(
            reasonAgainstNode("18.0.0") ?? "",
            /needs Node\.js 20\.19 or 22\.12 or newer, and the node on PATH/,
        );
    });

    it("names the plugin's own program wherever an SDK is made of it: of a folder the CLI takes none", () => {
        const pages = ["README.md", "docs/sdks.md", "examples/python/README.md"];
        const paths = pages.flatMap((page) =>
            [...readFileSync(path.join(root, page), "utf8").matchAll(/pulumi package add (\S+?)[`\n]/g)].map(
                ([, named = ""]) => named,
            ),
        );

        assert.deepEqual(
            paths.map((named) => named.replace("./node_modules/pulumi-resource-cognito-user-import/", "")),
            pages.map(() => "pulumi-resource-cognito-user-import"),
        );
        accessSync(path.join(root, "plugin/pulumi-resource-cognito-user-import"), constants.X_OK);
    });
});
