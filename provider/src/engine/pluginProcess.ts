import { setMaxListeners } from "node:events";
import { UserImportError } from "../errors/errors";
import { onEngineCancel } from "./engineCancel";
import { whenEngineIsGone } from "./engineConnection";

/**
 * Watches over the engine from inside the plugin process, and aborts the signal when the run is cancelled (Ctrl-C once)
 * or the engine is gone (killed, or Ctrl-C twice).
 *
 * What an engine of 3.258 does, as tried: on Ctrl-C it sends the plugin no signal but the Cancel call, which the SDK's
 * server answers without telling the provider, and waits for the running operations; when it is killed, nobody tells
 * the plugin, whose operations would go on for ever. So {@link onEngineCancel} listens for the call, and the connection to the engine is watched.
 *
 * Only what is ours ends. The process belongs to the SDK's server, and other dynamic providers work in it: it is never
 * ended from here, and whatever was under way is found again by the next run.
 *
 * @param engineAddress `host:port`; `undefined` outside a plugin process, where nothing is watched
 * @param onGone called when the engine is gone, before the signal is aborted
 */
export function watchEngine(engineAddress: string | undefined, onGone: () => void): AbortSignal {
    const run = new AbortController();
    // Every wait and call of every resource listens; Node would warn of eleven on the stack's row.
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

/** An address that cannot be one is not watched: every operation works without. */
function watchConnection(engineAddress: string, onGone: () => void): void {
    try {
        whenEngineIsGone(engineAddress, onGone);
    } catch {
        // Without it there is only less comfort.
    }
}

function interrupted(what: string): UserImportError {
    return new UserImportError(
        "interrupted",
        `${what} The import job goes on in AWS if it was started, and stops if it was being stopped. Run \`pulumi up\` ` +
            "to continue with it, or `pulumi destroy` to stop it.",
    );
}
