import { configName } from "./settings/configName";

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
    // From Node's streams, if the other side went away.
    "ERR_STREAM_DESTROYED",
    "ERR_STREAM_PREMATURE_CLOSE",
    "ERR_STREAM_WRITE_AFTER_END",
    "ERR_SOCKET_CLOSED",
    "ERR_SOCKET_CONNECTION_TIMEOUT",
]);

/** Codes of Node's HTTP parser, and of its `fetch` for a connection that broke or was silent. */
const protocolCodes =
    /^(?:HPE_|UND_ERR_(?:SOCKET|CLOSED|DESTROYED|RES_CONTENT_LENGTH_MISMATCH|(?:BODY|CONNECT|HEADERS)_TIMEOUT)$)/;

/** Node's codes for a server that does not prove its identity. */
const certificateCodes =
    /^(CERT_|ERR_TLS_CERT_|ERROR_IN_CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$)/;

/** Node's codes for other TLS errors: a server without TLS, no common version, a bad record. Compared after the certificates. */
const tlsCodes = /^(ERR_TLS_|ERR_SSL_|EPROTO$)/;

/** What to do about a certificate that cannot be trusted; a sentence without its full stop. */
export function certificateAdvice(): string {
    return (
        `If your own certificate authority signed it, set the Pulumi config ${configName("customCaBundle")} or the environment variable ` +
        "NODE_EXTRA_CA_CERTS to the authority's certificate"
    );
}

/** Why there was no answer: the connection, TLS, a certificate that cannot be trusted, or a proxy that refuses. */
export interface NetworkFault {
    readonly kind: "connection" | "tls" | "certificate" | "proxy";
    /** As Node or the SDK names it. */
    readonly code: string;
    /** The server that did not answer, if it is known. */
    readonly server: string | undefined;
    /** The proxy, without its credentials, that did not answer or refused; `undefined`: none did. */
    readonly proxy?: string | undefined;
}

/** A call that a proxy does not let through, or that does not come as far as the proxy. */
export class ProxyFault extends Error {
    public override readonly name = "ProxyFault";
    /** `ERR_PROXY_407` where the proxy answered 407, else the code of its connection. */
    public readonly code: string;

    /** @param proxy without its user and password */
    public constructor(
        public readonly proxy: string,
        { status, cause }: { readonly status?: number | undefined; readonly cause?: unknown },
    ) {
        super(`the proxy ${proxy} ${status === undefined ? "does not answer" : `answered ${status}`}`, { cause });
        const { code } = innermost(cause) as { code?: unknown };
        this.code = status === undefined ? String(code ?? "ECONNRESET") : `${refusalPrefix}${status}`;
    }
}

const refusalPrefix = "ERR_PROXY_";

/** The network error that ended a call; `undefined`: the error has another cause. */
export function networkFaultOf(error: unknown): NetworkFault | undefined {
    const { code, address, port, hostname, host } = innermost(error) as Partial<Record<string, unknown>>;
    const proxy = error instanceof ProxyFault ? error.proxy : undefined;
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    const kind = kindOf(code) ?? (isTimeout ? "connection" : undefined);
    const server = address === undefined ? (hostname ?? host) : `${address}:${port}`;
    return (
        kind && {
            kind,
            code: String(code ?? "TimeoutError"),
            server: server === undefined ? server : String(server),
            ...(proxy !== undefined && { proxy }),
        }
    );
}

/**
 * The code of a network error: of the connection, TLS or HTTP. `undefined` for any other error: a bug must not look like a
 * connection that is worth another try.
 */
export function networkCodeOf(error: unknown): string | undefined {
    const { code, name, cause } = (error ?? {}) as { code?: unknown; name?: unknown; cause?: unknown };
    if (typeof code === "string" && kindOf(code) !== undefined) {
        return code;
    }
    if (name === "TimeoutError") {
        return "TimeoutError";
    }
    // `fetch` wraps it.
    return error instanceof TypeError && cause !== undefined ? networkCodeOf(cause) : undefined;
}

/** Whether an error's code says that a certificate cannot be trusted; trying again does not help. */
export function isCertificateFault(code: string): boolean {
    return certificateCodes.test(code);
}

/** What happened, and what to do about it. */
export function explainNetworkFault({ kind, code, server, proxy }: NetworkFault): { said: string; advice: string } {
    switch (kind) {
        case "proxy":
            return {
                said: `The proxy ${proxy} refused the connection (${code.replace(refusalPrefix, "status ")}).`,
                advice:
                    `If it asks for a user and password, put them into the proxy's URL: Pulumi config ${configName("httpsProxy")}, or the environment ` +
                    `variable HTTPS_PROXY. For servers that need no proxy, use ${configName("noProxy")} or NO_PROXY.`,
            };
        case "certificate":
            return {
                said: `The certificate of ${server ?? "the server"} cannot be trusted (${code}).`,
                advice:
                    `${certificateAdvice()}. Otherwise check this machine's clock, its proxy and, if it is set, the Pulumi config ` +
                    `${configName("endpoints")}.`,
            };
        case "tls":
            return {
                said: `The TLS connection to ${server ?? "the server"} failed (${code}).`,
                advice:
                    `Check for a proxy or firewall in between. If the Pulumi config ${configName("endpoints")} is set, check that it says ` +
                    "https only if the server uses https. Then run again.",
            };
        default:
            if (proxy !== undefined) {
                return {
                    said: `No answer from the proxy ${proxy} (${code}).`,
                    advice: `Check the Pulumi config ${configName("httpsProxy")} and ${configName("httpProxy")}, or the environment variable HTTPS_PROXY. Then run again.`,
                };
            }
            return {
                said: server === undefined ? `No answer (${code}).` : `No answer from ${server} (${code}).`,
                advice: `Check the network, the region and, if it is set, the Pulumi config ${configName("endpoints")}. Then run again.`,
            };
    }
}

function kindOf(code: unknown): NetworkFault["kind"] | undefined {
    if (typeof code !== "string") {
        return undefined;
    }
    if (isCertificateFault(code)) {
        return "certificate";
    }
    if (code.startsWith(refusalPrefix)) {
        return "proxy";
    }
    if (tlsCodes.test(code)) {
        return "tls";
    }
    return connectionCodes.has(code) || protocolCodes.test(code) ? "connection" : undefined;
}

/** Node wraps the refusals of several addresses in an AggregateError. */
function innermost(error: unknown): object {
    const errors = (error as { errors?: unknown[] } | null | undefined)?.errors;
    const inner = Array.isArray(errors) && errors.length > 0 ? errors[0] : error;
    return typeof inner === "object" && inner !== null ? inner : {};
}
