import { existsSync } from "node:fs";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { convertFile } from "../../../provider/src/cli/convertFile";
import type { ConvertOptions } from "../../../provider/src/cli/convertOptions";
import { Collected, withFolder } from "../cli/cliRun";

/** What a run left behind. */
export interface ConvertRun {
    /** 2: it threw, and `stderr` is the message. */
    readonly exitCode: 0 | 1 | 2;
    readonly stderr: string;
    /** `undefined`: there is no such file. */
    readonly out: string | undefined;
    readonly rejected: string | undefined;
    readonly groups: string | undefined;
    /** Names of all files in the folder. */
    readonly files: readonly string[];
    /** Permissions of OUT. */
    readonly mode: number | undefined;
}

/** A pool as DescribeUserPool has it, that verifies e-mail addresses and has custom:team. */
export const teamPool = {
    AutoVerifiedAttributes: ["email"],
    MfaConfiguration: "OFF",
    UsernameConfiguration: { CaseSensitive: false },
    SchemaAttributes: [
        { Name: "sub", AttributeDataType: "String", Required: true },
        { Name: "email", AttributeDataType: "String", Required: true },
        {
            Name: "custom:team",
            AttributeDataType: "String",
            StringAttributeConstraints: { MinLength: "1", MaxLength: "64" },
        },
    ],
};

/** Where the made-up exports are. */
export const exportsFolder = join(__dirname, "../../fixtures/convert");

/** Converts a content in a folder of its own. `rejected` and `groups` are written always. */
export async function convert(
    content: string | Uint8Array,
    options: Partial<ConvertOptions> = {},
    { pool = teamPool, mapping }: { readonly pool?: object; readonly mapping?: object | string } = {},
): Promise<ConvertRun> {
    return await withFolder(async (folder) => {
        const path = (name: string): string => join(folder, name);
        await writeFile(path("export"), content);
        await writeFile(path("pool.json"), JSON.stringify(pool));
        if (mapping !== undefined) {
            await writeFile(path("mapping.yaml"), typeof mapping === "string" ? mapping : JSON.stringify(mapping));
        }
        const stderr = new Collected();
        let exitCode: 0 | 1 | 2;
        try {
            exitCode = await convertFile(
                {
                    file: path("export"),
                    out: path("out.csv"),
                    force: false,
                    preset: undefined,
                    mappingFile: mapping === undefined ? undefined : path("mapping.yaml"),
                    verified: [],
                    passwordHashingAlgorithm: undefined,
                    userPoolFile: path("pool.json"),
                    userPoolId: undefined,
                    separator: undefined,
                    encoding: undefined,
                    rejectedFile: path("rejected"),
                    groupsFile: path("groups.csv"),
                    allowRejected: false,
                    ...options,
                },
                { stdout: new Collected(), stderr },
            );
        } catch (error) {
            if (!["CommandError", "UserImportError"].includes((error as Error).name)) {
                throw error;
            }
            exitCode = 2;
            stderr.text += (error as Error).message;
        }
        const read = async (name: string): Promise<string | undefined> =>
            existsSync(path(name)) ? await readFile(path(name), "utf8") : undefined;
        const files = (await import("node:fs/promises")).readdir(folder);
        return {
            exitCode,
            stderr: stderr.text.replaceAll(`${folder}/`, ""),
            out: await read("out.csv"),
            rejected: await read("rejected"),
            groups: await read("groups.csv"),
            files: (await files).toSorted(),
            mode: existsSync(path("out.csv")) ? (await stat(path("out.csv"))).mode & 0o777 : undefined,
        };
    });
}

/** The rows of a CSV for Cognito by column, without what is empty. Read apart from the code that wrote it. */
export function rowsOf(csv: string | undefined): Record<string, string>[] {
    const [header = "", ...lines] = (csv ?? "").trimEnd().split("\n");
    const names = header.split(",");
    return lines.map((line) => {
        const values = line.split(/(?<!\\),/u).map((value) => value.replaceAll("\\,", ","));
        return Object.fromEntries(
            names.map((name, index) => [name, values[index] ?? ""] as const).filter(([, value]) => value !== ""),
        );
    });
}

/** Why rows were left out, by line: the codes in brackets. */
export function rejections(rejected: string | undefined): string[] {
    return (rejected ?? "")
        .split("\n")
        .filter((line) => /\[[a-z-]+\]/u.test(line))
        .map((line) => {
            const at = /^(\d+),|"line":(\d+)/u.exec(line);
            const codes = [...line.matchAll(/\[([a-z-]+)\]/gu)].map(([, code]) => code);
            return `${at?.[1] ?? at?.[2]}: ${codes.join(" ")}`;
        });
}
