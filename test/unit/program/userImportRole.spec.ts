import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { UserImportRole, type UserImportRoleArgs } from "../../../provider/src";
import { type MockedEngine, type MockedRun, runMocked } from "../../support/pulumi/pulumiMocks";

const componentUrn =
    "urn:pulumi:test::project::pulumi:pulumi:Stack$cognito-user-import:index:UserImportRole::import-role";

function account(partition: string, region: string): MockedEngine {
    return {
        outputs: { "aws:iam/role:Role": () => ({ arn: `arn:${partition}:iam::123456789012:role/made` }) },
        calls: {
            "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
            "aws:index/getPartition:getPartition": { partition },
            "aws:index/getRegion:getRegion": { region },
        },
    };
}

async function createRole(
    args?: UserImportRoleArgs,
    engine = account("aws", "us-east-1"),
): Promise<MockedRun<UserImportRole["arn"]>> {
    return await runMocked(engine, () => new UserImportRole("import-role", args).arn);
}

function inputsOf(run: Pick<MockedRun<unknown>, "resources">, type: string): Readonly<Record<string, unknown>> {
    const found = run.resources.find((resource) => resource.type === type);
    assert.ok(found, `no ${type} was registered`);
    return found.inputs;
}

function policyOf(inputs: Readonly<Record<string, unknown>>, name: string): unknown {
    return JSON.parse(String(inputs[name]));
}

describe("UserImportRole", () => {
    it("lets Cognito assume the role without conditions, as AWS's guide does", async () => {
        const expected = {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: "cognito-idp.amazonaws.com" },
                    Action: "sts:AssumeRole",
                },
            ],
        };
        for (const args of [{ userPoolId: "us-east-1_AbCdEfGhI" }, {}, { confusedDeputyPrevention: false }]) {
            const run = await createRole(args);

            assert.deepEqual(policyOf(inputsOf(run, "aws:iam/role:Role"), "assumeRolePolicy"), expected);
        }
    });

    it("lets Cognito assume the role for jobs of this account's pool only, where that is asked for", async () => {
        const run = await createRole({ userPoolId: "us-east-1_AbCdEfGhI", confusedDeputyPrevention: true });

        assert.deepEqual(policyOf(inputsOf(run, "aws:iam/role:Role"), "assumeRolePolicy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { Service: "cognito-idp.amazonaws.com" },
                    Action: "sts:AssumeRole",
                    Condition: {
                        StringEquals: { "aws:SourceAccount": "123456789012" },
                        ArnLike: {
                            "aws:SourceArn": "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbCdEfGhI",
                        },
                    },
                },
            ],
        });
    });

    it("allows the four actions that writing the log takes, and no others", async () => {
        const run = await createRole({ userPoolId: "us-east-1_AbCdEfGhI" });

        assert.deepEqual(policyOf(inputsOf(run, "aws:iam/rolePolicy:RolePolicy"), "policy"), {
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Action: [
                        "logs:CreateLogGroup",
                        "logs:CreateLogStream",
                        "logs:DescribeLogStreams",
                        "logs:PutLogEvents",
                    ],
                    Resource: ["arn:aws:logs:us-east-1:123456789012:log-group:/aws/cognito/*"],
                },
            ],
        });
    });

    for (const [partition, region] of [
        ["aws-cn", "cn-north-1"],
        ["aws-us-gov", "us-gov-west-1"],
        ["aws-eusc", "eusc-de-east-1"],
    ] as const) {
        it(`names the resources of partition ${partition}`, async () => {
            const args = { userPoolId: `${region}_AbCdEfGhI`, confusedDeputyPrevention: true };
            const run = await createRole(args, account(partition, region));

            const trust = String(inputsOf(run, "aws:iam/role:Role").assumeRolePolicy);
            const logs = String(inputsOf(run, "aws:iam/rolePolicy:RolePolicy").policy);
            assert.match(trust, new RegExp(`"arn:${partition}:cognito-idp:${region}:123456789012:userpool/${region}_`));
            assert.match(logs, new RegExp(`"arn:${partition}:logs:${region}:123456789012:log-group:/aws/cognito/`));
        });
    }

    it("takes the region from the pool's id where the provider has another one", async () => {
        const run = await createRole({ userPoolId: "eu-west-1_AbCdEfGhI" }, account("aws", "us-east-1"));

        assert.match(String(inputsOf(run, "aws:iam/rolePolicy:RolePolicy").policy), /"arn:aws:logs:eu-west-1:/);
    });

    it("serves every pool of the account in the provider's region where none is named", async () => {
        const run = await createRole({ confusedDeputyPrevention: true });

        const trust = String(inputsOf(run, "aws:iam/role:Role").assumeRolePolicy);
        assert.match(trust, /"arn:aws:cognito-idp:us-east-1:123456789012:userpool\/\*"/);
    });

    it("is a component whose children carry its name and are its own", async () => {
        const run = await createRole({ userPoolId: "us-east-1_AbCdEfGhI" });

        assert.deepEqual(
            run.resources.map(({ type, name, parent }) => ({ type, name, parent })),
            [
                {
                    type: "cognito-user-import:index:UserImportRole",
                    name: "import-role",
                    parent: "urn:pulumi:test::project::pulumi:pulumi:Stack::project-test",
                },
                { type: "aws:iam/role:Role", name: "import-role", parent: componentUrn },
                { type: "aws:iam/rolePolicy:RolePolicy", name: "import-role", parent: componentUrn },
            ],
        );
    });

    it("gives the ARN of the role, attaches the policy to it, and passes name, path, boundary and tags on", async () => {
        const run = await createRole({
            roleName: "cognito-import",
            path: "/cognito/",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/Boundary",
            tags: { team: "identity" },
        });

        assert.equal(run.result, "arn:aws:iam::123456789012:role/made");
        assert.equal(inputsOf(run, "aws:iam/rolePolicy:RolePolicy").role, "import-role-id");
        const { assumeRolePolicy, description, ...given } = inputsOf(run, "aws:iam/role:Role");
        assert.deepEqual(given, {
            name: "cognito-import",
            path: "/cognito/",
            permissionsBoundary: "arn:aws:iam::123456789012:policy/Boundary",
            tags: { team: "identity" },
        });
    });

    it("makes its children and its calls with the AWS provider that it is given", async () => {
        const { resources, callProviders } = await runMocked(account("aws", "us-east-1"), () => {
            const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
            return new UserImportRole("import-role", {}, { providers: [provider] }).arn;
        });

        const frankfurt = "urn:pulumi:test::project::pulumi:pulumi:Stack$pulumi:providers:aws::frankfurt::frankfurt-id";
        const children = resources.filter(({ type }) => type.startsWith("aws:iam/"));
        assert.deepEqual(
            children.map(({ provider }) => provider),
            [frankfurt, frankfurt],
        );
        assert.deepEqual(callProviders, [frankfurt, frankfurt, frankfurt]);
    });
});
