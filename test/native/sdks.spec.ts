import assert from "node:assert/strict";
import { access, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import execa from "execa";
import { readSchema } from "../../plugin/src/schema";
import { generateSdks } from "../../scripts/sdk/generateSdks";
import { hasGo } from "../support/process/golang";
import { hasPython } from "../support/process/python";
import { compileWithGoSdk } from "../support/pulumi/goSdk";
import { jobType, secret } from "../support/pulumi/pluginMethods";
import { pythonSdk } from "../support/pulumi/pythonSdk";
import { codeBlocks } from "../support/repository/documents";
import { readmeInGo } from "../support/repository/readmePrograms";
import { repositoryFolder } from "../support/repository/sourceFiles";

/** Prints what a Python program and its editor know of the SDK. */
const pythonProgram = `
import importlib.resources, inspect, json
from typing import Optional
import pulumi
import pulumi_cognito_user_import as cognito

arguments = inspect.signature(cognito.UserImportJobArgs.__init__).parameters
user = cognito.UserRecordArgs(username="user1", email="user1@example.com", email_verified=True)
print(json.dumps({
    "isTyped": importlib.resources.files(cognito).joinpath("py.typed").is_file(),
    "required": [name for name, one in arguments.items() if one.default is one.empty and name != "__self__"],
    "onceIsBool": arguments["once"].annotation == pulumi.Input[Optional[bool]],
    "usersAreTyped": "UserRecordArgs" in str(arguments["users"].annotation),
    "importedUsers": cognito.UserImportJob.imported_users.fget.__annotations__["return"].__args__[0].__name__,
    "documentation": [
        cognito.UserImportJobArgs.__init__.__doc__,
        cognito.UserImportJob.imported_users.__doc__,
        cognito.UserRecordArgs.birthdate.__doc__,
        cognito.get_csv_header.__doc__,
        cognito.ExistingUsers.__doc__,
    ],
    "existingUsers": [one.value for one in cognito.ExistingUsers],
    "email": user.email,
}))
`;

/** Runs a program without an engine, and prints what it would have registered. */
const pythonRegistrations = `
import json, sys
import pulumi

registered = []

class Registrations(pulumi.runtime.Mocks):
    def new_resource(self, args):
        registered.append([args.typ, args.inputs])
        return ["id", {"importedUsers": 1}]

    def call(self, args):
        return {}

pulumi.runtime.set_mocks(Registrations())
pulumi.runtime.test(lambda: exec(sys.argv[1], {}))()
print(json.dumps(registered))
`;

const nodeProgram = `
import * as pulumi from "@pulumi/pulumi";
import * as cognito from "./index";

const provider = new cognito.Provider("other", { region: "eu-west-1", assumeRoles: [{ roleArn: "arn:aws:iam::1:role/r" }] });
const args = { userPoolId: "eu-west-1_AbCdEfGhI", cloudWatchLogsRoleArn: "arn:aws:iam::1:role/logs" };
const seed = new cognito.UserImportJob("seed", { ...args, users: [{ username: "user1", emailVerified: true }] }, { provider });
const all = new cognito.UserImport("all", { ...args, source: new pulumi.asset.FileAsset("users.csv"), existingUsers: "omit" });
new cognito.UserImportGroups("groups", { userPoolId: args.userPoolId, groups: { admins: ["user1"] } }, { dependsOn: all });
export const imported: pulumi.Output<number> = seed.importedUsers;
export const jobs = cognito.getUserImportJobsOutput({ userPoolId: args.userPoolId, limit: 1 }).jobs;
// @ts-expect-error There is no such argument.
new cognito.UserImportJob("typo", { ...args, sorce: "users.csv" });
// @ts-expect-error The role is missing.
new cognito.UserImportJob("incomplete", { userPoolId: args.userPoolId });
`;

const goProgram = `package main

import (
	cognito "github.com/pulumi-cognito-user-import/pulumi-cognito-user-import/sdk/go/cognitouserimport"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		seed, err := cognito.NewUserImportJob(ctx, "seed", &cognito.UserImportJobArgs{
			UserPoolId:            pulumi.String("eu-west-1_AbCdEfGhI"),
			CloudWatchLogsRoleArn: pulumi.String("arn:aws:iam::1:role/logs"),
			Users:                 cognito.UserRecordArray{&cognito.UserRecordArgs{Username: pulumi.String("user1")}},
			ExistingUsers:         cognito.ExistingUsersOmit,
		})
		if err != nil {
			return err
		}
		ctx.Export("imported", seed.ImportedUsers)
		return nil
	})
}
`;

if (hasGo("of the generated SDKs")) {
    describe("generated SDKs", () => {
        it("are not written for a schema that is wrong, which is said", async () => {
            const schema = readSchema().replaceAll(
                '#/types/cognito-user-import:index:Aws"',
                '#/types/cognito-user-import:index:Gone"',
            );

            await withSdks(schema, async (folder, generated) => {
                await assert.rejects(generated, /type cognito-user-import:index:Gone not found/);
                await assert.rejects(access(path.join(folder, "python")));
            });
        });

        it("compile for Node, where a wrong argument is refused", async () => {
            await withSdks(readSchema(), async (folder, generated) => {
                await generated;
                const sdk = path.join(folder, "nodejs");
                await symlink(path.join(repositoryFolder, "node_modules"), path.join(sdk, "node_modules"));
                await writeFile(path.join(sdk, "program.ts"), nodeProgram);
                const project = { extends: "./tsconfig.json", files: ["program.ts"] };
                await writeFile(path.join(sdk, "program.json"), JSON.stringify(project));

                const compiler = require.resolve("typescript/bin/tsc");
                const args = [compiler, "--project", path.join(sdk, "program.json"), "--noEmit"];
                const { stdout, exitCode } = await execa(process.execPath, args, { reject: false });

                assert.equal(stdout, "");
                assert.equal(exitCode, 0);
            });
        });

        it("compile for Go, with the example of README.md", async () => {
            await compileWithGoSdk([goProgram, readmeInGo()]);
        });

        if (hasPython("of the generated Python SDK")) {
            it("are installed by pip for Python, and have types and docstrings there", async () => {
                const python = path.join(await pythonSdk(), "bin", "python");
                const { stdout } = await execa(python, ["-c", pythonProgram]);
                const { documentation, ...found } = JSON.parse(stdout);

                assert.deepEqual(found, {
                    isTyped: true,
                    required: ["cloud_watch_logs_role_arn", "user_pool_id"],
                    onceIsBool: true,
                    usersAreTyped: true,
                    importedUsers: "int",
                    existingUsers: ["skip", "omit"],
                    email: "user1@example.com",
                });
                const [args, importedUsers, birthdate, header, existingUsers] = documentation;
                assert.match(args, /source: The CSV: .* Either this or `users` is required\./);
                assert.match(importedUsers, /Users that the job created\./);
                assert.match(birthdate, /As `yyyy-mm-dd`\./);
                assert.match(header, /The columns that a CSV for the pool must have\./);
                assert.match(existingUsers, /users who are in the pool already/);
            });

            it("take the Python program of docs/sdks.md, with users as dictionaries", async () => {
                const python = path.join(await pythonSdk(), "bin", "python");
                const [program = ""] = codeBlocks("docs/sdks.md", "python");

                const { stdout } = await execa(python, ["-c", pythonRegistrations, program]);

                const inputs = {
                    userPoolId: "eu-west-1_AbCdEfGhI",
                    cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/CognitoImportLogs",
                    users: secret([{ username: "user1", email: "user1@example.com", emailVerified: true }]),
                };
                assert.deepEqual(JSON.parse(stdout), [[jobType, inputs]]);
            });
        }
    });
}

/** Gives a test a folder with the SDKs of a schema. `generated` rejects where there are none. */
async function withSdks(
    schema: string,
    test: (folder: string, generated: Promise<void>) => Promise<void>,
): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "sdks-"));
    try {
        await test(folder, generateSdks(folder, schema));
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
