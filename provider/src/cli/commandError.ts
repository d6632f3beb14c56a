/** The command cannot do what it was asked: wrong arguments, or something that cannot be read. Exit code 2. */
export class CommandError extends Error {
    public override readonly name = "CommandError";

    /** @param isUsage whether the arguments are at fault, so that `--help` helps */
    public constructor(
        message: string,
        public readonly isUsage: boolean = false,
    ) {
        super(message);
    }
}
