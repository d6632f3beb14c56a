import assert from "node:assert/strict";
import { type FileImport, importsOf, readSource, sourceFiles } from "../support/repository/sourceFiles";

/**
 * The provider's parts from top to bottom, as CONTRIBUTING.md has them; a folder or a file of provider/src each. A part may
 * use what stands below it, and types of what stands beside it.
 */
const layers: readonly (readonly string[])[] = [
    ["index.ts"],
    ["userImport.ts"],
    ["userImportJob.ts", "userImportRole.ts", "getUserImportJobs.ts", "cli.ts"],
    ["provider.ts", "runtime.ts", "invokes.ts", "cli/"],
    ["lifecycle/"],
    ["job/"],
    ["existing/", "resource/"],
    ["split/"],
    ["program/", "cognito/", "source/"],
    ["csv/", "aws/", "engine/"],
    ["users/"],
    ["errors/"],
    ["types.ts", "given.ts", "formatCount.ts", "clock.ts", "duration.ts", "abortable.ts"],
];

const provider = "provider/src/";

/** What the plugin's process alone loads: a program that imports the package does not wait for it. */
const pluginParts: readonly string[] = [
    "runtime.ts",
    "invokes.ts",
    "cli/",
    "lifecycle/",
    "job/",
    "existing/",
    "cognito/",
    "source/",
    "engine/",
];

function partOf(path: string): string | undefined {
    const inside = path.slice(provider.length);
    return layers.flat().find((part) => (part.endsWith("/") ? inside.startsWith(part) : inside === part));
}

const layerOf = (part: string): number => layers.findIndex((layer) => layer.includes(part));

/** Why an import between two files of the provider is against the direction; `undefined` where it is not. */
function objection(from: string, { target, isTypeOnly }: FileImport): string | undefined {
    const [part, targetPart] = [partOf(from), partOf(target)];
    if (part === undefined || targetPart === undefined) {
        return `${from} → ${target}: one of them has no place in the layers of this test`;
    }
    if (part === targetPart && part.endsWith("/")) {
        return undefined;
    }
    const [layer, targetLayer] = [layerOf(part), layerOf(targetPart)];
    return layer < targetLayer || (isTypeOnly && layer === targetLayer) ? undefined : `${from} → ${target}`;
}

/** The files that loading one file loads, in the order of their names; what it loads on a call only is not among them. */
function loadedBy(path: string): readonly string[] {
    const loaded = new Set<string>();
    const load = (file: string): void => {
        if (!loaded.has(file)) {
            loaded.add(file);
            for (const { target, isPackage, isTypeOnly, isOnCall } of importsOf(file)) {
                if (!isPackage && !isTypeOnly && !isOnCall && target.endsWith(".ts")) {
                    load(target);
                }
            }
        }
    };
    load(path);
    return [...loaded].sort();
}

describe("imports", () => {
    const files = sourceFiles("provider/src");
    const edges = files.flatMap((path) => importsOf(path).map((imported) => ({ path, ...imported })));

    it("are found at all", () => {
        const runtime = edges.filter(({ path }) => path === "provider/src/runtime.ts").map(({ target }) => target);
        assert.ok(runtime.includes("provider/src/lifecycle/create.ts"));
        assert.ok(files.length > 40);
    });

    it("go one way inside the provider", () => {
        // The package's own version is data, not a part of the house.
        const inside = edges.filter(({ isPackage, target }) => !isPackage && !target.includes("/package.json"));

        assert.deepEqual(inside.map((edge) => objection(edge.path, edge)).filter(Boolean), []);
    });

    it("would be found out going up, sideways or nowhere", () => {
        const wrong: readonly (readonly [string, string, boolean])[] = [
            ["errors/errors.ts", "aws/awsError.ts", false],
            ["errors/errors.ts", "lifecycle/check.ts", true],
            ["cognito/importApi.ts", "source/source.ts", false],
            ["job/createJob.ts", "lifecycle/create.ts", true],
            ["lifecycle/create.ts", "runtime.ts", false],
            ["provider.ts", "runtime.ts", false],
            ["users/encodeUsers.ts", "csv/csvLimits.ts", false],
            ["newcomer.ts", "types.ts", false],
        ];
        for (const [from, to, isTypeOnly] of wrong) {
            const imported = { target: `${provider}${to}`, isPackage: false, isTypeOnly, isOnCall: false };
            assert.notEqual(objection(`${provider}${from}`, imported), undefined, `${from} → ${to}`);
        }
    });

    it("load nothing of the plugin's process into a program", () => {
        const ofProgram = loadedBy("provider/src/index.ts");

        assert.ok(ofProgram.includes("provider/src/split/cutSource.ts"));
        assert.deepEqual(
            ofProgram.filter((path) => pluginParts.includes(partOf(path) ?? "")),
            [],
        );
        assert.ok(loadedBy("provider/src/runtime.ts").includes("provider/src/lifecycle/create.ts"));
    });

    it("load the AWS SDK in aws/, cognito/ and source/ only, and Pulumi only where a program or the engine is spoken to", () => {
        const loaded = edges.filter(({ isPackage, isTypeOnly }) => isPackage && !isTypeOnly);
        const using = (name: string): string[] =>
            [
                ...new Set(
                    loaded.filter(({ target }) => target.startsWith(name)).map(({ path }) => partOf(path) ?? path),
                ),
            ].sort();

        assert.deepEqual(using("@aws-sdk/"), ["aws/", "cognito/", "source/"]);
        assert.deepEqual(using("@pulumi/"), [
            "engine/",
            "getUserImportJobs.ts",
            "program/",
            "split/",
            "userImport.ts",
            "userImportJob.ts",
            "userImportRole.ts",
        ]);
    });

    it("bring no package but Node's own into what needs neither AWS nor Pulumi", () => {
        const plain = ["csv/", "lifecycle/", "job/", "existing/", "users/", "errors/"];
        const foreign = edges.filter(
            ({ path, target, isPackage }) =>
                plain.includes(partOf(path) ?? "") && isPackage && !target.startsWith("node:"),
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
