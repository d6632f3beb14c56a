import assert from "node:assert/strict";
import { join } from "node:path";
import type { AwsSettings } from "../../../provider/src/aws/settings/awsSettings";
import { callerFixture } from "../../support/aws/callerFixture";
import { webIdentityToken } from "../../support/emulator/webIdentityToken";
import { withEnvironment } from "../../support/process/withEnvironment";

const [tools, target] = ["111111111111", "222222222222"];
const deploy = `arn:aws:iam::${tools}:role/Deploy`;
const importer = `arn:aws:iam::${target}:role/Import`;
const key = { accessKey: "AKIDTOOLS", secretKey: "made-up" };

describe("credentials", () => {
    const { file, callerOf, trying } = callerFixture({});

    it(
        "that cannot be had name the role, STS's answer and what to do, never the token",
        trying(
            () => ({}),
            async ({ settings, emulator, folder }) => {
                const token = webIdentityToken(-1);
                const denied = `User: arn:aws:iam::${tools}:user/ada is not authorized to perform: sts:AssumeRole on resource: ${importer}`;
                const role = { ...key, assumeRoles: [{ roleArn: importer }] };
                const identity = (webIdentityTokenFile: string) => ({
                    assumeRoleWithWebIdentity: { roleArn: deploy, webIdentityTokenFile },
                });
                const cases: readonly (readonly [Partial<AwsSettings>, RegExp, string?, string?])[] = [
                    [
                        role,
                        /The role arn:aws:iam::2{12}:role\/Import was not assumed\. STS answered AccessDenied: .*Allow sts:AssumeRole on arn:aws:iam::2{12}:role\/Import, both in that role's trust policy/,
                        "AccessDenied",
                        denied,
                    ],
                    [
                        role,
                        /STS answered RegionDisabledException: .*Correct what STS names/,
                        "RegionDisabledException",
                        "STS is not activated",
                    ],
                    [
                        identity(file("expired", token)),
                        /The role arn:aws:iam::1{12}:role\/Deploy was not assumed\. STS answered ExpiredTokenException: .*token has expired/,
                    ],
                    [
                        identity(file("bad", "not-a-token")),
                        /STS answered InvalidIdentityToken(?:Exception)?: .*IAM identity provider/,
                    ],
                    [
                        identity(join(folder, "none")),
                        /The file .*none with the web identity token cannot be read \(ENOENT\)/,
                    ],
                    [
                        { ...role, endpoints: { cognitoidp: emulator.url, sts: "http://127.0.0.1:9" } },
                        /The role .* was not assumed\. No answer from 127\.0\.0\.1:9 \(ECONNREFUSED\)/,
                    ],
                ];
                const notSent = {
                    HTTPS_PROXY: "socks5://ada:sesame@proxy:1080",
                    NO_PROXY: undefined,
                    no_proxy: undefined,
                };
                const sts = { cognitoidp: emulator.url, sts: "https://sts.example.com" };
                await withEnvironment(notSent, async () => {
                    for (const values of [role, identity(file("good", token))]) {
                        await assert.rejects(callerOf(settings({ ...values, endpoints: sts })), {
                            code: "config-invalid",
                            message: /^The environment variable HTTPS_PROXY cannot be used/,
                        });
                    }
                });
                for (const [values, text, code, message = ""] of cases) {
                    if (code !== undefined) {
                        emulator.faults.add({ operation: "AssumeRole", kind: "error", code, message });
                    }
                    await assert.rejects(callerOf(settings(values)), (error: Error) => {
                        assert.match(error.message, text);
                        assert.equal(error.message.includes(token), false);
                        return true;
                    });
                }
                assert.deepEqual(
                    emulator.calls.filter(({ operation }) => operation === "GetCSVHeader"),
                    [],
                );
            },
        ),
    );
});
