import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { accountOf } from "../../../provider/src/aws/callers/accountCheck";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import type { AwsSettings } from "../../../provider/src/aws/settings/awsSettings";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { awsSettings, noAwsEnvironment } from "../../support/aws/awsSettings";
import { withEnvironment } from "../../support/process/withEnvironment";
import { type CompanyNetwork, withCompanyNetwork } from "../../support/web/companyNetwork";

const userPoolId = "us-east-1_NoSuchPool";
const key = { accessKey: "AKIDEXAMPLE", secretKey: "made-up", region: "us-east-1", maxRetries: 0 };

describe("endpoints", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "endpoints-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    const file = (name: string, content: string): string => {
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
        return path;
    };

    /** The hosts that calls of all services go to, as a proxy sees them that lets none through. */
    const hostsOf = async (
        { proxyUrl, asked }: CompanyNetwork,
        settings: Partial<AwsSettings>,
        environment: Readonly<Record<string, string>> = {},
    ): Promise<string[]> => {
        asked.length = 0;
        const all = awsSettings({ httpsProxy: proxyUrl, ...settings });
        const clients = clientSettings(all, userPoolId);
        const api = createSdkImportApi(clients);
        await withEnvironment({ ...noAwsEnvironment, ...environment }, async () => {
            const refused = { name: "ProxyFault" };
            await assert.rejects(api.getCsvHeader(userPoolId), refused);
            await assert.rejects(api.findLogStreams("group", "job"), refused);
            const { signal } = new AbortController();
            await assert.rejects(createS3Objects(clients.s3).head(parseS3Url("s3://people/a.csv"), signal), refused);
            await assert.rejects(accountOf(all), { code: "unreachable" });
        });
        return asked.map((host) => host.replace(/:443$/, ""));
    };

    const behindProxy = async (test: (network: CompanyNetwork) => Promise<void>): Promise<void> =>
        await withCompanyNetwork({ folder, serviceUrl: "http://127.0.0.1:9" }, async (network) => {
            network.refusal = 403;
            await test(network);
        });

    const fips = [
        "cognito-idp-fips.us-east-1.amazonaws.com",
        "logs-fips.us-east-1.amazonaws.com",
        "people.s3-fips.us-east-1.amazonaws.com",
        "sts-fips.us-east-1.amazonaws.com",
    ];
    const dualstack = [
        "cognito-idp.us-east-1.amazonaws.com",
        "logs.us-east-1.api.aws",
        "people.s3.dualstack.us-east-1.amazonaws.com",
        "sts.us-east-1.api.aws",
    ];

    it("are those for FIPS by the settings, the environment, or the profile of the SDK's or other files", async () => {
        const config = file("config", "[profile gov]\nuse_fips_endpoint = true\n");

        await behindProxy(async (network) => {
            assert.deepEqual(await hostsOf(network, { ...key, useFipsEndpoint: true }), fips);
            assert.deepEqual(await hostsOf(network, key, { AWS_USE_FIPS_ENDPOINT: "true" }), fips);
            assert.deepEqual(await hostsOf(network, { ...key, profile: "gov" }, { AWS_CONFIG_FILE: config }), fips);
            assert.deepEqual(await hostsOf(network, { ...key, profile: "gov", sharedConfigFiles: [config] }), fips);
            assert.deepEqual(
                await hostsOf(network, { ...key, sharedConfigFiles: [config] }, { AWS_PROFILE: "gov" }),
                fips,
            );
        });
    });

    it("are those for IPv6 too by the settings, or a profile of several files", async () => {
        const first = file("first", "[profile six]\nuse_dualstack_endpoint = false\n");
        const second = file("second", "[profile six]\nuse_dualstack_endpoint = true\n");

        await behindProxy(async (network) => {
            assert.deepEqual(await hostsOf(network, { ...key, useDualstackEndpoint: true }), dualstack);
            assert.deepEqual(
                await hostsOf(network, { ...key, profile: "six", sharedConfigFiles: [first, second] }),
                dualstack,
            );
        });
    });

    it("of the settings stay as they are, and buckets are in the path where the settings say so", async () => {
        const endpoints = { cognitoidp: "https://cognito.example.com", sts: "https://sts.example.com" };

        await behindProxy(async (network) => {
            assert.deepEqual(
                await hostsOf(network, { ...key, endpoints, useFipsEndpoint: true, useDualstackEndpoint: true }),
                [
                    "cognito.example.com",
                    "logs-fips.us-east-1.api.aws",
                    "people.s3-fips.dualstack.us-east-1.amazonaws.com",
                    "sts.example.com",
                ],
            );
            assert.ok(
                (await hostsOf(network, { ...key, s3UsePathStyle: true })).includes("s3.us-east-1.amazonaws.com"),
            );
        });
    });

    it("of single sign-on are called through the proxy too, with a profile of the settings' own files", async () => {
        const startUrl = "https://example.awsapps.com/start";
        const config = file(
            "sso",
            `[sso-session people]\nsso_start_url = ${startUrl}\nsso_region = us-east-1\n[profile person]\nsso_session = people\n` +
                "sso_account_id = 222222222222\nsso_role_name = Import\n[profile role]\nsource_profile = person\n" +
                "role_arn = arn:aws:iam::222222222222:role/Import\n",
        );
        const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
        const name = createHash("sha1").update("people").digest("hex");
        file(`.aws/sso/cache/${name}.json`, JSON.stringify({ accessToken: "made-up", expiresAt }));
        await behindProxy(async ({ proxyUrl, asked }) => {
            for (const profile of ["person", "role"]) {
                asked.length = 0;
                const files = { profile, sharedConfigFiles: [config] };
                const settings = awsSettings({ ...files, region: "us-east-1", httpsProxy: proxyUrl });
                await withEnvironment({ ...noAwsEnvironment, HOME: folder }, async () => {
                    await assert.rejects(accountOf(settings));
                });

                assert.deepEqual([...new Set(asked)], ["portal.sso.us-east-1.amazonaws.com:443"], profile);
            }
        });
    });
});
