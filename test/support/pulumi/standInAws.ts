import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { writeProgram } from "./fakePrograms";
import type { TestStack } from "./testStack";

const { version }: { readonly version: string } = require("@pulumi/aws/package.json");
const plugin = path.resolve(__dirname, "../../fixtures/standInAws/plugin.js");

/** A resource that the stand-in was asked to create. */
export interface StandInResource {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Gives a stack a plugin that stands in for the AWS plugin: roles come into being, and nothing reaches AWS.
 *
 * @param cognitoUrl the emulator in which it makes user pools; by default it makes none
 * @returns what it has been asked to create so far
 */
export async function installStandInAws(stack: TestStack, cognitoUrl = ""): Promise<() => Promise<StandInResource[]>> {
    const folder = path.join(stack.home, "plugins", `resource-aws-v${version}`);
    const log = path.join(stack.home, "stand-in-aws.log");
    await mkdir(folder, { recursive: true });
    const script = `STAND_IN_AWS_LOG='${log}' STAND_IN_AWS_COGNITO='${cognitoUrl}' exec '${process.execPath}' '${plugin}' "$@"`;
    await writeProgram(path.join(folder, "pulumi-resource-aws"), script);
    return async () => {
        const lines = (await readFile(log, "utf8").catch(() => "")).split("\n").filter(Boolean);
        return lines.map((line) => JSON.parse(line) as StandInResource);
    };
}
