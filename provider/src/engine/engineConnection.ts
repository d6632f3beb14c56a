import { connect } from "node:http2";

/** Between two tries to reach the engine, in milliseconds. */
const retryMilliseconds = 1_000;

/** Refused tries in a row after which the engine counts as gone. */
const refusedTries = 3;

/**
 * Calls back once, as soon as the engine at this address is gone. It holds one connection, which closes with the engine's
 * process; a later process on the same port is not on it. It measures no time, so a busy engine, a busy plugin or a sleeping
 * machine does not look like an end.
 *
 * The connection speaks HTTP/2, as gRPC does, because an engine closes a silent one after two minutes. An engine that closes a
 * connection and lives on sends GOAWAY; this then connects again. Assumed: no plugin is busy for 20 seconds at the very time
 * of gRPC's keep-alive, a ping after two silent hours.
 *
 * @param address `host:port`
 * @param pauseMilliseconds between two tries to connect
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
            // Only a refused connection shows that no engine is there; other errors may be the plugin's, such as no free port.
            refused = error.code === "ECONNREFUSED" ? refused + 1 : 0;
        });
        session.once("close", () => {
            if ((isJoined && !isEndAnnounced) || refused === refusedTries) {
                onGone();
            } else {
                setTimeout(join, pauseMilliseconds).unref();
            }
        });
        // The connection must not keep a process alive that has nothing else to do.
        session.unref();
    }
}
