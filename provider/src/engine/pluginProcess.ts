import { setMaxListeners } from "node:events";
import { UserImportError } from "../errors/errors";
import { onEngineCancel } from "./engineCancel";
import { whenEngineIsGone } from "./engineConnection";

/**
 * Watches over the engine from inside the plugin process, and aborts the signal when the run is cancelled (Ctrl-C once)
 * or the engine is gone (killed, or Ctrl-C twice).
 *
 * What an engine of 3.258 does (tried): on Ctrl-C it sends the plugin only the Cancel call, which the SDK's server answers
 * without telling the provider, and waits for the running operations. When it is killed, the plugin gets no message, and its
 * operations would go on for ever. So {@link onEngineCancel} listens for the call, and a connection to the engine is watched.
 *
 * Only our own work ends. The process belongs to the SDK's server and to other dynamic providers, so it is never ended from
 * here. The next run finds what was interrupted.
 *
 * @param engineAddress `host:port`; `undefined` outside a plugin process, where nothing is watched
 * @param onGone called when the engine is gone, before the signal is aborted
 */
export function watchEngine(engineAddress: string | undefined, onGone: () => void): AbortSignal {
    const run = new AbortController();
    // Every wait and call of every resource listens; Node would warn about more than ten on the stack's row.
    setMaxListeners(0, run.signal);
    if (engineAddress !== undefined) {
        onEngineCancel(() => run.abort(interrupted("The run was cancelled.")));
        watchConnection(engineAddress, () => {
            onGone();
            run.abort(interrupted("The Pulumi engine has ended."));
        });
    }
    return run.signal;
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
