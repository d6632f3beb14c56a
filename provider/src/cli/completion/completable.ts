import type { Argument, Command, Option } from "commander";

/** What a shell can complete after a command or an option. */
export type Completable = { readonly values: readonly string[] } | "files" | "nothing";

/** What the value of an option may be; `undefined`: it takes none. */
export function completedValueOf(option: Option): Completable | undefined {
    return option.required || option.optional ? completable(option.argChoices, option.flags) : undefined;
}

/** What the arguments of a command may be. */
export function argumentsOf({ registeredArguments }: Command): Completable {
    const [first] = registeredArguments;
    return first === undefined ? "nothing" : completable(first.argChoices, placeholderOf(first));
}

/** The options that a command shows in its help, that of the help included. */
export function optionsOf(command: Command): readonly Option[] {
    return command.createHelp().visibleOptions(command);
}

/** The first line of a description. */
export function firstLine(text: string): string {
    return text.split("\n")[0] ?? "";
}

function placeholderOf(argument: Argument): string {
    return `<${argument.name()}>`;
}

/** Files are what `<FILE>` stands for, and sources may be files. */
function completable(choices: readonly string[] | undefined, flags: string): Completable {
    if (choices !== undefined) {
        return { values: choices };
    }
    return /<(?:FILE|SOURCE)\b/.test(flags) ? "files" : "nothing";
}
