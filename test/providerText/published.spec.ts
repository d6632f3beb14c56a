import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { makePackedProgram } from "../support/repository/packedProvider";
import { repositoryFolder, sourceFiles } from "../support/repository/sourceFiles";

const run = promisify(execFile);
const name = "pulumi-cognito-user-import";

const workspaces = ["provider", "emulator", "plugin"];

/** What the plugin has besides: what starts it, and its schema. */
const ofPlugin = [
    "pulumi-resource-cognito-user-import",
    "schema.json",
    "windows/PulumiPlugin.yaml",
    "windows/package.json",
];

/** Runs a script in a folder, in plain node, and gives what it prints. */
async function printed(folder: string, file: string, script: string): Promise<string> {
    await writeFile(join(folder, file), script);
    return (await run(process.execPath, [join(folder, file)], { cwd: folder })).stdout.trim();
}

describe("the published packages", () => {
    /** A program that has the provider installed. */
    let folder: string;
    before(async () => {
        folder = await makePackedProgram();
    });
    after(async () => await rm(folder, { recursive: true, force: true }));

    it("hold what is run, its types, a readme and a licence", async () => {
        const selected = workspaces.map((workspace) => `--workspace=${workspace}`);
        const args = ["pack", "--dry-run", "--json", "--ignore-scripts", ...selected];
        const { stdout } = await run("npm", args, { cwd: repositoryFolder });
        const packages = JSON.parse(stdout) as { files: { path: string }[] }[];
        const sources = workspaces.map((workspace) =>
            sourceFiles(`${workspace}/src`).map((path) =>
                path.slice(`${workspace}/src/`.length).replace(/(\.d)?\.ts$/, ""),
            ),
        );

        assert.equal(packages.length, workspaces.length);
        for (const [index, { files }] of packages.entries()) {
            const compiled = files.flatMap(({ path }) => /^bin\/([\w/]+)\.js$/.exec(path)?.[1] ?? []);

            // The compiler only adds files, so those of a source that was renamed or deleted stay.
            const leftovers = compiled.filter((path) => sources[index]?.includes(path) !== true);
            const advice = `Delete ${workspaces[index]}/bin, then npm run build. No source makes`;
            assert.equal(leftovers.join(), "", `${advice} ${leftovers.join()}`);
            assert.equal(compiled.length, sources[index]?.length);
        }
        for (const packed of packages) {
            const paths = packed.files.map(({ path }) => path);

            assert.deepEqual(
                paths.filter(
                    (path) =>
                        !(ofPlugin.includes(path) && packages.indexOf(packed) === workspaces.indexOf("plugin")) &&
                        !/^(bin\/[\w/]+\.(js|d\.ts)|[\w-]+\.js|[\w-]+\.schema\.json|package\.json|README\.md|LICENSE)$/.test(
                            path,
                        ),
                ),
                [],
            );
            assert.ok(["bin/index.js", "bin/index.d.ts", "README.md", "LICENSE"].every((path) => paths.includes(path)));
        }
        const [, , plugin] = packages;
        assert.deepEqual(
            ofPlugin.filter((path) => !plugin?.files.some((file) => file.path === path)),
            [],
        );
    });

    it("say where they come from, and are published for everybody with their provenance", () => {
        const home = "https://github.com/pulumi-cognito-user-import/pulumi-cognito-user-import";
        for (const directory of workspaces) {
            const { homepage, bugs, repository, publishConfig } = JSON.parse(
                readFileSync(join(repositoryFolder, directory, "package.json"), "utf8"),
            );

            assert.ok(homepage.startsWith(home) && homepage.endsWith("#readme"), homepage);
            assert.deepEqual(bugs, { url: `${home}/issues` });
            // npm checks a provenance against it.
            assert.deepEqual(repository, { type: "git", url: `git+${home}.git`, directory });
            assert.deepEqual(publishConfig, { access: "public", provenance: true });
        }
    });

    it("are loaded by what is promised, with and without `.js` where a state's text asks for it", async () => {
        const script = `
            const { provider } = require("${name}/bin/runtime");
            console.log([
                provider === require("${name}/bin/runtime.js").provider,
                require("${name}/package.json").name,
                Object.keys(require("${name}")).sort().join(),
            ].join("\\n"));`;

        const lines = (await printed(folder, "loads.js", script)).split("\n");

        assert.deepEqual(lines, [
            "true",
            name,
            "UserImport,UserImportError,UserImportGroups,UserImportJob,UserImportRole,getCsvHeader,getCsvHeaderOutput,getUserImportJob," +
                "getUserImportJobOutput,getUserImportJobs,getUserImportJobsOutput,isUserImportError",
        ]);
    });

    it("keep their other files to themselves", async () => {
        const script = `
            for (const file of ["bin/errors/errors", "bin/lifecycle/create.js", "src/index.ts"]) {
                try { require("${name}/" + file); } catch (error) { console.log(error.code); }
            }`;

        const codes = await printed(folder, "refused.js", script);

        assert.equal(codes, Array(3).fill("ERR_PACKAGE_PATH_NOT_EXPORTED").join("\n"));
    });

    it("let a program tell why a look-up failed by a stable code, in a module and with its types", async () => {
        const program = `
            import { getCsvHeader, isUserImportError, UserImportError, type UserImportErrorCode } from "${name}";
            const isNoPool: UserImportErrorCode = "not-found";
            try {
                await getCsvHeader({ userPoolId: "eu-west-1_AbCdEfGhI" });
            } catch (error) {
                console.log(isUserImportError(error) && error.code !== isNoPool && error.code, error instanceof UserImportError);
            }`;
        const options = { strict: true, module: "NodeNext", target: "ES2022", skipLibCheck: true };
        const module = join(folder, "module");
        await mkdir(module);
        await writeFile(join(module, "package.json"), JSON.stringify({ type: "module" }));
        await writeFile(
            join(module, "tsconfig.json"),
            JSON.stringify({ compilerOptions: { ...options, types: ["node"] }, files: ["program.mts"] }),
        );
        await writeFile(join(module, "program.mts"), program);

        await run(join(repositoryFolder, "node_modules/.bin/tsc"), ["--project", module]);
        const { stdout } = await run(process.execPath, [join(module, "program.mjs")], {
            env: {
                ...process.env,
                PULUMI_CONFIG: JSON.stringify({
                    "aws:endpoints": JSON.stringify([{ cognitoidp: "http://127.0.0.1:9" }]),
                    "aws:accessKey": "AKIDEXAMPLE",
                    "aws:secretKey": "secret",
                    "aws:maxRetries": "0",
                }),
            },
        });

        assert.equal(stdout, "unreachable true\n");
    });

    it("have a command that runs where they are installed", async () => {
        const command = join(folder, "node_modules", name, "cognito-user-import.js");

        const { stdout } = await run(process.execPath, [command, "--help"], { cwd: folder });

        assert.match(stdout, /^Usage: cognito-user-import/);
    });
});
