import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { people } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";
import { writeSampleProgram } from "../support/pulumi/sampleProgram";
import { resourcesMadeBy, typeErrorsOf } from "../support/pulumi/sampleRun";
import { codeBlocks } from "../support/repository/documents";

const examples = codeBlocks("docs/guide.md", "ts");
const [first = "", withRole = "", twoAccounts = "", asProvider = "", ownRole = ""] = examples;
const [growing = "", once = "", invokes = "", existing = ""] = examples.slice(5);

/** The pool of the first example, which the others go on with. */
const pool = first.split("\n").slice(0, 4).join("\n");

/** Programs out of the examples; one that awaits is a function, as Pulumi takes it. */
const programs = {
    "one file": first,
    "a role of one's own": `${pool}\n${withRole}`,
    "two accounts": `${pool}\n${twoAccounts}`,
    "the settings of a provider": `${pool}\n${asProvider}`,
    "a role made by a provider": `${pool}\n${asProvider}\n${ownRole}`,
    "a list that grows": `${pool}\n${growing}`,
    "a seed that is imported once": `${pool}\n${once}`,
    "a job that exists": `${pool}\n${existing}`,
    "looking jobs up": asynchronous(`${pool}\n${invokes}`, "failed, header, newest"),
};

function asynchronous(example: string, exported: string): string {
    const [imports, rest] = [/^import .*$/gm, /^(?!import ).*$/gm].map(
        (lines) => example.match(lines)?.join("\n") ?? "",
    );
    return `${imports}\nexport = async () => {\n${rest}\nreturn { ${exported} };\n};`;
}

describe("docs/guide.md", () => {
    it("has nine examples", () => {
        assert.equal(examples.length, 9);
        for (const example of examples) {
            assert.match(example, /UserImport|getUserImportJobs/);
        }
    });

    it("has examples whose types are right", async () => {
        assert.equal(await typeErrorsOf(Object.values(programs)), "");
    });

    it("has examples that make their resources", async () => {
        const { "looking jobs up": _, ...making } = programs;

        const made = await resourcesMadeBy(Object.values(making));

        for (const [index, name] of Object.keys(making).entries()) {
            const types = made[index] ?? [];
            assert.ok(types.includes("aws:cognito/userPool:UserPool"), name);
            assert.ok(types.includes("pulumi-nodejs:dynamic/cognito-user-import:UserImportJob"), name);
            const hasOwnRole = ["a role of one's own", "a job that exists"].includes(name);
            assert.equal(types.includes("aws:iam/role:Role"), !hasOwnRole, name);
        }
    });
});

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
