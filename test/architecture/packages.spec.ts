import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { satisfies } from "semver";
import { repositoryFolder } from "../support/repository/sourceFiles";

interface LockedPackage {
    readonly version?: string;
    readonly license?: string;
    readonly link?: boolean;
    readonly engines?: { readonly node?: string };
    readonly dependencies?: Readonly<Record<string, string>>;
}

interface Manifest {
    readonly license: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly engines: { readonly node: string };
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(repositoryFolder, path), "utf8"));
const lock = readJson("package-lock.json") as { packages: Readonly<Record<string, LockedPackage>> };
const workspaces = ["", "provider/", "plugin/", "emulator/"];

/** The oldest Node of each line that we support. */
const nodeVersions = ["20.19.0", "22.12.0", "24.0.0"];

/** Licences that ask for nothing but naming their authors. */
const permissive =
    /^\(?(Apache-2\.0|MIT|ISC|0BSD|BSD-[23]-Clause|BlueOak-1\.0\.0|Python-2\.0|PSF-2\.0|CC0-1\.0|CC-BY-3\.0)( (AND|OR) (Apache-2\.0|MIT))?\)?$/;

/** Packages that state their licence in a file only, with what the file says. */
const licenceFiles: Readonly<Record<string, string>> = { "node_modules/@logdna/tail-file": "The MIT License" };

describe("locked packages", () => {
    const installed = Object.entries(lock.packages).filter(([path, { link }]) => path !== "" && !link);

    it("run on every Node that we support", () => {
        const refusing = installed.flatMap(([path, { engines }]) =>
            nodeVersions
                .filter((node) => engines?.node !== undefined && !satisfies(node, engines.node))
                .map((node) => `${path} wants Node ${engines?.node}, not ${node}`),
        );

        assert.ok(installed.length > 100);
        assert.deepEqual(refusing, []);
    });

    it("have permissive licences", () => {
        const others = installed
            .filter(([path, { license }]) => !permissive.test(license ?? "none") && licenceFiles[path] === undefined)
            .map(([path, { license }]) => `${path}: ${license ?? "none"}`);

        assert.deepEqual(others, []);
        for (const [path, title] of Object.entries(licenceFiles)) {
            assert.ok(readFileSync(join(repositoryFolder, path, "LICENSE"), "utf8").startsWith(title), path);
        }
    });
});

describe("our packages", () => {
    for (const workspace of workspaces) {
        it(`${workspace || "root"} is Apache-2.0 and names the Nodes that we support`, () => {
            const { license, engines } = readJson(`${workspace}package.json`) as Manifest;

            assert.equal(license, "Apache-2.0");
            assert.ok(nodeVersions.every((node) => satisfies(node, engines.node)));
            for (const older of ["18.20.0", "20.18.0", "21.7.0", "22.11.0"]) {
                assert.equal(satisfies(older, engines.node), false, older);
            }
        });

        it(`${workspace || "root"} is locked as its package.json says`, () => {
            const { dependencies = {} } = readJson(`${workspace}package.json`) as Manifest;

            assert.deepEqual(lock.packages[workspace.replace(/\/$/, "")]?.dependencies ?? {}, dependencies);
        });
    }
});
