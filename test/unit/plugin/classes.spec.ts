import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { UserImportJob as DynamicJob } from "pulumi-cognito-user-import";
import { Provider, UserImport, UserImportGroups, UserImportJob } from "../../../plugin/src";
import { runMocked } from "../../support/pulumi/pulumiMocks";
import { isSecret } from "../../support/pulumi/userImportRun";

const given = { userPoolId: "us-east-1_AbCdEfGhI", cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/any" };
const users = [{ username: "ada", email: "ada@example.com" }];
const ofDynamicDoor = ["__provider", "resourceUrn", "organization", "isUp"];

/** What a program registers. */
async function registered(program: () => unknown) {
    const { resources } = await runMocked({}, program);
    return resources;
}

describe("the classes of the plugin's package", () => {
    it("register a job as the dynamic class does, but for what only that has to tell", async () => {
        const sources = [
            { users },
            { source: "users.csv", aws: { profile: "people", accessKey: "AKIDEXAMPLE", secretKey: "secret" } },
            { source: new pulumi.asset.StringAsset("cognito:username\nada\n"), timeout: pulumi.output("5m") },
        ];
        for (const source of sources) {
            const args = { ...given, ...source };
            const [native] = await registered(() => new UserImportJob("seed", args).urn);
            const [dynamic] = await registered(() => new DynamicJob("seed", args).urn);

            const others = Object.entries(dynamic?.inputs ?? {}).filter(([name]) => !ofDynamicDoor.includes(name));
            assert.equal(native?.type, "cognito-user-import:index:UserImportJob");
            assert.deepEqual(native?.inputs, Object.fromEntries(others));
        }
    });

    it("keep users, credentials and groups that are content as secrets, also where the program does not say so", async () => {
        const resources = await registered(() => {
            const provider = new Provider("other", {
                profile: "people",
                secretKey: "secret",
                httpsProxy: "http://u:p@proxy",
            });
            const everybody = new UserImport("everybody", { ...given, users }, { providers: [provider] });
            const remote = new UserImport("remote", {
                ...given,
                source: new pulumi.asset.RemoteAsset("https://example.com/users.csv?token=any"),
                aws: { secretKey: "secret" },
            });
            const members = new UserImportGroups("members", { ...given, groups: { staff: ["ada"] } } as never);
            return pulumi.all([everybody.urn, remote.urn, members.urn]);
        });

        const secrets = resources.map(({ name, inputs }) => [
            name,
            Object.keys(inputs).filter((key) => isSecret(inputs[key])),
        ]);
        assert.deepEqual(Object.fromEntries(secrets), {
            other: ["httpsProxy", "secretKey"],
            everybody: ["users"],
            remote: ["source"],
            members: ["groups"],
        });
        const aws = resources.find(({ name }) => name === "remote")?.inputs.aws as Record<string, unknown>;
        assert.ok(isSecret(aws.secretKey));
    });
});
