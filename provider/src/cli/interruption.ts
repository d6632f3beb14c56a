import { UserImportError } from "../errors/errors";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs something that keeps what it has where the process is told to end, as by Ctrl-C. Told twice, the process ends at once.
 *
 * @param what is stopped, as the subject of the error, such as "The export"
 * @param run is given a signal, whose reason is a UserImportError `interrupted`
 */
export async function interruptible<Result>(
    what: string,
    run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
    const controller = new AbortController();
    return await listening(
        () => controller.abort(new UserImportError("interrupted", `${what} was stopped.`)),
        () => run(controller.signal),
    );
}

/** Runs something that leaves nothing where the process is told to end: `undo` is called, and the process ends as it was told to. */
export async function undoneOnStop<Result>(undo: () => void, run: () => Promise<Result>): Promise<Result> {
    return await listening((signal) => {
        undo();
        // Whoever started the command sees that it was stopped, and by what.
        process.kill(process.pid, signal);
    }, run);
}

async function listening<Result>(stop: (signal: NodeJS.Signals) => void, run: () => Promise<Result>): Promise<Result> {
    for (const signal of signals) {
        process.once(signal, stop);
    }
    try {
        return await run();
    } finally {
        for (const signal of signals) {
            process.removeListener(signal, stop);
        }
    }
}
