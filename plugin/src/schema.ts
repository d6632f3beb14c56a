import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of the plugin, which is that of its package. */
export const { version } = readJson("package.json") as { version: string };

/** A type as the schema has it. */
export interface TypeSpec {
    readonly type?: string;
    readonly $ref?: string;
    readonly oneOf?: readonly TypeSpec[];
}

/** What a function takes. */
export interface FunctionArguments {
    readonly properties: Readonly<Partial<Record<string, TypeSpec>>>;
    readonly required: readonly string[];
}

interface Schema {
    readonly types: Readonly<Partial<Record<string, { readonly enum?: readonly { readonly value: string }[] }>>>;
    readonly functions: Readonly<Partial<Record<string, { readonly inputs: FunctionArguments }>>>;
}

/** The package's schema as JSON: what YAML programs, generated SDKs and `pulumi package` go by. */
export function readSchema(): string {
    return JSON.stringify({ ...readJson("schema.json"), version });
}

/** What a function takes, by its token; `undefined`: there is no such function. */
export function argumentsOf(token: string): FunctionArguments | undefined {
    return schema().functions[token]?.inputs;
}

/** The texts of which a value is to be one; `undefined`: it may be any. */
export function textsOf({ oneOf = [] }: TypeSpec): readonly string[] | undefined {
    const named = oneOf.map(({ $ref = "" }) => schema().types[$ref.replace("#/types/", "")]);
    return named.find((type) => type?.enum !== undefined)?.enum?.map(({ value }) => value);
}

function schema(): Schema {
    known ??= readJson("schema.json") as Schema;
    return known;
}

let known: Schema | undefined;

function readJson(file: string): object {
    return JSON.parse(readFileSync(join(__dirname, "..", file), "utf8")) as object;
}
