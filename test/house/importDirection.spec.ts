import assert from "node:assert/strict";
import { type FileImport, importsOf, readSource, sourceFiles } from "../support/sourceFiles";

/**
 * The provider's parts from top to bottom, as CONTRIBUTING.md has them; a folder or a file of provider/src each. Code may
 * use what stands below it, types also what stands beside it; nothing looks up.
 */
const layers: readonly (readonly string[])[] = [
    ["index.ts"],
    ["userImport.ts"],
    ["userImportJob.ts", "userImportRole.ts", "getUserImportJobs.ts", "cli.ts"],
    ["provider.ts", "program/", "cli/"],
    ["runtime.ts", "lookUps.ts", "planObject.ts"],
    ["engineProgress.ts", "pluginProcess.ts", "sendableError.ts", "lifecycle/"],
    ["engineConnection.ts"],
    ["cognito/", "csv/", "source/"],
    ["config.ts", "parts/", "users/"],
    [
        "types.ts",
        "errors.ts",
        "given.ts",
        "formatCount.ts",
        "clock.ts",
        "duration.ts",
        "abortable.ts",
        "headerBytes.ts",
        "assumeRoleAdvice.ts",
        "rolePolicies.ts",
        "withoutNodeNotice.ts",
    ],
    ["networkCodes.ts"],
    ["tls.ts", "shown/"],
];

const provider = "provider/src/";

/** The layers that a Pulumi program loads; all below is loaded by the plugin process only. */
const programLayers = 4;

/** Small and pure, so that both sides load them. */
const shared: readonly string[] = [
    "types.ts",
    "errors.ts",
    "given.ts",
    "formatCount.ts",
    "config.ts",
    "rolePolicies.ts",
    "parts/",
    "users/",
];

/** What tells repeated usernames: the program cuts what the plugin process checks. */
const sharedCsv: readonly string[] = ["csvLimits.ts", "repeatedUsernames.ts"].map((file) => `${provider}csv/${file}`);

/** What a program loads only once it calls the function that needs it. */
const loadedOnCall: readonly string[] = [
    `${provider}getUserImportJobs.ts → ${provider}lookUps.ts`,
    `${provider}program/planS3Object.ts → ${provider}planObject.ts`,
];

function partOf(path: string): string | undefined {
    const inside = path.slice(provider.length);
    return layers.flat().find((part) => (part.endsWith("/") ? inside.startsWith(part) : inside === part));
}

const layerOf = (part: string): number => layers.findIndex((layer) => layer.includes(part));

/** Why an import between two files of the provider is against the direction; `undefined` where it is not. */
function objection(from: string, { target, isTypeOnly }: FileImport): string | undefined {
    const [part, targetPart] = [partOf(from), partOf(target)];
    if (target === "provider/package.json") {
        return undefined;
    }
    if (part === undefined || targetPart === undefined) {
        return `${from} → ${target}: one of them has no place in the layers of this test`;
    }
    if (part === targetPart && part.endsWith("/")) {
        return undefined;
    }
    const [layer, targetLayer] = [layerOf(part), layerOf(targetPart)];
    const isDown = layer < targetLayer || (isTypeOnly && layer === targetLayer);
    const isLoadedByProgram = !isTypeOnly && layer < programLayers && targetLayer >= programLayers;
    const isCli = part.startsWith("cli");
    const isFine = isDown && (isCli || !isLoadedByProgram || shared.includes(targetPart) || sharedCsv.includes(target));
    const edge = `${from} → ${target}`;
    return isFine || loadedOnCall.includes(edge) ? undefined : edge;
}

describe("imports", () => {
    const files = sourceFiles("provider/src");
    const edges = files.flatMap((path) => importsOf(path).map((imported) => ({ path, ...imported })));

    it("are found at all", () => {
        const runtime = edges.filter(({ path }) => path === "provider/src/runtime.ts").map(({ target }) => target);
        assert.ok(runtime.includes("provider/src/lifecycle/create.ts"));
        assert.ok(edges.some(({ path, target }) => path.endsWith("engineProgress.ts") && target === "node:module"));
        assert.ok(files.length > 40);
    });

    it("go one way inside the provider", () => {
        // The package's own version is data, not a part of the house.
        const inside = edges.filter(({ isPackage, target }) => !isPackage && !target.includes("/package.json"));

        assert.deepEqual(inside.map((edge) => objection(edge.path, edge)).filter(Boolean), []);
    });

    it("would be found out going up, sideways or into the program", () => {
        const wrong: readonly (readonly [string, string, boolean])[] = [
            ["errors.ts", "types.ts", false],
            ["errors.ts", "lifecycle/check.ts", true],
            ["cognito/uploadCsv.ts", "csv/contentDigest.ts", false],
            ["cognito/waitForJob.ts", "lifecycle/jobContext.ts", true],
            ["lifecycle/create.ts", "runtime.ts", false],
            ["provider.ts", "runtime.ts", false],
            ["userImportJob.ts", "lifecycle/properties.ts", false],
            ["index.ts", "runtime.ts", false],
            ["userImport.ts", "source/partSource.ts", false],
            ["parts/partPlan.ts", "csv/csvLimits.ts", false],
            ["newcomer.ts", "types.ts", false],
        ];
        for (const [from, to, isTypeOnly] of wrong) {
            const found = objection(`${provider}${from}`, { target: `${provider}${to}`, isPackage: false, isTypeOnly });
            assert.notEqual(found, undefined, `${from} → ${to}`);
        }
    });

    it("load the AWS SDK in cognito/ and source/ only, and Pulumi only where a program does", () => {
        const loaded = edges.filter(({ isPackage, isTypeOnly }) => isPackage && !isTypeOnly);
        const using = (name: string): string[] => [
            ...new Set(loaded.filter(({ target }) => target.startsWith(name)).map(({ path }) => partOf(path) ?? path)),
        ];

        assert.deepEqual(
            using("@aws-sdk/").filter((part) => part !== "cognito/" && part !== "source/"),
            [],
        );
        // These two find the SDK that the plugin process itself runs.
        const programParts = [...layers.slice(0, programLayers).flat(), "engineProgress.ts", "pluginProcess.ts"];
        assert.deepEqual(
            using("@pulumi/").filter((part) => !programParts.includes(part)),
            [],
        );
    });

    it("bring no package into csv/ and lifecycle/ but Node's own", () => {
        const foreign = edges.filter(
            ({ path, target, isPackage }) =>
                ["csv/", "lifecycle/"].includes(partOf(path) ?? "") && isPackage && !target.startsWith("node:"),
        );

        assert.deepEqual(foreign, []);
    });

    it("never cross between provider and emulator", () => {
        const crossing = [...sourceFiles("provider"), ...sourceFiles("emulator")].filter((path) => {
            const other = path.startsWith("provider/") ? "emulator" : "provider";
            const packages = ["pulumi-cognito-user-import", "cognito-user-import-emulator"];
            return importsOf(path).some(({ target, isPackage }) =>
                isPackage ? packages.some((name) => target.startsWith(name)) : target.startsWith(`${other}/`),
            );
        });

        assert.deepEqual(crossing, []);
    });

    it("reach the runtime from the provider's text only, by its name in an installed package", () => {
        assert.deepEqual(importsOf("provider/src/provider.ts"), []);
        assert.match(readSource("provider/src/provider.ts"), /"pulumi-cognito-user-import\/bin\/runtime"/);
    });
});
