import { runCommand } from "./cli/runCommand";

// A reader that stops early, such as `head`, is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? 0 : 2);
});

void runCommand(process.argv.slice(2), process).then((exitCode) => {
    process.exitCode = exitCode;
});
