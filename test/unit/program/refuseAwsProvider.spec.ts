import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { UserImport, UserImportJob, UserImportRole } from "../../../provider/src";
import { runMocked } from "../../support/pulumi/pulumiMocks";

const roleArn = "arn:aws:iam::123456789012:role/given";
const args = { userPoolId: "eu-west-1_AbCdEfGhI", cloudWatchLogsRoleArn: roleArn, source: "no-such.csv" };

type Options = pulumi.ComponentResourceOptions;

/** How a program may hand over a provider. */
const ways: Readonly<Record<string, (provider: pulumi.ProviderResource) => Options>> = {
    provider: (provider) => ({ provider }),
    "providers, a list": (provider) => ({ providers: [provider] }),
    "providers, by name": (provider) => ({ providers: { aws: provider } }),
    "a parent with one": (provider) => ({
        parent: new pulumi.ComponentResource("test:index:Parent", "parent", {}, { providers: [provider] }),
    }),
    "a parent in one with one": (provider) => {
        const outer = new pulumi.ComponentResource("test:index:Parent", "outer", {}, { provider });
        return { parent: new pulumi.ComponentResource("test:index:Parent", "inner", {}, { parent: outer }) };
    },
};

/** How a transformation may hand over a provider; each gives the resource its options. */
const transformers: Readonly<Record<string, (transformation: pulumi.ResourceTransformation) => Options>> = {
    "of its own": (transformation) => ({ transformations: [transformation] }),
    "of a parent": (transformation) => ({
        parent: new pulumi.ComponentResource("test:index:Parent", "parent", {}, { transformations: [transformation] }),
    }),
    "of the stack": (transformation) => {
        pulumi.runtime.registerStackTransformation(transformation);
        return {};
    },
};

/** Gives all resources of a type the provider. */
function giving(provider: pulumi.ProviderResource, toType: RegExp): pulumi.ResourceTransformation {
    return ({ type, props, opts }) => (toType.test(type) ? { props, opts: { ...opts, provider } } : undefined);
}

/** What a program is told that makes a resource, and the types of all that it registered. */
async function refusal(make: (provider: aws.Provider) => unknown): Promise<{ message: string; types: string[] }> {
    // A refused job's registration fails with the same error, which the SDK reports once.
    const rejections: unknown[] = [];
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (reason) => rejections.push(reason));
    try {
        const { result, resources } = await runMocked({}, () => {
            try {
                make(new aws.Provider("other", { profile: "other-account" }));
                return "";
            } catch (error) {
                assert.ok(pulumi.RunError.isInstance(error));
                return error.message;
            }
        });
        await new Promise(setImmediate);
        assert.deepEqual(
            rejections.filter((reason) => !pulumi.RunError.isInstance(reason) || !reason.message.endsWith(result)),
            [],
        );
        return { message: result, types: resources.map(({ type }) => type) };
    } finally {
        process.removeAllListeners("unhandledRejection");
        for (const other of others) process.on("unhandledRejection", other);
    }
}

describe("an AWS provider", () => {
    for (const [way, options] of Object.entries(ways)) {
        it(`is refused by a UserImportJob, with what to write instead: ${way}`, async () => {
            const { message, types } = await refusal(
                (provider) => new UserImportJob("seed", args, options(provider) as pulumi.CustomResourceOptions),
            );

            assert.match(
                message,
                /^UserImportJob "seed" does not support an? (AWS )?provider.* argument `aws`, such as `aws: \{ profile: "NAME" \}`/,
            );
            assert.deepEqual(
                types.filter((type) => type.includes("UserImport")),
                [],
            );
        });

        it(`is refused by a UserImport, with what to write instead: ${way}`, async () => {
            const { message, types } = await refusal((provider) => new UserImport("all", args, options(provider)));

            assert.match(
                message,
                /^UserImport "all" does not support an AWS provider.* argument `aws`, such as `aws: \{ profile: "NAME" \}`/,
            );
            assert.match(message, /The role that UserImport creates is then in the same account\.$/);
            assert.deepEqual(
                types.filter((type) => type.includes("UserImport")),
                [],
            );
        });
    }

    for (const [whose, options] of Object.entries(transformers)) {
        it(`is refused by a UserImportJob that a transformation gives it, before it is registered: ${whose}`, async () => {
            const { message, types } = await refusal(
                (provider) =>
                    new UserImportJob(
                        "seed",
                        args,
                        options(giving(provider, /:UserImportJob$/)) as pulumi.CustomResourceOptions,
                    ),
            );

            assert.match(
                message,
                /^UserImportJob "seed" does not support an AWS provider, and a transformation adds one: .* argument `aws`, such as `aws: \{ profile: "NAME" \}`/,
            );
            assert.deepEqual(
                types.filter((type) => type.includes("UserImport")),
                [],
            );
        });

        it(`is refused by a UserImport that a transformation gives it, which makes nothing then: ${whose}`, async () => {
            const { userPoolId, source } = args;
            const { message, types } = await refusal(
                (provider) => new UserImport("all", { userPoolId, source }, options(giving(provider, /:UserImport$/))),
            );

            assert.match(
                message,
                /^UserImport "all" does not support an AWS provider, and a transformation adds one: /,
            );
            assert.deepEqual(
                types.filter((type) => /UserImportJob|UserImportRole|iam/.test(type)),
                [],
            );
        });

        it(`is refused by the jobs of a UserImport that a transformation gives it: ${whose}`, async () => {
            const { message, types } = await refusal(
                (provider) => new UserImport("all", args, options(giving(provider, /:UserImportJob$/))),
            );

            assert.match(
                message,
                /^UserImportJob "all-1" does not support an AWS provider, and a transformation adds one: let /,
            );
            assert.deepEqual(
                types.filter((type) => type.endsWith(":UserImportJob")),
                [],
            );
        });
    }

    it("is refused where a job is adopted", async () => {
        const { message } = await refusal((provider) =>
            UserImportJob.get("seed", "eu-west-1_AbCdEfGhI/import-AbCdEfGhIj", { provider }),
        );

        assert.match(message, /^UserImportJob "seed" does not support a provider/);
    });

    it("is what a UserImportRole is made with, whose arn a UserImport takes", async () => {
        const calls = {
            "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
            "aws:index/getPartition:getPartition": { partition: "aws" },
            "aws:index/getRegion:getRegion": { region: "eu-west-1" },
        };
        const { resources } = await runMocked({ calls }, () => {
            const provider = new aws.Provider("other", { profile: "other-account" });
            const { userPoolId } = args;
            const role = new UserImportRole("role", { userPoolId }, { provider });
            return new UserImport("all", { ...args, cloudWatchLogsRoleArn: role.arn }).status;
        });

        assert.equal(resources.filter(({ type }) => type.endsWith(":UserImportJob")).length, 1);
    });
});

describe("options that name no provider", () => {
    const none: Readonly<Record<string, object>> = {
        "an empty list": { providers: [] },
        "an empty map": { providers: {} },
        null: { provider: null, providers: null },
        undefined: { provider: undefined, providers: undefined },
        "a map of nothing": { providers: { aws: undefined } },
    };
    for (const [what, options] of Object.entries(none)) {
        it(`are refused by nobody: ${what}`, async () => {
            const { message, types } = await refusal(() => {
                new UserImportJob("seed", args, options);
                new UserImport("all", args, options);
            });

            assert.equal(message, "");
            assert.equal(types.filter((type) => type.endsWith(":UserImportJob")).length, 2);
        });
    }
});

describe("a provider of another package", () => {
    it("is refused by a UserImportJob, and no matter to a UserImport, whose parts it does not concern", async () => {
        class Other extends pulumi.ProviderResource {
            public constructor() {
                super("random", "other");
            }
        }
        const job = await refusal(() => new UserImportJob("seed", args, { provider: new Other() }));
        const component = await refusal(() => new UserImport("all", args, { providers: [new Other()] }));

        assert.match(job.message, /^UserImportJob "seed" does not support a provider/);
        assert.equal(component.message, "");
    });
});
