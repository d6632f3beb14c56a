import type { CommandDefinition } from "./command";

/** A command as the general help names it. */
export interface ListedCommand {
    readonly name: string;
    readonly summary: string;
    /** Loads its file: only the command that runs costs time. */
    load(): Promise<CommandDefinition>;
}

/** All commands, in the order of the help. A new one is a file in `commands/` and a line here. */
export const commandList: readonly ListedCommand[] = [
    {
        name: "validate",
        summary: "list what Amazon Cognito would refuse in CSV files of users",
        load: async () => (await import("./commands/validate")).validate,
    },
    {
        name: "convert",
        summary: "write the CSV for a user pool from the export of another system",
        load: async () => (await import("./commands/convert")).convert,
    },
    {
        name: "import-file",
        summary: "print what `pulumi import --file` takes to bring a job that exists into a stack",
        load: async () => (await import("./commands/importFile")).importFile,
    },
    {
        name: "export",
        summary: "write the users and groups of a pool into files that another pool takes",
        load: async () => (await import("./commands/export")).exportCommand,
    },
    {
        name: "report",
        summary: "report what became of an import, as Markdown or HTML, and of each of its users",
        load: async () => (await import("./commands/report")).report,
    },
    {
        name: "completion",
        summary: "print the script with which bash or zsh completes this command",
        load: async () => (await import("./commands/completion")).completion,
    },
];
