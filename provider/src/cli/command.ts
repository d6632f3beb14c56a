import type { Command } from "commander";

/** Where the command reads and writes; a process has them all. */
export interface CommandStreams {
    readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
    readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** How a command ended: 0 done; 1 done, but some rows or files are not right; 2 not done. */
export type ExitCode = 0 | 1 | 2;

/** One of the commands, in a file of its own in `commands/`. */
export interface CommandDefinition {
    /** Gives the command its description, arguments, options and help. A placeholder `<FILE>` is completed with files. */
    declare(command: Command): void;
    /**
     * Runs it. Its arguments are `command.args`, its options `command.opts()`, under their names in camelCase.
     *
     * @throws CommandError where it cannot do what it was asked
     */
    run(command: Command, streams: CommandStreams): Promise<ExitCode>;
}

/** The command cannot do what it was asked: its arguments are wrong, or it cannot read a file or pool. Exit code 2. */
export class CommandError extends Error {
    public override readonly name = "CommandError";

    /** @param isUsage whether the arguments are wrong, so that `--help` helps */
    public constructor(
        message: string,
        public readonly isUsage: boolean = false,
    ) {
        super(message);
    }
}

/** The error of wrong arguments; the message says what to write instead. */
export function usageError(message: string): CommandError {
    return new CommandError(message, true);
}
