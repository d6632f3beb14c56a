import { setMaxListeners } from "node:events";
import { createRequire } from "node:module";
import { UserImportError } from "../errors/errors";
import { whenEngineIsGone } from "./engineConnection";

/**
 * Watches over the engine from inside the plugin process, and aborts the signal when the run is cancelled (Ctrl-C once)
 * or the engine is gone (killed, or Ctrl-C twice).
 *
 * What an engine of 3.258 does, as tried: on Ctrl-C it sends the plugin no signal but the Cancel call, which the SDK's
 * server answers without telling the provider, and waits for the running operations; when it is killed, nobody tells
 * the plugin, whose operations would go on for ever. So the call is overheard, and the connection to the engine watched.
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
        overhearCancel(() => run.abort(interrupted("The run was cancelled.")));
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

interface GrpcServer {
    prototype: { _retrieveHandler?: (this: unknown, path: string) => unknown };
}

/**
 * Calls back when the engine's Cancel call comes in. The SDK offers no hook, so the look-up of handlers, a private
 * part of gRPC, is wrapped; where another version has none, Ctrl-C waits for the job as before.
 *
 * The one thing of the shared process that this package changes: without it Ctrl-C would wait for hours. Every call still
 * goes to the handler that it was meant for.
 */
function overhearCancel(onCancel: () => void): void {
    try {
        const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
        const { Server } = pulumi("@grpc/grpc-js") as { Server: GrpcServer };
        const original = Server.prototype._retrieveHandler;
        if (original === undefined) {
            return;
        }
        Server.prototype._retrieveHandler = function (path) {
            if (path === "/pulumirpc.ResourceProvider/Cancel") {
                onCancel();
            }
            return original.call(this, path);
        };
    } catch {
        // Without it there is only less comfort.
    }
}
