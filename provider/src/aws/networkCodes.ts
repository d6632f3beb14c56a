import { isCertificateFault, isTlsFault } from "./tls";

const connectionCodes: ReadonlySet<string> = new Set([
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTDOWN",
    "EHOSTUNREACH",
    "ENETDOWN",
    "ENETRESET",
    "ENETUNREACH",
    "ENOTCONN",
    // Of Node's streams, where the other side went away.
    "ERR_STREAM_DESTROYED",
    "ERR_STREAM_PREMATURE_CLOSE",
    "ERR_STREAM_WRITE_AFTER_END",
    "ERR_SOCKET_CLOSED",
    "ERR_SOCKET_CONNECTION_TIMEOUT",
]);

/** Node's HTTP parser, and what its `fetch` calls a connection that broke or was silent. */
const protocolCodes =
    /^(?:HPE_|UND_ERR_(?:SOCKET|CLOSED|DESTROYED|RES_CONTENT_LENGTH_MISMATCH|(?:BODY|CONNECT|HEADERS)_TIMEOUT)$)/;

/** Whether a code says that the connection broke, or did not come about; not TLS, of which `tls.ts` knows. */
export function isConnectionCode(code: string): boolean {
    return connectionCodes.has(code) || protocolCodes.test(code);
}

/**
 * The code of what the network did: to the connection, TLS or the HTTP on it. `undefined` for any other error: a mistake in
 * code must not look like a connection that is worth another try.
 */
export function networkCodeOf(error: unknown): string | undefined {
    const { code, name, cause } = (error ?? {}) as { code?: unknown; name?: unknown; cause?: unknown };
    if (typeof code === "string" && (isConnectionCode(code) || isTlsFault(code) || isCertificateFault(code))) {
        return code;
    }
    if (name === "TimeoutError") {
        return "TimeoutError";
    }
    // `fetch` wraps it.
    return error instanceof TypeError && cause !== undefined ? networkCodeOf(cause) : undefined;
}
