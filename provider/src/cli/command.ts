/** Where the command reads and writes; a process has them all. */
export interface CommandStreams {
    readonly stdout: NodeJS.WritableStream;
    readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
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
