/** What Node calls a server that does not prove who it is. */
const certificateFaults =
    /^(CERT_|ERR_TLS_CERT_|ERROR_IN_CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$)/;

/** What Node calls TLS that does not come about, or breaks: a server without TLS, no common version, a bad record. */
const protocolFaults = /^(ERR_TLS_|ERR_SSL_|EPROTO$)/;

/** Whether an error's code says that a certificate cannot be trusted: no later try will do better. */
export function isCertificateFault(code: string): boolean {
    return certificateFaults.test(code);
}

/** Whether an error's code is about TLS itself, and not about a certificate. */
export function isTlsFault(code: string): boolean {
    return protocolFaults.test(code) && !isCertificateFault(code);
}

/** What to do about a certificate that cannot be trusted; a sentence without its full stop. */
export const certificateAdvice =
    "If your own certificate authority signed it, set the environment variable NODE_EXTRA_CA_CERTS to the authority's certificate";
