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
    const stop = (): void => controller.abort(new UserImportError("interrupted", `${what} was stopped.`));
    for (const signal of signals) {
        process.once(signal, stop);
    }
    try {
        return await run(controller.signal);
    } finally {
        for (const signal of signals) {
            process.removeListener(signal, stop);
        }
    }
}
