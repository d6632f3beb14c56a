import assert from "node:assert/strict";
import { copyFile, rm } from "node:fs/promises";
import path from "node:path";
import execa from "execa";
import { people } from "../emulator/importFixtures";
import { codeBlocks } from "../support/documents";
import { needsEngine } from "../support/engine";
import { withImportStack } from "../support/importStack";
import { writeSampleProgram } from "../support/sampleProgram";

const root = path.resolve(__dirname, "../..");
const [first = "", withRole = "", otherAccount = "", growing = "", once = "", lookUps = ""] = codeBlocks(
    "docs/guide.md",
    "ts",
);

/** The pool of the first example, which the others go on with. */
const pool = first.split("\n").slice(0, 4).join("\n");

/** Programs out of the examples; one that awaits is a function, as Pulumi takes it. */
const programs = {
    "one file": first,
    "a role of one's own": `${pool}\n${withRole}`,
    "a role in another account": `${pool}\n${otherAccount}`,
    "a list that grows": `${pool}\n${growing}`,
    "a seed that is imported once": `${pool}\n${once}`,
    "looking jobs up": asynchronous(`${pool}\n${lookUps}`, "failed, header, newest"),
};

function asynchronous(example: string, exported: string): string {
    const [imports, rest] = [/^import .*$/gm, /^(?!import ).*$/gm].map(
        (lines) => example.match(lines)?.join("\n") ?? "",
    );
    return `${imports}\nexport = async () => {\n${rest}\nreturn { ${exported} };\n};`;
}

describe("docs/guide.md", () => {
    it("has six examples", () => {
        for (const example of [first, withRole, otherAccount, growing, once, lookUps]) {
            assert.match(example, /UserImport|getUserImportJobs/);
        }
    });

    it("has examples whose types are right", async () => {
        for (const [name, program] of Object.entries(programs)) {
            const folder = await writeSampleProgram("guide", program);
            try {
                const args = ["--noEmit", "--project", path.join(folder, "tsconfig.json")];
                const { all, exitCode } = await execa(path.join(root, "node_modules/.bin/tsc"), args, {
                    all: true,
                    reject: false,
                });
                assert.equal(exitCode, 0, `${name}: ${all}`);
            } finally {
                await rm(folder, { recursive: true, force: true });
            }
        }
    });

    for (const name of [
        "one file",
        "a role of one's own",
        "a role in another account",
        "a list that grows",
        "a seed that is imported once",
    ] as const) {
        it(`has an example of ${name} that makes its resources`, async () => {
            const folder = await writeSampleProgram("guide", `${mocks}\n${programs[name]}`);
            try {
                await copyFile(path.join(root, "users/demo.csv"), path.join(folder, "users.csv"));
                const transpile = path.join(root, "node_modules/ts-node/register/transpile-only");
                const args = [
                    "-r",
                    transpile,
                    "-e",
                    "require('./index.ts'); process.on('exit', () => console.log(types.join()))",
                ];
                const { stdout } = await execa("node", args, { cwd: folder });

                const made = stdout.trim().split(",");
                assert.ok(made.includes("aws:cognito/userPool:UserPool"));
                assert.ok(made.includes("pulumi-nodejs:dynamic/cognito-user-import:UserImportJob"));
                assert.equal(made.includes("aws:iam/role:Role"), name !== "a role of one's own");
            } finally {
                await rm(folder, { recursive: true, force: true });
            }
        });
    }
});

/** Stands in for the engine: remembers the types of what is made. */
const mocks = `
import * as mockedPulumi from "@pulumi/pulumi";
(globalThis as any).types = [];
mockedPulumi.runtime.setMocks({
    newResource: (args) => {
        (globalThis as any).types.push(args.type);
        return { id: "us-east-1_AbCdEfGhI", state: { arn: "arn:aws:iam::123456789012:role/Any", ...args.inputs } };
    },
    call: () => ({ accountId: "123456789012", partition: "aws", region: "us-east-1" }),
});`;

describe("docs/guide.md, through the real engine", () => {
    before(needsEngine);

    it("has look-ups that find the jobs of a stack", async () => {
        await withImportStack({}, async (made) => {
            await made.writeRows(people(2));
            await made.stack.up();
            const example = programs["looking jobs up"]
                .replaceAll("us-east-1_AbCdEfGhI", made.poolId)
                .replace(/^import \* as aws.*$/m, "")
                .replace(/^const pool = .*$/m, `const pool = { id: "${made.poolId}" };`)
                .replace(/^const everybody = .*$/m, "");
            const program = await writeSampleProgram("guide", example);
            try {
                await withImportStack({ program, config: endpoints(made.emulator.url) }, async ({ stack }) => {
                    await stack.up();

                    const { failed, header, newest } = (await stack.outputs()) as {
                        failed: { jobs: unknown[] };
                        header: string[];
                        newest: { jobId: string };
                    };
                    assert.deepEqual(failed.jobs, []);
                    assert.ok(header.includes("cognito:username"));
                    assert.equal(newest.jobId, (await made.stack.outputs()).jobId);
                });
            } finally {
                await rm(program, { recursive: true, force: true });
            }
        });
    });
});

function endpoints(url: string): Record<string, object> {
    return { "aws:endpoints": [{ cognitoidp: url, logs: url }] };
}
