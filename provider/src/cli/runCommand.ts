import type { CommanderError } from "commander";
import { CommandError, type CommandStreams, type ExitCode } from "./command";
import { commandList } from "./commandList";
import { createProgram, programName } from "./program";
import { explainUsageError, refuseForgottenValues, unknownCommand } from "./usageErrors";

/**
 * Runs the command and says how it ended; what it finds goes to `stdout`, everything else to `stderr`.
 *
 * @returns the exit code: 0 done, 1 done but some rows or files are not right, 2 wrong arguments or something that could not be read
 */
export async function runCommand(args: readonly string[], streams: CommandStreams): Promise<ExitCode> {
    const name = commandList.find((listed) => listed.name === args[0])?.name;
    try {
        return await parse(args, name, streams);
    } catch (error) {
        const isExpected = error instanceof Error && ["CommandError", "UserImportError"].includes(error.name);
        const message = error instanceof Error ? error.message : String(error);
        const help = [programName, ...(name === undefined ? [] : [name]), "--help"].join(" ");
        const advice = error instanceof CommandError && error.isUsage ? ` See ${help}.` : "";
        streams.stderr.write(`${programName}: ${isExpected ? "" : "unexpected error: "}${message}${advice}\n`);
        return 2;
    }
}

async function parse(args: readonly string[], name: string | undefined, streams: CommandStreams): Promise<ExitCode> {
    if (args.length === 0) {
        throw unknownCommand(undefined);
    }
    const { parser, exitCode } = await createProgram(
        streams,
        (one) => args.includes(one) || name === "completion",
        version(),
    );
    const command = parser.commands.find((one) => one.name() === name) ?? parser;
    try {
        refuseForgottenValues(args, command);
        await parser.parseAsync(args, { from: "user" });
        return exitCode() ?? 0;
    } catch (error) {
        // By its code: the class is loaded only where it is thrown.
        if (error instanceof Error && String((error as CommanderError).code).startsWith("commander.")) {
            const explained = explainUsageError(error as CommanderError, command);
            if (explained === undefined) {
                return 0;
            }
            throw explained;
        }
        throw error;
    }
}

function version(): string {
    // Beside `bin/` as beside `src/`.
    return (require("../../package.json") as { version: string }).version;
}
