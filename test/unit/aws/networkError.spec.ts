import assert from "node:assert/strict";
import { createServer as createPlainServer } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { explainAwsError, isTransient } from "../../../provider/src/aws/awsError";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { isCertificateFault, networkFaultOf } from "../../../provider/src/aws/networkError";
import { readAwsSettings } from "../../../provider/src/aws/settings/config";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { networkError } from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { withTemporaryFolder } from "../../support/pulumi/fakePrograms";
import { makeAuthority } from "../../support/web/certificates";

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

/** Calls Cognito through a server, over TLS: what is said of it. */
async function callThrough(server: Server): Promise<string> {
    let connections = 0;
    server.on("connection", () => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const config: Readonly<Record<string, string>> = {
        "aws:accessKey": "AKIDEXAMPLE",
        "aws:secretKey": "secret",
        "aws:endpoints": JSON.stringify([
            { cognitoidp: `https://127.0.0.1:${(server.address() as AddressInfo).port}` },
        ]),
    };
    const api = createSdkImportApi(
        clientSettings(
            readAwsSettings((key) => config[key]),
            fakePoolId,
        ),
    );
    const error = await api.getCsvHeader(fakePoolId).then(
        () => assert.fail("it answered"),
        (thrown: unknown) => thrown,
    );
    assert.equal(connections, 1);
    return explainAwsError(error, call).message;
}

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
            assert.match(message, /your own certificate authority .*NODE_EXTRA_CA_CERTS.*clock.*proxy/);
            assert.equal(isTransient(networkError(code)), false);
            assert.deepEqual(
                [isCertificateFault(code), networkFaultOf(networkError(code))?.kind],
                [true, "certificate"],
            );
        });
    }

    for (const code of tlsCodes) {
        it(`says that the TLS connection failed for ${code}, which may pass`, () => {
            const { code: reason, message } = explainAwsError(networkError(code), call);

            assert.equal(reason, "unreachable");
            assert.match(
                message,
                new RegExp(`The TLS connection to the server failed \\(${code}\\)\\. .*proxy.*https only`),
            );
            assert.equal(isTransient(networkError(code)), true);
        });
    }

    it("is found in what the SDK throws, which tries no TLS fault again", async () => {
        await withTemporaryFolder(async (folder) => {
            const authority = await makeAuthority(folder, "unknown");
            const servers = [createServer(await authority.sign("IP:127.0.0.1")), createPlainServer()] as const;
            try {
                const [unknown, plain] = await Promise.all(servers.map(callThrough));

                assert.match(
                    unknown ?? "",
                    /certificate of .* cannot be trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\).*NODE_EXTRA_CA_CERTS/,
                );
                assert.match(plain ?? "", /The TLS connection to the server failed \((?:EPROTO|ERR_SSL_\w+)\)/);
            } finally {
                for (const server of servers) {
                    server.close();
                }
            }
        });
    });

    it("is not what every code is taken for", () => {
        for (const error of [networkError("ENOENT"), networkError("ERR_INVALID_URL"), networkError("status 503")]) {
            assert.equal(networkFaultOf(error), undefined);
        }
    });
});
