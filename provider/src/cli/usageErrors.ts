import type { Command, CommanderError } from "commander";
import { nearName } from "../aws/settings/nearName";
import { type CommandError, usageError } from "./command";
import { commandList } from "./commandList";

/** The error that says what to write, instead of commander's; `undefined`: the arguments asked for help or the version. */
export function explainUsageError(error: CommanderError, command: Command): CommandError | undefined {
    if (error.exitCode === 0) {
        return undefined;
    }
    const quoted = /'([^']*)'/s.exec(error.message)?.[1] ?? "";
    switch (error.code) {
        case "commander.unknownOption":
            return usageError(unknownOption(quoted, command));
        case "commander.unknownCommand":
            return unknownCommand(quoted);
        case "commander.excessArguments":
            return usageError(`${command.name()} takes ${argumentsOf(command)} and nothing after it.`);
        case "commander.help":
            // Help of a command that does not exist.
            return unknownCommand("");
        case "commander.missingArgument":
            return usageError(missingArgument(quoted, command));
        case "commander.missingMandatoryOptionValue": {
            const option = command.options.find(({ flags }) => flags === quoted);
            return usageError(`${option?.long ?? quoted} is missing: ${firstLine(option?.description)}.`);
        }
        case "commander.optionMissingArgument":
            return usageError(`${longOf(quoted)} has no value after it.`);
        case "commander.invalidArgument": {
            return usageError(invalidValue(error.message, command));
        }
        default:
            // Its first line only: one line an error.
            return usageError(`${firstLine(error.message.replace(/^error: /, "").replace(/\.$/, ""))}.`);
    }
}

/** No command, or one that does not exist. */
export function unknownCommand(written: string | undefined): CommandError {
    const names = commandList.map(({ name }) => name);
    if (written === undefined) {
        return usageError(`A command is missing. Use ${orList(names)}.`);
    }
    const near = nearName(written, names);
    return usageError(
        `This command does not exist. ${near === undefined ? `Use ${orList(names)}.` : `Did you mean ${near}?`}`,
    );
}

/**
 * Refuses an option in the place of another's value: the value was forgotten.
 *
 * @throws CommandError
 */
export function refuseForgottenValues(args: readonly string[], command: Command): void {
    const end = args.indexOf("--");
    for (const [index, arg] of args.slice(0, end === -1 ? args.length : end).entries()) {
        const takesValue = command.options.some(({ long, short, required }) => required && [long, short].includes(arg));
        if (takesValue && /^-./.test(args[index + 1] ?? "")) {
            throw usageError(`${arg} has no value after it. Write a value that begins with - as ${arg}=VALUE.`);
        }
    }
}

function unknownOption(written: string, command: Command): string {
    const [flag = ""] = written.split("=");
    const flags = command.options.flatMap(({ long }) => long ?? []);
    if (flags.includes(flag)) {
        return `${flag} takes no value.`;
    }
    const near = nearName(flag, [...flags, "--help"]);
    const advice = near === undefined ? "" : ` Did you mean ${near}?`;
    return command.parent === null
        ? `There is no option ${flag} before a command.${advice}`
        : `${command.name()} has no option ${flag}.${advice}`;
}

function missingArgument(name: string, command: Command): string {
    const argument = command.registeredArguments.find((one) => one.name() === name);
    return `${name} is missing: ${firstLine(argument?.description)}.`;
}

function invalidValue(message: string, { options, registeredArguments }: Command): string {
    const option = options.find(({ flags }) => message.includes(`option '${flags}'`));
    const argument = registeredArguments.find((one) => message.includes(`for argument '${one.name()}'`));
    const values = option?.argChoices ?? argument?.argChoices ?? [];
    const name = option?.long ?? argument?.name() ?? "A value";
    return `${name} must be ${values.length > 2 ? `one of ${values.join(", ")}` : orList(values)}.`;
}

function argumentsOf({ registeredArguments }: Command): string {
    return registeredArguments.length === 0 ? "options" : registeredArguments.map((one) => one.name()).join(" ");
}

function longOf(flags: string): string {
    return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

function firstLine(text: string | undefined): string {
    return (text ?? "").split("\n")[0] ?? "";
}

/** `a, b or c`. */
export function orList(names: readonly string[]): string {
    return names.join(", ").replace(/, (?=[^,]*$)/, " or ");
}
