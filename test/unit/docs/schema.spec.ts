import assert from "node:assert/strict";
import { followedKeys } from "../../../provider/src/aws/settings/settingKeys";
import { jobOutputs } from "../../../provider/src/resource/jobOutputs";
import { argumentNames } from "../../../provider/src/resource/properties";
import { readPublicSurface } from "../../../scripts/reference/publicSurface";
import { schemaText } from "../../../scripts/schema/packageSchema";
import type { FunctionSpec, ObjectSpec, PropertySpec, ResourceSpec } from "../../../scripts/schema/schemaTypes";
import { readSource } from "../../support/repository/sourceFiles";

type Properties = Readonly<Record<string, PropertySpec>>;

interface Schema {
    readonly config: { readonly variables: Properties };
    readonly provider: { readonly inputProperties: Properties };
    readonly types: Readonly<Partial<Record<string, Partial<ObjectSpec>>>>;
    readonly resources: Readonly<Partial<Record<string, ResourceSpec>>>;
    readonly functions: Readonly<Record<string, FunctionSpec>>;
}

const text = readSource("plugin/schema.json");
const schema = JSON.parse(text) as Schema;

function resource(name: string): ResourceSpec {
    const found = schema.resources[`cognito-user-import:index:${name}`];
    assert.ok(found, name);
    return found;
}

function sorted(names: Iterable<string>): string[] {
    return [...names].sort();
}

/** Every property of the schema, by where it stands. */
function allProperties(): (readonly [place: string, property: PropertySpec])[] {
    const objects: (readonly [string, Properties])[] = [
        ["config", schema.config.variables],
        ["provider", schema.provider.inputProperties],
        ...Object.entries(schema.types).map(([token, type]) => [token, type?.properties ?? {}] as const),
        ...Object.keys(schema.resources).flatMap((token) => {
            const { inputProperties, properties } = resource(token.split(":")[2] ?? "");
            return [[`${token} arguments`, inputProperties] as const, [token, properties] as const];
        }),
        ...Object.entries(schema.functions).flatMap(([token, { inputs, outputs }]) => [
            [`${token} arguments`, inputs.properties] as const,
            [token, outputs.properties] as const,
        ]),
    ];
    return objects.flatMap(([place, properties]) =>
        Object.entries(properties).map(([name, property]) => [`${place}: ${name}`, property] as const),
    );
}

describe("plugin/schema.json", () => {
    it("is what `npm run docs` writes", () => {
        assert.equal(text, schemaText(readPublicSurface()), "Run `npm run docs`.");
    });

    it("has every argument and output of a job, and says which are required", () => {
        const { inputProperties, requiredInputs, properties, required } = resource("UserImportJob");

        assert.deepEqual(Object.keys(inputProperties), sorted(argumentNames));
        assert.deepEqual(Object.keys(properties), sorted(Object.keys(jobOutputs)));
        assert.deepEqual(requiredInputs, ["userPoolId", "cloudWatchLogsRoleArn"]);
        assert.ok(required.includes("importedUsers") && !required.includes("completionDate"));
    });

    it("has every setting of AWS as a key of the config, an argument of the provider and one of each resource", () => {
        const followed = sorted(followedKeys);
        const settings = schema.types["cognito-user-import:index:Aws"];

        assert.deepEqual(Object.keys(schema.config.variables), followed);
        assert.deepEqual(Object.keys(schema.provider.inputProperties), followed);
        assert.deepEqual(Object.keys(settings?.properties ?? {}), followed);
    });

    it("marks people and credentials as secrets", () => {
        const secrets = allProperties().filter(([, { secret }]) => secret === true);

        assert.deepEqual(sorted(new Set(secrets.map(([place]) => place.split(": ")[1] ?? ""))), [
            "accessKey",
            "httpProxy",
            "httpsProxy",
            "passwordHash",
            "secretKey",
            "token",
            "users",
            "webIdentityToken",
        ]);
    });

    it("says what each property is, in words that hold in every language", () => {
        const silent = allProperties().filter(([, { description = "" }]) => description === "");

        assert.deepEqual(
            silent.map(([place]) => place),
            [],
        );
        assert.doesNotMatch(text, /\{@|undefined|`aws:` config|dynamic resource|@pulumi\/aws|by the program/);
    });
});
