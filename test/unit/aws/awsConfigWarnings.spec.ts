import assert from "node:assert/strict";
import { awsArgumentProblems, awsArgumentWarnings, awsConfigWarnings } from "../../../provider/src/aws/settings/config";
import { ignoredKeys, irrelevantKeys } from "../../../provider/src/aws/settings/settingKeys";

const roleArn = "arn:aws:iam::123456789012:role/Importer";

/** The warnings of one key under `aws:`. */
const warningsOf = (key: string, value = "secret-value"): readonly string[] =>
    awsConfigWarnings({ [`aws:${key}`]: value, "program:aws": "secret-value" });

describe("awsConfigWarnings", () => {
    it("says nothing of what is followed, nor of other namespaces", () => {
        const config = {
            "aws:region": "eu-west-1",
            "aws:assumeRoles": JSON.stringify([{ roleArn, tags: { anything: "x" } }]),
            "aws:endpoints": '[{"ec2":"http://localhost:4566","cognitoidp":"http://localhost:4566"}]',
            "awsx:regin": "x",
            "program:regin": "x",
        };
        assert.deepEqual(awsConfigWarnings(config), []);
    });

    for (const key of irrelevantKeys) {
        it(`says nothing of ${key}`, () => {
            for (const value of ["true", "false", '{"tags":{"team":"a"}}']) {
                assert.deepEqual(warningsOf(key, value), []);
            }
        });
    }

    for (const [key, { meaning, value }] of Object.entries(ignoredKeys)) {
        it(`says what it means that ${key} does nothing`, () => {
            const warning = `Pulumi config aws:${key} does nothing for import jobs. ${meaning}`;
            assert.deepEqual(warningsOf(key, value), [warning]);
            assert.deepEqual(warningsOf(key, "another"), value === undefined ? [warning] : []);
        });
    }

    const misspelt: readonly (readonly [wrong: string, right: string])[] = [
        ["regin", "region"],
        ["profle", "profile"],
        ["assumeRol", "assumeRole"],
        ["assume_roles", "assumeRoles"],
        ["allowedAcountIDs", "allowedAccountIds"],
        ["sharedCredentialFile", "sharedCredentialsFiles"],
        ["s3ForcePathStyle", "s3UsePathStyle"],
        ["useDualStackEndpoint", "useDualstackEndpoint"],
        ["defaultTag", "defaultTags"],
    ];
    for (const [wrong, right] of misspelt) {
        it(`names ${right} for ${wrong}`, () => {
            assert.deepEqual(warningsOf(wrong), [
                `Pulumi config aws:${wrong} is unknown and does nothing here. Did you mean aws:${right}?`,
            ]);
        });
    }

    it("names no other key for one that is not near", () => {
        assert.deepEqual(warningsOf("quota"), ["Pulumi config aws:quota is unknown and does nothing here."]);
    });

    it("names the near name of an endpoint, and of a role's field", () => {
        assert.deepEqual(warningsOf("endpoints", '[{"dynamdb":"http://localhost:4566"}]'), [
            "Pulumi config aws:endpoints[0].dynamdb is unknown and does nothing here. Did you mean dynamodb?",
        ]);
        assert.deepEqual(warningsOf("assumeRoles", `[{"roleArn":"${roleArn}","externalID":"secret-value"}]`), [
            "Pulumi config aws:assumeRoles[0].externalID is unknown and does nothing here. Did you mean externalId?",
        ]);
    });

    it("says it in full sentences", () => {
        assert.deepEqual(warningsOf("skipMetadataApiCheck", "true"), [
            "Pulumi config aws:skipMetadataApiCheck does nothing for import jobs. Without other credentials they use those of the " +
                "EC2 instance. To prevent that, set the environment variable AWS_EC2_METADATA_DISABLED to true.",
        ]);
    });

    it("says nothing of the metadata service where others say who calls", () => {
        const local = { "aws:accessKey": "test", "aws:secretKey": "test", "aws:skipMetadataApiCheck": "true" };
        assert.deepEqual(awsConfigWarnings(local), []);
    });
});

describe("an endpoint whose name is nearly that of a service that is called", () => {
    for (const [wrong, right] of Object.entries({
        cognitoipd: "cognitoidp",
        log: "logs",
        S3: "s3",
        cognitoIdp: "cognitoidp",
    })) {
        it(`is a problem: ${wrong}`, () => {
            const reason = `no service has this name; ${right} may be meant`;
            assert.deepEqual(awsArgumentProblems({ endpoints: [{ [wrong]: "http://localhost:9229" }] }), [
                { origin: "argument", path: `endpoints[0].${wrong}`, reason },
            ]);
            assert.deepEqual(warningsOf("endpoints", `[{"${wrong}":"http://localhost:9229"}]`), []);
        });
    }
});

describe("a resource's argument", () => {
    it("takes no unknown name", () => {
        const argument = {
            profle: "prod",
            quota: 1,
            assumeRoles: [{ roleArn, externalID: "x" }],
            endpoints: { dynamdb: "x" },
        };
        assert.deepEqual(
            awsArgumentProblems(argument).map(({ path, reason }) => `${path}: ${reason}`),
            [
                "assumeRoles[0].externalID: it is unknown; externalId may be meant",
                "endpoints.dynamdb: it is unknown; dynamodb may be meant",
                "profle: it is unknown; profile may be meant",
                "quota: it is unknown",
            ],
        );
    });

    it("may have all keys of the AWS plugin's, with a warning of those that do nothing", () => {
        const argument = {
            profile: "prod",
            defaultTags: { tags: {} },
            skipMetadataApiCheck: true,
            userAgents: ["a/1"],
        };
        assert.deepEqual(awsArgumentProblems(argument), []);
        assert.match(
            awsArgumentWarnings(argument).join("\n"),
            /^Argument aws\.skipMetadataApiCheck does nothing for import jobs\. .*$/,
        );
    });
});
