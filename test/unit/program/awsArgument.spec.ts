import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { UserImport, type UserImportArgs, UserImportJob, type UserImportJobArgs } from "../../../provider/src";
import { withEnvironment } from "../../support/process/withEnvironment";
import { type RegisteredResource, runMocked } from "../../support/pulumi/pulumiMocks";

const roleArn = "arn:aws:iam::123456789012:role/given";
const args = { userPoolId: "eu-west-1_AbCdEfGhI", cloudWatchLogsRoleArn: roleArn, source: "no-such.csv" };

/** The mark of a secret on its way to the engine. */
const signature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";
const secret = (value: unknown): unknown => ({ [signature]: secretMark, value });

/** What the lookups of a role are answered. */
const calls = {
    "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
    "aws:index/getPartition:getPartition": { partition: "aws" },
    "aws:index/getRegion:getRegion": { region: "eu-west-1" },
};

const ofType = (resources: readonly RegisteredResource[], type: string): RegisteredResource[] =>
    resources.filter((resource) => resource.type === type || resource.type.endsWith(`:${type}`));

/** The argument as the engine is given it. */
async function registered(aws: unknown): Promise<unknown> {
    const { resources } = await runMocked({}, () => {
        new UserImportJob("seed", { ...args, aws } as UserImportJobArgs);
    });
    return resources[0]?.inputs.aws;
}

describe("the argument aws", () => {
    const given = {
        profile: "people",
        accessKey: "AKIDEXAMPLE",
        secretKey: "the-canary",
        token: "the-token",
        httpsProxy: "http://user:the-password@proxy:3128",
        assumeRoles: [{ roleArn, externalId: "one" }],
        assumeRoleWithWebIdentity: { roleArn, webIdentityToken: "a.b.c" },
    };
    const marked = {
        ...given,
        accessKey: secret("AKIDEXAMPLE"),
        secretKey: secret("the-canary"),
        token: secret("the-token"),
        httpsProxy: secret("http://user:the-password@proxy:3128"),
        assumeRoleWithWebIdentity: { roleArn, webIdentityToken: secret("a.b.c") },
    };

    it("goes to the engine with each credential as a secret by itself", async () => {
        assert.deepEqual(await registered(given), marked);
    });

    it("does so in an output, in a part that is one, and in a promise", async () => {
        const { assumeRoleWithWebIdentity } = given;

        assert.deepEqual(await registered(pulumi.output(given)), marked);
        assert.deepEqual(await registered(Promise.resolve(given)), marked);
        assert.deepEqual(
            await registered({ ...given, assumeRoleWithWebIdentity: pulumi.output(assumeRoleWithWebIdentity) }),
            marked,
        );
    });

    it("keeps what the program made a secret", async () => {
        assert.deepEqual(await registered({ profile: pulumi.secret("people"), region: "eu-west-1" }), {
            profile: secret("people"),
            region: "eu-west-1",
        });
        assert.deepEqual(await registered(pulumi.secret({ profile: "people" })), secret({ profile: "people" }));
    });

    it("is no output of the resource", async () => {
        const { result } = await runMocked({}, () => "aws" in new UserImportJob("seed", { ...args, aws: given }));

        assert.equal(result, false);
    });

    it("goes with a job that is adopted", async () => {
        const { result } = await runMocked({}, () => {
            const id = "eu-west-1_AbCdEfGhI/import-1";
            return UserImportJob.get("old", id, undefined, { aws: given }).id;
        });

        assert.equal(result, "eu-west-1_AbCdEfGhI/import-1");
    });
});

describe("UserImport with the argument aws", () => {
    /** What a program with one component registers, whose stack has this config. */
    async function made(
        aws: unknown,
        more: Record<string, unknown> = {},
        config: Readonly<Record<string, string>> = {},
    ): Promise<readonly RegisteredResource[]> {
        pulumi.runtime.setAllConfig({ ...config });
        try {
            // A region of the environment would come before the pool's.
            const withoutRegion = { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined };
            const run = async () =>
                await runMocked({ calls }, () => {
                    const { userPoolId, source } = args;
                    new UserImport("all", { userPoolId, source, aws, ...more } as UserImportArgs);
                });
            const { resources } = await withEnvironment(withoutRegion, run);
            return resources;
        } finally {
            pulumi.runtime.setAllConfig({});
        }
    }

    const providerInputs = async (...given: Parameters<typeof made>): Promise<Record<string, unknown>> => {
        const {
            skipCredentialsValidation: _,
            skipRegionValidation: __,
            ...inputs
        } = ofType(await made(...given), "pulumi:providers:aws")[0]?.inputs ?? {};
        return inputs;
    };

    it("makes its role with a provider of the same settings, below the component", async () => {
        const resources = await made({ profile: "people" });
        const [provider] = ofType(resources, "pulumi:providers:aws");
        const urn = "urn:pulumi:test::project::cognito-user-import:index:UserImport$pulumi:providers:aws::all-aws";

        assert.equal(provider?.name, "all-aws");
        assert.match(provider?.parent ?? "", /cognito-user-import:index:UserImport::all$/);
        assert.deepEqual(
            ofType(resources, "aws:iam/role:Role").map((role) => role.provider),
            [`${urn}::all-aws-id`],
        );
        assert.deepEqual(ofType(resources, "UserImportJob")[0]?.inputs.aws, { profile: "people" });
    });

    it("makes none where it is given a role", async () => {
        const resources = await made({ profile: "people" }, { cloudWatchLogsRoleArn: roleArn });

        assert.deepEqual(ofType(resources, "pulumi:providers:aws"), []);
    });

    it("gives the provider the argument first, then the config, and the pool's region", async () => {
        const config = { "aws:profile": "others", "aws:maxRetries": "3", "aws:allowedAccountIds": '["111111111111"]' };

        assert.deepEqual(await providerInputs({ assumeRole: { roleArn }, allowedAccountIds: [] }, {}, config), {
            allowedAccountIds: '["111111111111"]',
            assumeRoles: JSON.stringify([{ roleArn }]),
            maxRetries: "3",
            region: "eu-west-1",
        });
        assert.equal((await providerInputs(pulumi.output({ profile: "people" }))).region, "eu-west-1");
        assert.equal((await providerInputs({ region: pulumi.output("us-east-2") })).region, "us-east-2");
        assert.deepEqual(
            await providerInputs({ region: "us-east-2", endpoints: { sts: "http://localhost" } }, {}, config),
            {
                profile: "others",
                allowedAccountIds: '["111111111111"]',
                endpoints: '[{"sts":"http://localhost"}]',
                maxRetries: "3",
                region: "us-east-2",
            },
        );
    });

    it("keeps the provider's credentials secret, and nothing else", async () => {
        const given = { accessKey: "AKIDEXAMPLE", secretKey: "the-canary", region: "eu-west-1" };

        assert.deepEqual(await providerInputs(given), {
            accessKey: secret("AKIDEXAMPLE"),
            secretKey: secret("the-canary"),
            region: "eu-west-1",
        });
        const identity = { roleArn, webIdentityToken: "a.b.c" };
        assert.deepEqual(await providerInputs({ assumeRoleWithWebIdentity: identity }), {
            assumeRoleWithWebIdentity: secret(JSON.stringify(identity)),
            region: "eu-west-1",
        });
    });
});
