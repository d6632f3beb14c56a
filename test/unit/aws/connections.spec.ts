import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { explainAwsError } from "../../../provider/src/aws/awsError";
import { accountOf } from "../../../provider/src/aws/callers/accountCheck";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { connectionsOf } from "../../../provider/src/aws/connections/connections";
import type { AwsSettings } from "../../../provider/src/aws/settings/awsSettings";
import { systemClock } from "../../../provider/src/clock";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { putStream } from "../../../provider/src/job/putStream";
import { openRemoteSource } from "../../../provider/src/source/remoteSource";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { awsSettings, noAwsEnvironment } from "../../support/aws/awsSettings";
import { withEmulator } from "../../support/aws/withEmulator";
import { withEnvironment } from "../../support/process/withEnvironment";
import { textOf } from "../../support/sources/textOf";
import { type CompanyNetwork, withCompanyNetwork } from "../../support/web/companyNetwork";

const userPoolId = "us-east-1_NoSuchPool";
const csv = "name,email\nada,ada@example.com\n";
const key = { accessKey: "AKIDEXAMPLE", secretKey: "made-up", maxRetries: 0 };
const roles = [{ roleArn: "arn:aws:iam::222222222222:role/Import" }];

/** An answer: the emulator has neither the pool nor the log. */
function expectNotFound(error: Error): void {
    if (error.name !== "ResourceNotFoundException") {
        throw error;
    }
}

/** Each kind of call of this package; each throws where there is no answer. */
const calls = {
    cognito: async (settings: AwsSettings) =>
        await createSdkImportApi(clientSettings(settings, userPoolId)).getCsvHeader(userPoolId).catch(expectNotFound),
    logs: async (settings: AwsSettings) =>
        await createSdkImportApi(clientSettings(settings, userPoolId))
            .findLogStreams("/aws/cognito/userpools/x", "job")
            .catch(expectNotFound),
    sts: async (settings: AwsSettings) => await accountOf(settings),
    s3: async (settings: AwsSettings) =>
        await createS3Objects(clientSettings(settings, userPoolId).s3)
            .head(parseS3Url("s3://people/new.csv"), new AbortController().signal)
            .catch((error) => assert.ok(error.$metadata?.httpStatusCode, String(error))),
    upload: async (settings: AwsSettings) =>
        await putStream({
            url: new URL("https://uploads.example.com/people.csv?signature"),
            headers: {},
            body: (async function* () {
                yield Buffer.from(csv);
            })(),
            bodyBytes: csv.length,
            clock: systemClock,
            agents: await connectionsOf(settings).forUploads(),
        }),
    source: async (settings: AwsSettings) =>
        await textOf(
            await openRemoteSource({
                url: new URL("https://files.example.com/people.csv"),
                description: "the CSV",
                trustedOrigins: [],
                maxBytes: 1_000,
                clock: systemClock,
                agents: await connectionsOf(settings).forSources(),
            }),
        ),
} as const;

describe("connections", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "connections-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    const inNetwork = async (
        environment: (network: CompanyNetwork) => Readonly<Record<string, string>>,
        test: (network: CompanyNetwork) => Promise<void>,
    ): Promise<void> =>
        await withEmulator({}, async ({ url }) => {
            await withCompanyNetwork({ folder, serviceUrl: url, csv }, async (network) => {
                await withEnvironment(
                    { ...noAwsEnvironment, ...environment(network) },
                    async () => await test(network),
                );
            });
        });

    const proxied = ({ proxyUrl, certificatePath }: CompanyNetwork, values: Partial<AwsSettings> = {}): AwsSettings =>
        awsSettings({ ...key, httpsProxy: proxyUrl, customCaBundle: certificatePath, region: "us-east-1", ...values });

    it("go through the proxy of the settings, and trust whom they name, for every kind of call", async () => {
        await inNetwork(
            () => ({}),
            async (network) => {
                const httpsProxy = network.proxyUrl.replace("//", "//ada:s%3Acret@");
                const settings = proxied(network, { httpsProxy, assumeRoles: roles, s3UsePathStyle: true });

                await calls.cognito(settings);
                await calls.logs(settings);
                assert.equal(await calls.sts(settings), "222222222222");
                await calls.s3(settings);
                assert.deepEqual(await calls.upload(settings), { status: 200, errorCode: "", errorMessage: "" });
                assert.equal(await calls.source(settings), csv);

                assert.deepEqual([...new Set(network.asked)].sort(), [
                    "cognito-idp.us-east-1.amazonaws.com:443",
                    "files.example.com:443",
                    "logs.us-east-1.amazonaws.com:443",
                    "s3.us-east-1.amazonaws.com:443",
                    "sts.us-east-1.amazonaws.com:443",
                    "uploads.example.com:443",
                ]);
                assert.equal(network.credentials, "ada:s:cret");
            },
        );
    });

    it("keep a tunnel for the next call", async () => {
        await inNetwork(
            () => ({}),
            async (network) => {
                const settings = proxied(network);

                await calls.cognito(settings);
                await calls.cognito(settings);

                assert.deepEqual(network.asked, ["cognito-idp.us-east-1.amazonaws.com:443"]);
            },
        );
    });

    it("go as the environment says", async () => {
        await inNetwork(
            ({ proxyUrl, certificatePath }) => ({
                https_proxy: proxyUrl,
                HTTP_PROXY: proxyUrl,
                NO_PROXY: "logs.us-east-1.amazonaws.com",
                AWS_CA_BUNDLE: certificatePath,
            }),
            async (network) => {
                const settings = awsSettings({ ...key, region: "us-east-1" });
                await calls.cognito(settings);
                assert.equal(await calls.source(settings), csv);

                const endpoints = { cognitoidp: "http://cognito.example.com:9229" };
                await calls.cognito(awsSettings({ ...key, endpoints }));

                assert.deepEqual(network.asked.slice(-1), ["http://cognito.example.com:9229/"]);
                assert.equal(
                    network.asked.some((asked) => asked.startsWith("logs.")),
                    false,
                );
            },
        );
    });

    it("check certificates but where insecure says otherwise, and those of sources even there", async () => {
        await inNetwork(
            () => ({}),
            async (network) => {
                const strict = proxied(network, { customCaBundle: undefined });
                const untrusted = /The certificate of .* cannot be trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)/;
                const call = { operation: "DescribeLogStreams", userPoolId };
                await assert.rejects(calls.logs(strict), (error) =>
                    untrusted.test(explainAwsError(error, call).message),
                );
                await assert.rejects(calls.sts(strict), { code: "unreachable", message: untrusted });
                assert.deepEqual(await calls.upload(strict), { brokenBy: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });

                const insecure = proxied(network, { customCaBundle: undefined, insecure: true });
                await calls.cognito(insecure);
                await calls.sts(insecure);
                assert.equal(((await calls.upload(insecure)) as { status?: number }).status, 200);
                await assert.rejects(calls.source(insecure), {
                    code: "source-unreadable",
                    message: /the certificate of files\.example\.com cannot be trusted/,
                });
                assert.equal(process.env.NODE_TLS_REJECT_UNAUTHORIZED, undefined);
            },
        );
    });

    it("say it of the proxy where it refuses or does not answer", async () => {
        await inNetwork(
            () => ({}),
            async (network) => {
                network.refusal = 407;
                const secret = network.proxyUrl.replace("//", "//ada:sesame@");
                await assert.rejects(
                    calls.sts(proxied(network, { httpsProxy: secret })),
                    (error: Error & { code: string }) => {
                        assert.equal(error.code, "unreachable");
                        assert.ok(
                            error.message.includes(
                                `The proxy ${network.proxyUrl} refused the connection (status 407). If it asks`,
                            ),
                        );
                        assert.equal(error.message.includes("sesame"), false);
                        return true;
                    },
                );
                await assert.rejects(calls.sts(proxied(network, { httpsProxy: "http://127.0.0.1:9" })), {
                    message:
                        /No answer from the proxy http:\/\/127\.0\.0\.1:9 \(ECONNREFUSED\)\. Check the Pulumi config aws:httpsProxy/,
                });
            },
        );
    });

    it("need a file of certificates that can be used", () => {
        for (const [path, reason] of [
            [
                join(folder, "none.pem"),
                /aws:customCaBundle cannot be used: the file .*none\.pem cannot be read \(ENOENT\)/,
            ],
            [__filename, /aws:customCaBundle cannot be used: the file .* has no PEM certificate/],
        ] as const) {
            const settings = awsSettings({ ...key, customCaBundle: path });
            assert.throws(() => clientSettings(settings, userPoolId), { code: "config-invalid", message: reason });
        }
    });
});
