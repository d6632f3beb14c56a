import { CommandError, type CommandStreams } from "./command";
import { readOptions } from "./commandOptions";

/**
 * Runs the command and says how it ended; what it finds goes to `stdout`, everything else to `stderr`.
 *
 * @returns the exit code: 0 valid or done, 1 errors in a file, 2 wrong arguments or something that could not be read
 */
export async function runCommand(args: readonly string[], streams: CommandStreams): Promise<0 | 1 | 2> {
    try {
        const options = readOptions(args);
        if (options.command === "validate") {
            const { validateFiles } = await import("./validateFiles");
            return await validateFiles(options, streams);
        }
        if (options.command === "import-file") {
            const { writeImportFile } = await import("./importFile");
            return await writeImportFile(options, streams);
        }
        streams.stdout.write(options.command === "help" ? (await import("./help")).help : `${version()}\n`);
        return 0;
    } catch (error) {
        const isExpected = error instanceof Error && ["CommandError", "UserImportError"].includes(error.name);
        const message = error instanceof Error ? error.message : String(error);
        const advice = error instanceof CommandError && error.isUsage ? " See cognito-user-import --help." : "";
        streams.stderr.write(`cognito-user-import: ${isExpected ? "" : "unexpected error: "}${message}${advice}\n`);
        return 2;
    }
}

function version(): string {
    // Beside `bin/` as beside `src/`.
    return (require("../../package.json") as { version: string }).version;
}
