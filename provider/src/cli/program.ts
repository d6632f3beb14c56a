import { type Argument, Command, type Help } from "commander";
import type { CommandDefinition, CommandStreams, ExitCode } from "./command";
import { commandList, type ListedCommand } from "./commandList";
import { orList } from "./usageErrors";

/** The name of the command, as it is installed. */
export const programName = "cognito-user-import";

/** Widest line of a help, in characters; also where there is no terminal. */
const helpColumns = 120;

/** The parser of arguments with all commands. */
export interface Program {
    readonly parser: Command;
    /** How the command that ran ended; `undefined` where none has. */
    exitCode(): ExitCode | undefined;
}

const after = `
Your usual credentials apply, and AWS_PROFILE, AWS_ENDPOINT_URL and other variables. The region is the pool's.

Exit codes
  0  done
  1  done, but some rows or files are not right
  2  not done: wrong arguments, or something could not be read or asked

Examples
  ${programName} validate --help
  ${programName} validate users.csv
`;

/**
 * Makes the parser. Nothing of it ends the process: parsing throws commander's `CommanderError`, or what a command throws.
 *
 * @param isNeeded which commands to load; the others are only named in the general help
 */
export async function createProgram(
    streams: CommandStreams,
    isNeeded: (name: string) => boolean,
    version: string,
): Promise<Program> {
    let exitCode: ExitCode | undefined;
    const parser = new Command(programName)
        .description("Before, beside and after Amazon Cognito's user import jobs.")
        .exitOverride()
        .configureOutput({
            writeOut: (text) => streams.stdout.write(text),
            // Errors are thrown too, and written once.
            writeErr: () => undefined,
            getOutHelpWidth: () => Math.min(streams.stdout.columns ?? helpColumns, helpColumns),
            getOutHasColors: () => hasColors(streams.stdout),
        })
        .configureHelp({
            ...helpFormat,
            styleTitle: (title) => `\u001b[1m${title}\u001b[22m`,
        })
        .showSuggestionAfterError(false)
        .helpCommand("help [COMMAND]", "show the help of a command")
        .helpOption("-h, --help", "show this text")
        .version(version, "--version", "show the version")
        .addHelpText("after", after);
    for (const listed of commandList) {
        await addCommand(parser, listed, isNeeded(listed.name), (command, { run }) => async () => {
            exitCode = await run(command, streams);
        });
    }
    return { parser, exitCode: () => exitCode };
}

async function addCommand(
    parser: Command,
    { name, summary, load }: ListedCommand,
    isNeeded: boolean,
    actionOf: (command: Command, definition: CommandDefinition) => () => Promise<void>,
): Promise<void> {
    const command = parser.command(name).summary(summary);
    if (isNeeded) {
        const definition = await load();
        definition.declare(command);
        command.action(actionOf(command, definition));
    }
}

/** A terminal, and nobody has asked for no colours (https://no-color.org). */
function hasColors({ isTTY }: CommandStreams["stdout"]): boolean {
    return isTTY === true && (process.env.NO_COLOR ?? "") === "" && process.env.TERM !== "dumb";
}

/** Help in the form of this project: placeholders without brackets, and what a value may be in a sentence. */
const helpFormat: Partial<Help> = {
    commandUsage: (command) => {
        const names = command.parent === null ? [programName] : [programName, command.name()];
        const words = command.parent === null ? ["COMMAND"] : command.registeredArguments.map(termOf);
        return [...names, ...words, "[options]"].join(" ");
    },
    subcommandTerm: (command) => command.name(),
    argumentTerm: termOf,
    optionTerm: ({ flags }) => flags.replace(/[<>]/g, ""),
    optionDescription: ({ description, argChoices, defaultValue }) => {
        const [first = "", ...others] = description.split("\n");
        const notes = [
            ...(argChoices === undefined ? [] : [orList(argChoices)]),
            ...(defaultValue === undefined ? [] : [`default ${String(defaultValue)}`]),
        ];
        return [notes.length === 0 ? first : `${first} (${notes.join("; ")})`, ...others].join("\n");
    },
};

function termOf(argument: Argument): string {
    const term = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? term : `[${term}]`;
}
