import { isConnectionCode } from "./networkCodes";
import { certificateAdvice, isCertificateFault, isTlsFault } from "./tls";

/** Why no answer came: the connection, TLS, or a certificate that cannot be trusted. */
export interface NetworkFault {
    readonly kind: "connection" | "tls" | "certificate";
    /** As Node or the SDK names it. */
    readonly code: string;
    /** Who did not answer, where that is known. */
    readonly server: string | undefined;
}

/** The fault of the network that a call ended with; `undefined` where it was something else. */
export function networkFaultOf(error: unknown): NetworkFault | undefined {
    const { code, address, port, hostname, host } = innermost(error) as Partial<Record<string, unknown>>;
    const isTimeout = error instanceof Error && error.name === "TimeoutError";
    const kind = kindOf(code) ?? (isTimeout ? "connection" : undefined);
    const server = address === undefined ? (hostname ?? host) : `${address}:${port}`;
    return (
        kind && { kind, code: String(code ?? "TimeoutError"), server: server === undefined ? server : String(server) }
    );
}

/** What happened, and what to do about it. */
export function explainNetworkFault({ kind, code, server }: NetworkFault): { said: string; advice: string } {
    switch (kind) {
        case "certificate":
            return {
                said: `The certificate of ${server ?? "the server"} cannot be trusted (${code}).`,
                advice:
                    `${certificateAdvice}. Otherwise check this machine's clock, its proxy and, if it is set, the Pulumi config ` +
                    "aws:endpoints.",
            };
        case "tls":
            return {
                said: `The TLS connection to ${server ?? "the server"} failed (${code}).`,
                advice:
                    "Check for a proxy or firewall in between. If the Pulumi config aws:endpoints is set, check that it says " +
                    "https only if the server uses https. Then run again.",
            };
        default:
            return {
                said: server === undefined ? `No answer (${code}).` : `No answer from ${server} (${code}).`,
                advice: "Check the network, the region and, if it is set, the Pulumi config aws:endpoints. Then run again.",
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
    if (isTlsFault(code)) {
        return "tls";
    }
    return isConnectionCode(code) ? "connection" : undefined;
}

/** Node wraps the refusals of several addresses in an AggregateError. */
function innermost(error: unknown): object {
    const errors = (error as { errors?: unknown[] } | null | undefined)?.errors;
    const inner = Array.isArray(errors) && errors.length > 0 ? errors[0] : error;
    return typeof inner === "object" && inner !== null ? inner : {};
}
