import assert from "node:assert/strict";
import { homedir } from "node:os";
import type { AwsSettings } from "../../../provider/src/aws/settings/awsSettings";
import { readAwsSettings, regionOfUserPool } from "../../../provider/src/aws/settings/config";
import { withEnvironment } from "../../support/process/withEnvironment";

const read = (config: Readonly<Record<string, string>>): AwsSettings =>
    readAwsSettings((key) => (key.startsWith("aws:") ? config[key.slice("aws:".length)] : undefined));

/** The failure of reading a config that holds `value` under `aws:<key>`. */
function failureOf(key: string, value: string): { code: string; message: string } {
    try {
        read({ [key]: value });
    } catch (error) {
        return error as { code: string; message: string };
    }
    return assert.fail(`aws:${key} was taken`);
}

const roleArn = "arn:aws:iam::123456789012:role/Importer";
const otherArn = "arn:aws-us-gov:iam::210987654321:role/teams/a/Importer";

describe("readAwsSettings", () => {
    it("leaves everything to the SDK where nothing is configured", () => {
        const { assumeRoles, endpoints, sharedConfigFiles, sharedCredentialsFiles, ...others } = read({});

        assert.deepEqual([assumeRoles, endpoints, sharedConfigFiles, sharedCredentialsFiles], [[], {}, [], []]);
        assert.deepEqual([...new Set(Object.values(others))], [undefined]);
    });

    it("reads the plain settings of the AWS plugin", () => {
        const plain = {
            region: "eu-west-1",
            profile: "dev",
            accessKey: "AKIDEXAMPLE",
            secretKey: "secret",
            token: "token",
            retryMode: "adaptive",
            customCaBundle: "/ca.pem",
            httpProxy: "http://proxy:3128",
            httpsProxy: "https://user:word@proxy:3129",
            noProxy: "localhost,.example.com",
            stsRegion: "us-east-1",
        } as const;
        const settings = read({
            ...plain,
            maxRetries: "0",
            insecure: "true",
            useFipsEndpoint: "true",
            useDualstackEndpoint: "false",
            s3UsePathStyle: "true",
            allowedAccountIds: '["123456789012","000000000000"]',
            userAgents: '["pipeline/1.0"]',
        });

        assert.deepEqual(settings, {
            ...read({}),
            ...plain,
            maxRetries: 0,
            insecure: true,
            useFipsEndpoint: true,
            useDualstackEndpoint: false,
            s3UsePathStyle: true,
            allowedAccountIds: ["123456789012", "000000000000"],
            userAgents: ["pipeline/1.0"],
        });
    });

    it("takes an empty value for none, and an empty list of accounts", () => {
        assert.deepEqual(read({ profile: "", assumeRoles: "", allowedAccountIds: "[]", endpoints: "[]" }), read({}));
    });

    it("takes numbers for text: `pulumi config set --path` writes them so", () => {
        assert.deepEqual(read({ forbiddenAccountIds: "[123456789012]" }).forbiddenAccountIds, ["123456789012"]);
        const { assumeRoles } = read({ assumeRoles: `[{"roleArn":"${roleArn}","externalId":4711}]` });
        assert.equal(assumeRoles[0]?.externalId, "4711");
    });

    it("reads endpoints from a list or an object, under any name that the AWS plugin has for a service", () => {
        const list = '[{"cognitoidp":"http://localhost:9229","s3":""},{"cloudwatchlogs":"https://logs.example.com"}]';

        assert.deepEqual(read({ endpoints: list }).endpoints, {
            cognitoidp: "http://localhost:9229",
            logs: "https://logs.example.com",
        });
        const object = '{"cognitoidentityprovider":"https://idp.example.com","sts":"http://[::1]:80","dynamodb":"x"}';
        assert.deepEqual(read({ endpoints: object }).endpoints, {
            cognitoidp: "https://idp.example.com",
            sts: "http://[::1]:80",
        });
    });

    it("reads the shared files, as text, list or JSON, with ~ and environment variables", async () => {
        await withEnvironment({ SHARED: "/shared" }, async () => {
            const { sharedConfigFiles } = read({ sharedConfigFiles: '["/a","~/.aws/b","$SHARED/c","$' + '{SHARED}"]' });
            assert.deepEqual(sharedConfigFiles, ["/a", `${homedir()}/.aws/b`, "/shared/c", "/shared"]);
            assert.equal(read({ customCaBundle: "$SHARED/ca.pem" }).customCaBundle, "/shared/ca.pem");
        });
        assert.deepEqual(read({ sharedCredentialsFiles: "/c" }).sharedCredentialsFiles, ["/c"]);
        assert.deepEqual(read({ sharedCredentialsFiles: '"/d"' }).sharedCredentialsFiles, ["/d"]);
    });

    it("takes a proxy without a scheme for one of HTTP, as the AWS plugin does", () => {
        assert.equal(read({ httpProxy: "proxy.example.com:3128" }).httpProxy, "http://proxy.example.com:3128");
    });

    it("reads one role and several, in their order, with what narrows or marks a session", () => {
        const role = {
            roleArn,
            sessionName: "up",
            externalId: "x/1",
            policy: '{"Version":"2012-10-17"}',
            policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            sourceIdentity: "me@example.com",
            tags: { team: "a" },
            transitiveTagKeys: ["team"],
        };
        const { assumeRoles } = read({ assumeRoles: JSON.stringify([role, { roleArn: otherArn }]) });

        assert.deepEqual(assumeRoles[0], { ...role, durationSeconds: undefined });
        assert.equal(assumeRoles[1]?.roleArn, otherArn);
        assert.deepEqual(read({ assumeRole: JSON.stringify(role) }).assumeRoles, [assumeRoles[0]]);
    });

    const durations: readonly (readonly [unknown, number])[] = [
        ["1h30m0s", 5400],
        ["1.5h", 5400],
        ["15m", 900],
        ["12h", 43_200],
        ["900000ms", 900],
    ];
    for (const [duration, seconds] of durations) {
        it(`reads the duration ${duration} of a session`, () => {
            const { assumeRoles } = read({ assumeRoles: JSON.stringify([{ roleArn, duration }]) });
            assert.equal(assumeRoles[0]?.durationSeconds, seconds);
        });
    }

    it("reads a duration in seconds, as older AWS plugins had it", () => {
        const { assumeRoles } = read({ assumeRole: `{"roleArn":"${roleArn}","durationSeconds":5400}` });
        assert.equal(assumeRoles[0]?.durationSeconds, 5400);
    });

    it("reads a role of a web identity, whose token is given, or in a file, or in the environment's", async () => {
        const identity = (more: object): AwsSettings["assumeRoleWithWebIdentity"] =>
            read({ assumeRoleWithWebIdentity: JSON.stringify({ roleArn, sessionName: "ci", duration: "1h", ...more }) })
                .assumeRoleWithWebIdentity;
        const common = { roleArn, sessionName: "ci", durationSeconds: 3600, policy: undefined, policyArns: undefined };
        await withEnvironment({ AWS_WEB_IDENTITY_TOKEN_FILE: "/var/token" }, async () => {
            const token = { webIdentityToken: "eyJ", webIdentityTokenFile: undefined };
            assert.deepEqual(identity({ webIdentityToken: "eyJ" }), { ...common, ...token });
            const file = { webIdentityToken: undefined, webIdentityTokenFile: `${homedir()}/t` };
            assert.deepEqual(identity({ webIdentityTokenFile: "~/t" }), { ...common, ...file });
            assert.deepEqual(identity({}), { ...common, ...file, webIdentityTokenFile: "/var/token" });
        });
    });

    it("says all that is wrong at once, each with its place", () => {
        const text = JSON.stringify([
            { roleArn, duration: "secret" },
            { policyArns: ["secret"], roleArn: "secret" },
        ]);
        assert.throws(() => read({ assumeRoles: text, maxRetries: "secret", insecure: "secret" }), {
            code: "config-invalid",
            message: [
                "Pulumi config aws:assumeRoles[0].duration cannot be used: it must be a duration between 15 minutes and " +
                    '12 hours, such as "1h" or "90m".',
                "Pulumi config aws:assumeRoles[1].roleArn cannot be used: it is not the ARN of an IAM role, such as " +
                    "arn:aws:iam::123456789012:role/Importer.",
                "Pulumi config aws:insecure cannot be used: it must be true or false.",
                "Pulumi config aws:maxRetries cannot be used: it must be a whole number, 0 or more.",
            ].join("\n"),
        });
    });

    const refused: readonly (readonly [key: string, value: string, place?: string])[] = [
        ["endpoints", "secret-value"],
        ["endpoints", '[{"cognitoidp":"secret-value"}]', "endpoints[0].cognitoidp"],
        ["endpoints", '{"cognitoidp":{"url":"secret-value"}}', "endpoints.cognitoidp"],
        ["endpoints", '[{"s3":"ftp://secret-value"}]', "endpoints[0].s3"],
        ["endpoints", '{"s3":"http://secret-value","s3api":"http://other"}', "endpoints.s3api"],
        ["endpoints", '{"secret-value'],
        ["assumeRole", '{"externalId":"secret-value"}'],
        ["assumeRole", `{"roleArn":"${roleArn}","externalId":"secret-value "}`, "assumeRole.externalId"],
        ["assumeRole", `{"roleArn":"${roleArn}","policy":"secret-value"}`, "assumeRole.policy"],
        ["assumeRole", `{"roleArn":"${roleArn}","tags":"secret-value"}`, "assumeRole.tags"],
        ["assumeRole", `{"roleArn":"${roleArn}","duration":"14m"}`, "assumeRole.duration"],
        ["assumeRole", `{"roleArn":"${roleArn}","durationSeconds":"x"}`, "assumeRole.durationSeconds"],
        ["assumeRoles", '["secret-value"]', "assumeRoles[0]"],
        ["assumeRoleWithWebIdentity", '{"webIdentityToken":"secret-value"}'],
        [
            "assumeRoleWithWebIdentity",
            `{"roleArn":"${roleArn}","webIdentityToken":"secret-value","webIdentityTokenFile":"secret-value"}`,
        ],
        ["maxRetries", "secret-value"],
        ["maxRetries", "-1"],
        ["maxRetries", "1.5"],
        ["accessKey", "secret-value"],
        ["secretKey", "secret-value"],
        ["token", "secret-value"],
        ["insecure", "secret-value"],
        ["retryMode", "secret-value"],
        ["httpProxy", "socks5://secret-value"],
        ["httpsProxy", "secret value"],
        ["allowedAccountIds", "secret-value"],
        ["forbiddenAccountIds", "[12345678901]", "forbiddenAccountIds[0]"],
    ];
    for (const [key, value, place = key] of refused) {
        it(`refuses aws:${key} ${value}, naming the place but not the value`, async () => {
            await withEnvironment({ AWS_WEB_IDENTITY_TOKEN_FILE: undefined }, async () => {
                const { code, message } = failureOf(key, value);

                assert.equal(code, "config-invalid");
                assert.ok(message.startsWith(`Pulumi config aws:${place} cannot be used: `), message);
                assert.doesNotMatch(message, /secret-value/);
            });
        });
    }

    const together: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
        [
            { allowedAccountIds: "123456789012", forbiddenAccountIds: "210987654321" },
            /aws:forbiddenAccountIds .* only one/,
        ],
        [{ assumeRole: `{"roleArn":"${roleArn}"}`, assumeRoles: `[{"roleArn":"${roleArn}"}]` }, /set only assumeRoles/],
    ];
    for (const [config, reason] of together) {
        it(`refuses ${Object.keys(config).join(" together with ")}`, () => {
            assert.throws(() => read(config), { code: "config-invalid", message: reason });
        });
    }
});

describe("regionOfUserPool", () => {
    const configured = read({ region: "eu-central-1" });

    for (const region of ["us-east-1", "us-gov-west-1", "cn-northwest-1", "ap-southeast-4"]) {
        it(`takes ${region} from the pool's id`, () => {
            assert.equal(regionOfUserPool(`${region}_AbCdEfGhI`, configured), region);
        });
    }

    it("takes the configured region where the id names none, else leaves it to the SDK", () => {
        assert.equal(regionOfUserPool("local_AbCdEfGhI", configured), "eu-central-1");
        assert.equal(regionOfUserPool("local_AbCdEfGhI", read({})), undefined);
    });
});
