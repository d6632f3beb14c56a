import { copyFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import execa from "execa";
import { writeSampleProgram } from "./sampleProgram";

const root = path.resolve(__dirname, "../../..");

/** What the TypeScript compiler says of samples, in one run; an empty text: their types are right. */
export async function typeErrorsOf(samples: readonly string[]): Promise<string> {
    const imports = samples.map((_, index) => `import "../sample${index}";`);
    const folder = await writeSampleProgram("sample", imports.join("\n"));
    try {
        await writeSamples(folder, samples);
        const args = ["--noEmit", "--project", path.join(folder, "tsconfig.json")];
        const tsc = path.join(root, "node_modules/.bin/tsc");
        const { all = "", exitCode } = await execa(tsc, args, { all: true, reject: false });
        return exitCode === 0 ? "" : all;
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

/**
 * Runs samples that are Pulumi programs one after another in one process, without an engine. They find a `users.csv`.
 *
 * @returns the types of the resources that each makes
 */
export async function resourcesMadeBy(samples: readonly string[]): Promise<string[][]> {
    return JSON.parse(await runSample(mocks, oneByOne, {}, samples));
}

/** Begins a sample whenever nothing is left to do of the one before. */
const oneByOne = `
const made = [];
process.on("beforeExit", function next() {
    const file = "./sample" + made.length + ".ts";
    if (require("node:fs").existsSync(file)) {
        made.push(globalThis.types = []);
        require(file);
        // Without it the event would not come again after a sample that waits for promises alone.
        setImmediate(() => undefined);
    } else {
        process.off("beforeExit", next);
        console.log(JSON.stringify(made));
    }
});`;

/**
 * Runs a sample and then a script that has what it exports as `sample`.
 *
 * @param environment variables beside those of this process
 * @param others samples for the script, as `sample0.ts` and so on
 * @returns what is printed
 */
export async function runSample(
    sample: string,
    script: string,
    environment: Readonly<Record<string, string>> = {},
    others: readonly string[] = [],
): Promise<string> {
    const folder = await writeSampleProgram("sample", sample);
    try {
        await writeSamples(folder, others);
        await copyFile(path.join(root, "users/demo.csv"), path.join(folder, "users.csv"));
        const transpile = path.join(root, "node_modules/ts-node/register/transpile-only");
        const args = ["-r", transpile, "-e", `const sample = require('./index.ts'); ${script}`];
        return (await execa("node", args, { cwd: folder, env: environment })).stdout.trim();
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

async function writeSamples(folder: string, samples: readonly string[]): Promise<void> {
    for (const [index, sample] of samples.entries()) {
        await writeFile(path.join(folder, `sample${index}.ts`), sample);
    }
}

/** Stands in for the engine: remembers the types of what is made. */
const mocks = `
import * as mockedPulumi from "@pulumi/pulumi";
mockedPulumi.runtime.setMocks({
    newResource: (args) => {
        (globalThis as any).types.push(args.type);
        return { id: "us-east-1_AbCdEfGhI", state: { arn: "arn:aws:iam::123456789012:role/Any", ...args.inputs } };
    },
    call: () => ({ accountId: "123456789012", partition: "aws", region: "us-east-1" }),
});`;
