import { setMaxListeners } from "node:events";
import { UserImportError } from "../errors/errors";
import { whenEngineIsGone } from "./engineConnection";

/** A run of the engine, seen from inside a plugin process. */
export interface WatchedRun {
    /** Aborted when the run is cancelled or the engine is gone. */
    readonly signal: AbortSignal;
    /** For the engine's Cancel call: Ctrl-C once. It comes at the end of every run too, where nothing is left to end. */
    cancel(): void;
}

/**
 * Watches over the engine from inside the plugin process, and aborts the signal when the run is cancelled (Ctrl-C once)
 * or the engine is gone (killed, or Ctrl-C twice).
 *
 * What an engine of 3.258 does (tried): on Ctrl-C it sends the plugin only the Cancel call, and waits for the running
 * operations. When it is killed, the plugin gets no message, and its operations would go on for ever. So a connection to the
 * engine is watched.
 *
 * Only our own work ends. The process of dynamic resources belongs to the SDK's server and to other providers, so it is never
 * ended from here. The next run finds what was interrupted.
 *
 * @param engineAddress `host:port`; `undefined` outside a plugin process, where nothing is watched
 * @param onGone called when the engine is gone, before the signal is aborted
 */
export function watchEngine(engineAddress: string | undefined, onGone: () => void): WatchedRun {
    const run = new AbortController();
    // Every wait and call of every resource listens; Node would warn about more than ten on the stack's row.
    setMaxListeners(0, run.signal);
    if (engineAddress !== undefined) {
        watchConnection(engineAddress, () => {
            onGone();
            run.abort(interrupted("The Pulumi engine has ended."));
        });
    }
    return { signal: run.signal, cancel: () => run.abort(interrupted("The run was cancelled.")) };
}

/** A malformed address is not watched: every operation works without. */
function watchConnection(engineAddress: string, onGone: () => void): void {
    try {
        whenEngineIsGone(engineAddress, onGone);
    } catch {
        // Without it only the end of the engine is not noticed.
    }
}

function interrupted(what: string): UserImportError {
    return new UserImportError(
        "interrupted",
        `${what} The import job goes on in AWS if it was started, and stops if it was being stopped. Run \`pulumi up\` ` +
            "to continue with it, or `pulumi destroy` to stop it.",
    );
}
