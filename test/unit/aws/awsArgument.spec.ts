import assert from "node:assert/strict";
import type { AwsSettings } from "../../../provider/src/aws/settings/awsSettings";
import { awsArgumentProblems, readAwsSettings } from "../../../provider/src/aws/settings/config";

const roleArn = "arn:aws:iam::123456789012:role/Importer";
const otherArn = "arn:aws:iam::210987654321:role/Importer";

const config: Readonly<Record<string, string>> = {
    "aws:region": "eu-west-1",
    "aws:profile": "dev",
    "aws:sharedConfigFiles": '["/dev/config"]',
    "aws:assumeRoles": JSON.stringify([{ roleArn }]),
    "aws:allowedAccountIds": '["123456789012"]',
    "aws:endpoints": '[{"cognitoidp":"http://localhost:9229","s3":"http://localhost:9000"}]',
    "aws:maxRetries": "3",
    "aws:insecure": "true",
    "aws:httpsProxy": "http://proxy:3128",
};

const read = (argument?: object): AwsSettings => readAwsSettings((key) => config[key], argument);

describe("readAwsSettings, with a resource's argument", () => {
    it("reads values as the AWS plugin's provider takes them", () => {
        const argument = {
            region: "us-east-1",
            assumeRoles: [{ roleArn: otherArn, duration: "1h", tags: { team: "a" }, transitiveTagKeys: ["team"] }],
            endpoints: [{ cognitoidp: "https://idp.example.com" }],
            maxRetries: 0,
            insecure: false,
            s3UsePathStyle: true,
            forbiddenAccountIds: ["123456789012"],
        };

        const settings = readAwsSettings(() => undefined, argument);

        assert.equal(settings.region, "us-east-1");
        assert.deepEqual(settings.assumeRoles[0]?.tags, { team: "a" });
        assert.deepEqual(settings.assumeRoles[0].durationSeconds, 3600);
        assert.deepEqual(settings.endpoints, { cognitoidp: "https://idp.example.com" });
        assert.deepEqual([settings.maxRetries, settings.insecure, settings.s3UsePathStyle], [0, false, true]);
        assert.deepEqual(settings.forbiddenAccountIds, ["123456789012"]);
    });

    it("changes nothing where it is empty", () => {
        for (const argument of [undefined, {}, { profile: undefined, token: null, region: "" }]) {
            assert.deepEqual(read(argument), read());
        }
    });

    it("takes the place of single keys of the config", () => {
        const more = { region: "us-east-1", maxRetries: 0, insecure: false };
        assert.deepEqual(read(more), { ...read(), ...more });
    });

    it("takes the place of all endpoints, and of none by an empty list", () => {
        assert.deepEqual(read({ endpoints: { logs: "http://logs" } }).endpoints, { logs: "http://logs" });
        assert.deepEqual(read({ endpoints: [] }).endpoints, {});
        assert.equal(Object.keys(read().endpoints).length, 2);
    });

    const callers: readonly object[] = [
        { profile: "prod" },
        { accessKey: "AKIDEXAMPLE", secretKey: "secret" },
        { assumeRoles: [{ roleArn: otherArn }] },
        { assumeRole: { roleArn: otherArn } },
        { assumeRoleWithWebIdentity: { roleArn: otherArn, webIdentityToken: "eyJ" } },
        { sharedConfigFiles: ["/prod/config"] },
        { sharedCredentialsFiles: ["/prod/credentials"] },
    ];
    for (const argument of callers) {
        it(`forgets who calls by the config where the argument has ${Object.keys(argument)[0]}`, () => {
            const alone = readAwsSettings(() => undefined, argument);
            const { region, endpoints, maxRetries, insecure, httpsProxy, allowedAccountIds } = read();

            const others = { region, endpoints, maxRetries, insecure, httpsProxy, allowedAccountIds };
            assert.deepEqual(read(argument), { ...alone, ...others });
        });
    }

    it("keeps who calls by the config where it names accounts only, and takes those alone", () => {
        const forbiddenAccountIds = ["000000000000"];
        assert.deepEqual(read({ forbiddenAccountIds }), {
            ...read(),
            allowedAccountIds: undefined,
            forbiddenAccountIds,
        });
    });

    it("lifts nothing of the config with a list that happens to be empty", () => {
        for (const key of ["assumeRoles", "sharedConfigFiles", "allowedAccountIds", "forbiddenAccountIds"]) {
            assert.deepEqual(read({ [key]: [] }), read(), key);
        }
    });

    it("says where each wrong value is: in the argument, or in the config where that counts", () => {
        const wrong: Readonly<Record<string, string>> = { "aws:maxRetries": "x", "aws:assumeRoles": "x" };
        const argument = { assumeRoles: [{ roleArn, duration: "x" }], endpoints: { s3: 1 } };
        assert.throws(() => readAwsSettings((key) => wrong[key], argument), {
            code: "config-invalid",
            message:
                /^Argument aws\.assumeRoles\[0\]\.duration cannot .*\nArgument aws\.endpoints\.s3 cannot .*\nPulumi config aws:maxRetries cannot .*$/,
        });
    });
});

describe("awsArgumentProblems", () => {
    it("finds nothing in what can be used", () => {
        assert.deepEqual(awsArgumentProblems({ profile: "prod", assumeRoles: [{ roleArn }] }), []);
    });

    it("names the place of each problem, and no value", () => {
        const problems = awsArgumentProblems({
            accessKey: "secret-value",
            assumeRoles: [{ roleArn: "secret-value" }],
            profile: ["secret-value"],
        });

        assert.deepEqual(
            problems.map(({ path }) => path),
            ["accessKey", "profile", "assumeRoles[0].roleArn"],
        );
        assert.doesNotMatch(JSON.stringify(problems), /secret-value/);
    });
});
