import assert from "node:assert/strict";
import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { version } from "../../../plugin/src/schema";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { jobUrn, secret } from "../../support/pulumi/pluginMethods";
import { withPluginService } from "../../support/pulumi/pluginService";

const roleArn = "arn:aws:iam::123456789012:role/Importer";
const explicitUrn = "urn:pulumi:dev::people::pulumi:providers:cognito-user-import::production";

describe("the plugin's config", () => {
    it("is answered as it is where nothing is wrong, with credentials as secrets", async () => {
        await withPluginService({}, async ({ checkConfig }) => {
            const plain = { region: "eu-west-1", profile: "production", maxRetries: "5", useFipsEndpoint: true };
            const identity = { roleArn, webIdentityToken: "canary" };
            const text = JSON.stringify(identity);

            const { inputs, reasons } = await checkConfig({
                ...plain,
                accessKey: "AKIDEXAMPLE",
                secretKey: "canary",
                httpsProxy: "http://user:canary@proxy.example.com",
                assumeRoleWithWebIdentity: identity,
            });
            const asText = await checkConfig({ assumeRoleWithWebIdentity: text });

            assert.deepEqual(reasons, []);
            assert.deepEqual(inputs, {
                ...plain,
                accessKey: secret("AKIDEXAMPLE"),
                secretKey: secret("canary"),
                httpsProxy: secret("http://user:canary@proxy.example.com"),
                assumeRoleWithWebIdentity: { roleArn, webIdentityToken: secret("canary") },
            });
            assert.deepEqual(asText, { inputs: { assumeRoleWithWebIdentity: secret(text) }, reasons: [] });
        });
    });

    it("is refused where the URL of an endpoint holds a credential, which would stand in the state", async () => {
        await withPluginService({}, async ({ checkConfig, check, args }) => {
            const endpoints = { cognitoidp: "https://user:canary@cognito.example.com" };

            const { reasons } = await checkConfig({ endpoints: [endpoints] });
            const { failures } = await check({ ...args, source: "users.csv", aws: { endpoints } });

            for (const reason of [reasons.join(), failures[0]?.reason ?? ""]) {
                assert.match(reason, /endpoints.*without a user name and a password/);
                assert.doesNotMatch(reason, /canary/);
            }
        });
    });

    it("is refused with all that is wrong, by key and without a value, as config or as a provider's argument", async () => {
        await withPluginService({}, async ({ checkConfig }) => {
            const args = {
                regin: "canary",
                maxRetries: "canary",
                assumeRoles: JSON.stringify([{ roleArn: "canary" }]),
                accessKey: "canary",
                anything: "canary",
            };

            const { reasons } = await checkConfig(args);
            const explicit = await checkConfig(args, explicitUrn);

            assert.deepEqual([...reasons].sort(), [
                "Pulumi config cognito-user-import:accessKey cannot be used: accessKey and secretKey must be set together, and secretKey is not set.",
                "Pulumi config cognito-user-import:anything cannot be used: it is unknown.",
                "Pulumi config cognito-user-import:assumeRoles[0].roleArn cannot be used: it is not the ARN of an IAM role, such as arn:aws:iam::123456789012:role/Importer.",
                "Pulumi config cognito-user-import:maxRetries cannot be used: it must be a whole number, 0 or more.",
                "Pulumi config cognito-user-import:regin cannot be used: it is unknown; region may be meant.",
            ]);
            assert.deepEqual(
                explicit.reasons,
                reasons.map((reason) =>
                    reason.replace(/Pulumi config cognito-user-import:(\S+)/, "Argument $1 of the provider"),
                ),
            );
        });
    });

    it("lets pass what is not known yet, and what the engine keeps among it for itself", async () => {
        await withPluginService({}, async ({ checkConfig }) => {
            const args = {
                maxRetries: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
                assumeRoles: [{ roleArn: unknownValue }],
                useFipsEndpoint: unknownValue,
                version,
                pluginDownloadURL: "https://example.com",
                __internal: { pluginDownloadURL: "https://example.com" },
                __defaults: [],
            };

            const { inputs, reasons } = await checkConfig(args);

            assert.deepEqual(reasons, []);
            assert.deepEqual(inputs, { ...args, maxRetries: unknownValue });
        });
    });

    it("warns of keys of the AWS plugin's that do nothing here", async () => {
        await withPluginService({}, async ({ checkConfig, said }) => {
            await checkConfig({ defaultTags: { tags: { team: "a" } }, skipMetadataApiCheck: "true" });

            assert.deepEqual(said.warnings, [
                "Pulumi config cognito-user-import:skipMetadataApiCheck does nothing for import jobs. Without other credentials they use those of " +
                    "the EC2 instance. To prevent that, set the environment variable AWS_EC2_METADATA_DISABLED to true.",
            ]);
        });
    });

    it("is refused by a plugin that is older than the SDK, or of another major version", async () => {
        await withPluginService({}, async ({ checkConfig }) => {
            const [major = 0, minor = 0] = version.split(".").map(Number);
            const asked = async (wanted: string): Promise<string[]> => (await checkConfig({ version: wanted })).reasons;

            assert.deepEqual(await asked(version), []);
            assert.deepEqual(await asked(""), []);
            const newer = `${major}.${minor}.999`;
            assert.deepEqual(await asked(newer), [
                `The program asks for version ${newer} of the plugin cognito-user-import, and this is ${version}. Install that version (npm install ` +
                    `pulumi-resource-cognito-user-import@${newer}, or pulumi plugin install resource cognito-user-import ${newer}), or take the ` +
                    `SDK of version ${version}.`,
            ]);
            assert.match((await asked(`${major + 1}.0.0`)).join(), /asks for version/);
        });
    });

    it("updates its provider where a setting changes, and never replaces it", async () => {
        await withPluginService({}, async ({ diffConfig }) => {
            const olds = { region: "eu-west-1", profile: "a", endpoints: "[]", version: "0.1.0" };

            const same = await diffConfig(olds, { ...olds, endpoints: [] });
            const changed = await diffConfig(olds, {
                region: unknownValue,
                profile: "b",
                endpoints: "[]",
                version: "0.1.0",
            });
            const fewer = await diffConfig(olds, { region: "eu-west-1" });

            assert.deepEqual([same.getChanges(), same.getDiffsList()], [1, []]);
            assert.deepEqual([changed.getChanges(), changed.getDiffsList()], [2, ["profile", "region"]]);
            assert.deepEqual(fewer.getDiffsList(), ["endpoints", "profile", "version"]);
            assert.deepEqual([...changed.getReplacesList(), ...fewer.getReplacesList()], []);
            assert.equal(changed.getDetaileddiffMap().get("profile")?.getKind(), PropertyDiff.Kind.UPDATE);
        });
    });

    it("is named, where it cannot be used all the same, by everything that would have used it", async () => {
        await withPluginService({}, async ({ configure, check, read, args, poolId }) => {
            await configure({ maxRetries: "canary" });
            const refusal = /Pulumi config cognito-user-import:maxRetries cannot be used: it must be a whole number/;

            await assert.rejects(check({ ...args, source: "users.csv" }), refusal);
            await assert.rejects(read(`${poolId}/import-AbCdEfGhIj`), refusal);
        });
    });

    it("is what errors advise to correct, and not that of the AWS plugin", async () => {
        await withPluginService({}, async ({ configure, check, read, args, poolId }) => {
            await configure({ profile: "no-such-profile" });
            const refused = await read(`${poolId}/import-AbCdEfGhIj`).catch((error: Error) => error.message);
            await configure({
                endpoints: [{ s3: "http://127.0.0.1:1" }],
                region: "us-east-1",
                accessKey: "a",
                secretKey: secret("b"),
                maxRetries: 0,
            });
            const { failures } = await check({ ...args, source: "s3://people/users.csv" });

            assert.match(String(refused), /config or argument cognito-user-import:profile/);
            assert.match(failures[0]?.reason ?? "", /Pulumi config cognito-user-import:endpoints/);
            assert.doesNotMatch(`${refused} ${failures[0]?.reason}`, /\baws:/);
        });
    });
});

describe("the plugin", () => {
    it("says its version, which is its package's", async () => {
        await withPluginService({}, async (service) => assert.equal(await service.version(), version));
    });

    it("joins another engine that attaches to it", async () => {
        await withPluginService({}, async ({ attach, engines, check, args }) => {
            await attach("127.0.0.1:4711");

            assert.deepEqual(engines, ["engine:1", "127.0.0.1:4711"]);
            assert.match((await check({ ...args, source: "no-such.csv" })).failures[0]?.reason ?? "", /no-such\.csv/);
        });
    });

    it("answers what is too long for the headers of an answer in short, and every later call", async () => {
        await withPluginService({}, async ({ read, version: asked }) => {
            await assert.rejects(read(`us-east-1_AbCdEfGhI/${"import".repeat(20_000)}`), /…/);
            assert.equal(await asked(), version);
        });
    });

    it("says which resource it does not have", async () => {
        await withPluginService({}, async ({ check }) => {
            const urn = jobUrn.replaceAll("UserImportJob", "UserExportJob");

            await assert.rejects(
                check({}, {}, { urn }),
                new RegExp(
                    `The plugin cognito-user-import ${version} has no resource cognito-user-import:index:UserExportJob\\.`,
                ),
            );
        });
    });
});
