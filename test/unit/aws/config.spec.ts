import assert from "node:assert/strict";
import type { AwsSettings } from "../../../provider/src/aws/awsSettings";
import { readAwsSettings, regionOfUserPool } from "../../../provider/src/aws/config";

const read = (config: Readonly<Record<string, string>>): AwsSettings => readAwsSettings((key) => config[key]);

/** The failure of reading a config that holds `value` under `aws:<key>`. */
function failureOf(key: string, value: string): { code: string; message: string } {
    try {
        read({ [`aws:${key}`]: value });
    } catch (error) {
        return error as { code: string; message: string };
    }
    return assert.fail(`aws:${key} was taken`);
}

describe("readAwsSettings", () => {
    it("leaves everything to the SDK where nothing is configured", () => {
        assert.deepEqual(read({}), {
            region: undefined,
            profile: undefined,
            accessKey: undefined,
            secretKey: undefined,
            token: undefined,
            assumeRoles: [],
            endpoints: {},
            maxRetries: undefined,
            sharedConfigFiles: [],
            sharedCredentialsFiles: [],
        });
    });

    it("reads the plain settings of the AWS plugin", () => {
        const settings = read({
            "aws:region": "eu-west-1",
            "aws:profile": "dev",
            "aws:accessKey": "AKIDEXAMPLE",
            "aws:secretKey": "secret",
            "aws:token": "token",
            "aws:maxRetries": "0",
        });

        assert.equal(settings.region, "eu-west-1");
        assert.equal(settings.profile, "dev");
        assert.deepEqual([settings.accessKey, settings.secretKey, settings.token], ["AKIDEXAMPLE", "secret", "token"]);
        assert.equal(settings.maxRetries, 0);
    });

    it("takes an empty value for none", () => {
        assert.equal(read({ "aws:profile": "" }).profile, undefined);
    });

    it("reads endpoints from a list or an object, under any name that the AWS plugin has for a service", () => {
        const list = '[{"cognitoidp":"http://localhost:9229","s3":""},{"cloudwatchlogs":"https://logs.example.com"}]';

        assert.deepEqual(read({ "aws:endpoints": list }).endpoints, {
            cognitoidp: "http://localhost:9229",
            logs: "https://logs.example.com",
        });
        const object = '{"cognitoidentityprovider":"https://idp.example.com","dynamodb":"http://localhost:8000"}';
        assert.deepEqual(read({ "aws:endpoints": object }).endpoints, { cognitoidp: "https://idp.example.com" });
    });

    it("reads the first of the shared files, as text, list or JSON", () => {
        assert.deepEqual(read({ "aws:sharedConfigFiles": '["/a","/b"]' }).sharedConfigFiles, ["/a", "/b"]);
        assert.deepEqual(read({ "aws:sharedCredentialsFiles": "/c" }).sharedCredentialsFiles, ["/c"]);
        assert.deepEqual(read({ "aws:sharedCredentialsFiles": '"/d"' }).sharedCredentialsFiles, ["/d"]);
    });

    it("reads one role and several, in their order", () => {
        const one = read({ "aws:assumeRole": '{"roleArn":"arn:1","sessionName":"up","externalId":"x"}' });
        const many = read({ "aws:assumeRoles": '[{"roleArn":"arn:1"},{"roleArn":"arn:2"}]' });

        assert.deepEqual(
            one.assumeRoles.map(({ roleArn, sessionName, externalId }) => [roleArn, sessionName, externalId]),
            [["arn:1", "up", "x"]],
        );
        assert.deepEqual(
            many.assumeRoles.map(({ roleArn }) => roleArn),
            ["arn:1", "arn:2"],
        );
    });

    it("reads how long a role is assumed for, as the AWS plugin writes it", () => {
        const durations = ['"duration":"1h30m0s"', '"durationSeconds":5400'];
        for (const duration of durations) {
            const { assumeRoles } = read({ "aws:assumeRole": `{"roleArn":"arn:1",${duration}}` });
            assert.equal(assumeRoles[0]?.durationSeconds, 5400);
        }
        assert.equal(failureOf("assumeRole", '{"roleArn":"arn:1","duration":"soon"}').code, "config-invalid");
        assert.equal(failureOf("assumeRole", '{"roleArn":"arn:1","durationSeconds":"x"}').code, "config-invalid");
    });

    it("keeps what narrows or marks an assumed session", () => {
        const role = {
            roleArn: "arn:1",
            policy: "{}",
            policyArns: ["arn:p"],
            sourceIdentity: "me",
            tags: { team: "a" },
            transitiveTagKeys: ["team"],
        };

        const [settings] = read({ "aws:assumeRole": JSON.stringify(role) }).assumeRoles;

        const { policy, policyArns, sourceIdentity, tags, transitiveTagKeys } = settings ?? {};
        assert.deepEqual(
            { roleArn: settings?.roleArn, policy, policyArns, sourceIdentity, tags, transitiveTagKeys },
            role,
        );
    });

    const refused: readonly (readonly [string, string])[] = [
        ["endpoints", "secret-value"],
        ["endpoints", '[{"cognitoidp":"secret-value"}]'],
        ["endpoints", '[{"cognitoidp":{"url":"secret-value"}}]'],
        ["endpoints", '[{"s3":"ftp://secret-value"}]'],
        ["endpoints", '{"secret-value'],
        ["assumeRole", '{"externalId":"secret-value"}'],
        ["assumeRoles", '["secret-value"]'],
        ["maxRetries", "secret-value"],
        ["maxRetries", "-1"],
        ["maxRetries", "1.5"],
        ["accessKey", "secret-value"],
        ["secretKey", "secret-value"],
    ];
    for (const [key, value] of refused) {
        it(`refuses aws:${key} ${value}, naming the key but not the value`, () => {
            const { code, message } = failureOf(key, value);

            assert.equal(code, "config-invalid");
            assert.match(message, new RegExp(`aws:${key.replace("secretKey", "accessKey")}`));
            assert.doesNotMatch(message, /secret-value/);
        });
    }
});

describe("regionOfUserPool", () => {
    const configured = read({ "aws:region": "eu-central-1" });

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
