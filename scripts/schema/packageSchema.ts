import type { Exported, Member } from "../reference/publicSurface";
import { describe } from "./describe";
import { packageFacts } from "./packageFacts";
import type { FunctionSpec, ResourceSpec } from "./schemaTypes";
import { TypeReader, tokenOf } from "./typeReader";

/** What of a component only a Node program has: resources as values. */
const ofNodePrograms: readonly string[] = ["jobs", "role"];

/** What a `UserImportJob` is called in the state of a program that has it as a dynamic resource. */
const dynamicType = "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob";

/** plugin/schema.json: what every language but TypeScript knows of the package. The plugin adds its version. */
export function schemaText(surface: readonly Exported[]): string {
    return `${JSON.stringify(packageSchema(surface), undefined, 2)}\n`;
}

function packageSchema(surface: readonly Exported[]): object {
    const reader = new TypeReader(surface);
    const settings = reader.objectOf(reader.membersOf("AwsArgs"));
    const resources = {
        UserImportJob: { ...resourceOf(reader, "UserImportJob"), aliases: [{ type: dynamicType }] },
        UserImport: componentOf(reader, "UserImport"),
        UserImportGroups: componentOf(reader, "UserImportGroups"),
    };
    const functions = {
        getUserImportJobs: functionOf(reader, "getUserImportJobs", "GetUserImportJobsResult"),
        getUserImportJob: functionOf(reader, "getUserImportJob", "ImportJob"),
        getCsvHeader: functionOf(reader, "getCsvHeader", "GetCsvHeaderResult"),
    };
    return sorted({
        ...packageFacts(),
        config: { variables: settings.properties },
        provider: {
            description:
                "The account, region and connections that import jobs use. Each setting can also be a key of the stack's config, such as " +
                "`cognito-user-import:region`. Without any, AWS's default chain decides: environment variables, the shared files, and what " +
                "the machine has.",
            inputProperties: settings.properties,
        },
        types: reader.types,
        resources: byToken(resources),
        functions: byToken(functions),
    });
}

function resourceOf(reader: TypeReader, name: string, isShown: (member: Member) => boolean = () => true): ResourceSpec {
    const inputs = reader.objectOf(reader.membersOf(`${name}Args`));
    const outputs = reader.objectOf(reader.membersOf(name).filter(isShown));
    // What the arguments say of themselves, which programs read where they write them.
    const { description } = describe(`${reader.find(name).text}\n\n${aboutArguments(reader.find(`${name}Args`).text)}`);
    return {
        ...(description !== undefined && { description }),
        inputProperties: inputs.properties,
        requiredInputs: inputs.required,
        properties: outputs.properties,
        required: outputs.required,
    };
}

function componentOf(reader: TypeReader, name: string): ResourceSpec {
    return { ...resourceOf(reader, name, (member) => !ofNodePrograms.includes(member.name)), isComponent: true };
}

function functionOf(reader: TypeReader, name: string, result: string): FunctionSpec {
    const args = `${name.charAt(0).toUpperCase()}${name.slice(1)}Args`;
    return {
        ...describe(reader.find(name).text),
        inputs: reader.objectOf(reader.membersOf(args)),
        outputs: reader.objectOf(reader.membersOf(result)),
    };
}

/** Without the paragraph that only says whose arguments they are. */
function aboutArguments(text: string): string {
    const paragraphs = text.split(/\n\n+/);
    return paragraphs.filter((paragraph) => !/^The arguments of a \{@link \w+ ?\}\.$/.test(paragraph)).join("\n\n");
}

function byToken<T>(specs: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
    return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [tokenOf(name), spec]));
}

/** The same with the names of all objects in order, so that the file changes only where its meaning does. */
function sorted(value: unknown): object {
    const inner = (one: unknown): unknown => (typeof one === "object" && one !== null ? sorted(one) : one);
    if (Array.isArray(value)) return value.map(inner);
    const entries = Object.entries(value as object).map(([name, one]) => [name, inner(one)] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
