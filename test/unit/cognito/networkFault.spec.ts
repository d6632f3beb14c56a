import assert from "node:assert/strict";
import { explainAwsError, isTransient, isUnreachable } from "../../../provider/src/cognito/awsError";
import { isCertificateFault, isTlsFault } from "../../../provider/src/tls";
import { networkError } from "../../support/awsErrors";
import { fakePoolId } from "../../support/fakeImportApi";

const call = { operation: "GetCSVHeader", userPoolId: fakePoolId };

const connectionCodes = [
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
];

/** Node's names, see https://nodejs.org/api/tls.html#x509-certificate-error-codes. */
const certificateCodes = [
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "CERT_REVOKED",
    "CERT_SIGNATURE_FAILURE",
    "CERT_UNTRUSTED",
    "CERT_REJECTED",
    "CERT_CHAIN_TOO_LONG",
    "CRL_HAS_EXPIRED",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERROR_IN_CERT_NOT_BEFORE_FIELD",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "HOSTNAME_MISMATCH",
    "INVALID_CA",
    "INVALID_PURPOSE",
    "PATH_LENGTH_EXCEEDED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
];
const tlsCodes = [
    "EPROTO",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
    "ERR_TLS_HANDSHAKE_TIMEOUT",
];

describe("a fault of the network", () => {
    for (const code of connectionCodes) {
        it(`says that nobody answered for ${code}, which may pass`, () => {
            const { code: reason, message } = explainAwsError(networkError(code), call);

            assert.equal(reason, "unreachable");
            assert.match(message, new RegExp(`No answer \\(${code}\\)\\. Check the network`));
            assert.equal(isTransient(networkError(code)), true);
        });
    }

    for (const code of certificateCodes) {
        it(`says that the certificate cannot be trusted, and what to do, for ${code}, which does not pass`, () => {
            const { code: reason, message } = explainAwsError(
                networkError(code, { host: "cognito.example.com" }),
                call,
            );

            assert.equal(reason, "unreachable");
            assert.match(message, new RegExp(`certificate of cognito\\.example\\.com cannot be trusted \\(${code}\\)`));
            assert.match(message, /authority of your own .*NODE_EXTRA_CA_CERTS.*clock.*proxy/);
            assert.equal(isTransient(networkError(code)), false);
            assert.deepEqual([isCertificateFault(code), isTlsFault(code)], [true, false]);
        });
    }

    for (const code of tlsCodes) {
        it(`says that no TLS connection came about for ${code}, which may pass`, () => {
            const { code: reason, message } = explainAwsError(networkError(code), call);

            assert.equal(reason, "unreachable");
            assert.match(message, new RegExp(`No TLS connection to the server .*\\(${code}\\)\\. .*proxy.*https only`));
            assert.equal(isTransient(networkError(code)), true);
        });
    }

    it("is not what every code is taken for", () => {
        for (const error of [networkError("ENOENT"), networkError("ERR_INVALID_URL"), networkError("status 503")]) {
            assert.equal(isUnreachable(error), false);
        }
    });
});
