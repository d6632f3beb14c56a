import assert from "node:assert/strict";
import { circlesOf, importGraph, type LayeredPackage, objection, partOf } from "../support/repository/importLayers";
import { importsOf, readSource, sourceFiles } from "../support/repository/sourceFiles";

/** The provider's parts from top to bottom, as CONTRIBUTING.md has them. */
const providerLayers: readonly (readonly string[])[] = [
    ["index.ts", "nativeProgram.ts"],
    ["userImport.ts", "userImportGroups.ts"],
    ["componentHost.ts", "partJobs.ts"],
    ["groupResources.ts", "userImportJob.ts", "userImportRole.ts", "getUserImportJobs.ts", "cli.ts"],
    ["jobProperties.ts"],
    ["userImportJobArgs.ts"],
    ["cli/"],
    ["provider.ts", "runtime.ts", "native.ts"],
    ["methods.ts"],
    ["assembly.ts", "invokes.ts"],
    ["groups/", "lifecycle/", "report/"],
    ["job/"],
    ["export/"],
    ["existing/", "resource/"],
    ["split/", "convert/"],
    ["program/", "cognito/", "source/"],
    ["csv/", "aws/", "engine/"],
    ["users/", "ownerFile.ts"],
    ["errors/"],
    ["types.ts", "messages.ts", "argumentValues.ts", "clock.ts"],
];

/** The emulator's parts from top to bottom, as docs/emulator.md has them. */
const emulatorLayers: readonly (readonly string[])[] = [
    ["index.ts", "cli.ts"],
    ["startEmulator.ts", "inProcess/"],
    ["server/", "controls/", "durability/", "seed.ts"],
    ["targets/", "s3/"],
    ["services.ts"],
    ["accounts.ts"],
    ["jobs/", "signIn/"],
    ["csv/"],
    ["callers/", "pools/", "logs/", "uploads/"],
    ["users/", "wire/"],
    ["options.ts", "journal.ts"],
    ["records.ts"],
    ["faults/", "model/"],
    ["clock/", "operations.ts"],
    ["errors.ts", "ids.ts"],
];

const provider: LayeredPackage = { folder: "provider/src/", layers: providerLayers };
const emulator: LayeredPackage = { folder: "emulator/src/", layers: emulatorLayers };

/** What the plugin's process alone loads: a program that imports the package does not wait for it. */
const pluginParts: readonly string[] = [
    "runtime.ts",
    "native.ts",
    "methods.ts",
    "assembly.ts",
    "invokes.ts",
    "cli/",
    "convert/",
    "groups/",
    "lifecycle/",
    "report/",
    "job/",
    "existing/",
    "export/",
    "cognito/",
    "source/",
    "engine/",
];

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
        const runtime = edges.filter(({ path }) => path === "provider/src/methods.ts").map(({ target }) => target);
        assert.ok(runtime.includes("provider/src/lifecycle/create.ts"));
        assert.ok(files.length > 40);
    });

    for (const layered of [provider, emulator]) {
        it(`go one way inside ${layered.folder}`, () => {
            const paths = sourceFiles(layered.folder);
            // The package's own version is data, not a part of the code.
            const inside = paths
                .flatMap((path) => importsOf(path).map((imported) => ({ path, imported })))
                .filter(({ imported }) => !imported.isPackage && !imported.target.includes("/package.json"));

            assert.ok(inside.length > 100);
            assert.deepEqual(
                inside.map(({ path, imported }) => objection(layered, path, imported)).filter(Boolean),
                [],
            );
        });

        it(`go in no circle inside ${layered.folder}, not even of types`, () => {
            assert.deepEqual(circlesOf(importGraph(sourceFiles(layered.folder))), []);
        });
    }

    it("would be found out going up, sideways or nowhere", () => {
        const wrong: readonly (readonly [LayeredPackage, string, string, boolean])[] = [
            [provider, "errors/errors.ts", "aws/awsError.ts", false],
            [provider, "errors/errors.ts", "lifecycle/check.ts", true],
            [provider, "cognito/importApi.ts", "source/source.ts", false],
            [provider, "job/createJob.ts", "lifecycle/create.ts", true],
            [provider, "lifecycle/create.ts", "runtime.ts", false],
            [provider, "provider.ts", "runtime.ts", false],
            [provider, "users/encodeUsers.ts", "csv/csvLimits.ts", false],
            [provider, "newcomer.ts", "types.ts", false],
            [emulator, "pools/userPool.ts", "jobs/job.ts", true],
            [emulator, "csv/rowRules.ts", "services.ts", true],
            [emulator, "faults/fault.ts", "targets/targets.ts", false],
            [emulator, "targets/users.ts", "s3/getObject.ts", false],
            [emulator, "journal.ts", "users/user.ts", true],
        ];
        for (const [layered, from, to, isTypeOnly] of wrong) {
            const imported = { target: layered.folder + to, isPackage: false, isTypeOnly, isOnCall: false };
            assert.notEqual(objection(layered, layered.folder + from, imported), undefined, `${from} → ${to}`);
        }
    });

    it("would be found out going in circles", () => {
        const graph = new Map([
            ["a.ts", ["b.ts", "d.ts"]],
            ["b.ts", ["c.ts"]],
            ["c.ts", ["a.ts"]],
            ["d.ts", ["e.ts"]],
            ["e.ts", []],
        ]);
        assert.deepEqual(circlesOf(graph), ["a.ts → b.ts → c.ts"]);
    });

    it("load nothing of the plugin's process into a program", () => {
        const ofProgram = ["index.ts", "nativeProgram.ts"].flatMap((entry) => loadedBy(`provider/src/${entry}`));

        assert.ok(ofProgram.includes("provider/src/split/splitSource.ts"));
        assert.deepEqual(
            ofProgram.filter((path) => pluginParts.includes(partOf(provider, path) ?? "")),
            [],
        );
        const ofClasses = sourceFiles("plugin/src/classes").flatMap((path) => importsOf(path));
        assert.deepEqual(
            new Set(ofClasses.map(({ target }) => target).filter((target) => /^pulumi-|^plugin.*schema/.test(target))),
            new Set([
                "plugin/src/schema.ts",
                "pulumi-cognito-user-import",
                "pulumi-cognito-user-import/bin/nativeProgram",
            ]),
        );
        assert.ok(loadedBy("provider/src/runtime.ts").includes("provider/src/lifecycle/create.ts"));
    });

    it("load the AWS SDK in aws/, cognito/ and source/ only, and Pulumi only where a program or the engine is spoken to", () => {
        const loaded = edges.filter(({ isPackage, isTypeOnly }) => isPackage && !isTypeOnly);
        const using = (name: string): string[] =>
            [
                ...new Set(
                    loaded
                        .filter(({ target }) => target.startsWith(name))
                        .map(({ path }) => partOf(provider, path) ?? path),
                ),
            ].sort();

        assert.deepEqual(using("@aws-sdk/"), ["aws/", "cognito/", "source/"]);
        assert.deepEqual(using("@pulumi/"), [
            "componentHost.ts",
            "engine/",
            "getUserImportJobs.ts",
            "groupResources.ts",
            "jobProperties.ts",
            "program/",
            "split/",
            "userImport.ts",
            "userImportGroups.ts",
            "userImportJob.ts",
            "userImportRole.ts",
        ]);
    });

    it("bring no package but Node's own into what needs neither AWS nor Pulumi", () => {
        const plain = ["csv/", "lifecycle/", "job/", "existing/", "users/", "errors/"];
        const foreign = edges.filter(
            ({ path, target, isPackage }) =>
                plain.includes(partOf(provider, path) ?? "") && isPackage && !target.startsWith("node:"),
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
