import { connect } from "node:http2";

/** Between two tries to reach the engine, in milliseconds. */
const retryMilliseconds = 1_000;

/** Refused tries in a row after which no engine is there to be reached. */
const refusedTries = 3;

/**
 * Calls back once, as soon as the engine at this address has gone. One connection is held as long as both live: it closes
 * with the engine's process, and whoever gets the port afterwards is not on it. No time is measured here, so that neither
 * a busy engine nor a busy plugin, nor a sleeping machine, is taken for an end.
 *
 * The connection speaks HTTP/2, as gRPC does: an engine closes one that says nothing after two minutes. An engine that means
 * to close one and to live on says so with GOAWAY, and is connected to again. Assumed: no plugin is busy for 20 seconds on end at
 * the very time of gRPC's keep-alive, a ping after two silent hours.
 *
 * @param address `host:port`
 * @param pauseMilliseconds between two tries where there is no connection
 */
export function whenEngineIsGone(address: string, onGone: () => void, pauseMilliseconds = retryMilliseconds): void {
    let refused = 0;
    join();

    function join(): void {
        const session = connect(`http://${address}`);
        let isJoined = false;
        let isEndAnnounced = false;
        session.once("connect", () => {
            isJoined = true;
            refused = 0;
        });
        session.once("goaway", () => {
            isEndAnnounced = true;
            session.destroy();
        });
        session.on("error", (error: NodeJS.ErrnoException) => {
            // Only this tells that nobody is there; a plugin without a free port or file handle could not ask.
            refused = error.code === "ECONNREFUSED" ? refused + 1 : 0;
        });
        session.once("close", () => {
            if ((isJoined && !isEndAnnounced) || refused === refusedTries) {
                onGone();
            } else {
                setTimeout(join, pauseMilliseconds).unref();
            }
        });
        // A process that has nothing else to do may end.
        session.unref();
    }
}
