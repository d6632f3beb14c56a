import type { Exported, Member } from "./publicSurface";

/** The page's parts, in the order in which a reader needs them. What is in none of them comes last. */
const chapters: readonly { readonly title: string; readonly names: readonly string[] }[] = [
    { title: "Resources", names: ["UserImport", "UserImportArgs", "UserImportJob", "UserImportJobArgs"] },
    {
        title: "Account and region",
        names: ["AwsArgs", "AwsAssumeRoleArgs", "AwsAssumeRoleWithWebIdentityArgs", "AwsEndpointsArgs"],
    },
    { title: "Typed users", names: ["UserRecord", "UserRecordArgs"] },
    { title: "Groups", names: ["UserImportGroups", "UserImportGroupsArgs"] },
    { title: "The role", names: ["UserImportRole", "UserImportRoleArgs"] },
    {
        title: "Look-ups",
        names: [
            "getUserImportJobs",
            "GetUserImportJobsArgs",
            "GetUserImportJobsResult",
            "getUserImportJob",
            "GetUserImportJobArgs",
            "ImportJob",
            "getCsvHeader",
            "GetCsvHeaderArgs",
            "GetCsvHeaderResult",
        ],
    },
    { title: "Errors", names: ["UserImportError", "UserImportErrorCode", "isUserImportError"] },
];

const introduction = `# Reference

Generated from the docstrings of the provider by \`npm run docs\`: what an editor shows too. The [guide](guide.md) explains how the parts
go together.

Every argument of a resource takes a value or an output of another resource (\`pulumi.Input\`), every property of a resource is an output
(\`pulumi.Output\`). The types here leave that out. A name with a question mark may be left out.
`;

/** docs/reference.md. */
export function referencePage(surface: readonly Exported[]): string {
    const placed = new Set(chapters.flatMap(({ names }) => names));
    const find = (name: string): Exported => {
        const found = surface.find((exported) => exported.name === name);
        if (found === undefined) throw new Error(`${name} is not exported any more`);
        return found;
    };
    const others = surface.filter(({ name }) => !placed.has(name) && !isOutputForm(name, surface));
    const all = [
        ...chapters.map(({ title, names }) => ({ title, exports: names.map(find) })),
        { title: "Other types", exports: others },
    ].filter(({ exports }) => exports.length > 0);
    const known = new Set(surface.map(({ name }) => name));
    const text = all.map(
        ({ title, exports }) => `## ${title}\n\n${exports.map((exported) => section(exported, surface)).join("\n")}`,
    );
    return linked(`${introduction}\n${text.join("\n")}`, known);
}

/** Whether it is `get…Output` or its arguments, of which the plain form is in the page. */
function isOutputForm(name: string, surface: readonly Exported[]): boolean {
    const plain = name.replace(/Output(Args)?$/, "$1");
    return plain !== name && surface.some((other) => [plain, lowerFirst(plain)].includes(other.name));
}

function lowerFirst(text: string): string {
    return text.charAt(0).toLowerCase() + text.slice(1);
}

function section(exported: Exported, surface: readonly Exported[]): string {
    const { name, kind, text, remarks, signature, definition, members, methods, throws, see } = exported;
    const hasOutputForm = surface.some((other) => other.name === `${name}Output`);
    const lines = [
        `### ${name}\n`,
        `${text}\n`,
        ...remarks.map((remark) => `${remark}\n`),
        signature !== undefined && `\`${signature}\`\n`,
        hasOutputForm && `\`${name}Output\` takes arguments that may be outputs, and runs once they are known.\n`,
        kind === "type" && definition !== undefined && `\`${definition.replaceAll(/\s+/g, " ")}\`\n`,
        kind === "interface" && definition !== undefined && `It has these, and those of \`${definition}\`:\n`,
        members.length > 0 && `${table(members, kind === "class" ? "property" : "name")}\n`,
        ...methods.map((method) => `\`${name}.${method.signature}\`: ${method.text}\n`),
        ...throws.map((thrown) => `Throws ${thrown}.\n`),
        ...see.map((page) => `[AWS's page](${page})\n`),
    ];
    return lines.filter((line) => line !== false).join("\n");
}

function table(members: readonly Member[], first: string): string {
    const rows = members.map(({ name, isOptional, type, text }) => {
        const cells = [`\`${name}${isOptional ? "?" : ""}\``, type && `\`${type}\``, text];
        return `| ${cells.map((cell) => cell.replaceAll(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
    });
    return [`| ${first} | type | |`, "| --- | --- | --- |", ...rows].join("\n");
}

/** Turns `{@link name}` into a link where the page has the name. */
function linked(text: string, known: ReadonlySet<string>): string {
    return text.replaceAll(/\{@link ([\w.]+) ?\}/g, (_, name: string) =>
        known.has(name) ? `[${name}](#${name.toLowerCase()})` : `\`${name}\``,
    );
}
