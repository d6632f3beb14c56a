import assert from "node:assert/strict";
import {
    CreateUserImportJobCommand,
    DescribeUserImportJobCommand,
    ListUserImportJobsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { createJob, createPool, roleArn } from "../../support/emulator/importFixtures";
import { postJson } from "../../support/emulator/postJson";

describe("validation", () => {
    it("collects everything that breaks the model's constraints in AWS's words", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const command = new CreateUserImportJobCommand({
                UserPoolId: "us-east-1",
                JobName: "a*b",
                CloudWatchLogsRoleArn: "arn:x",
                PasswordHashingAlgorithm: "MD5" as "BCRYPT",
            });

            await assert.rejects(cognito.send(command), (error: Error) => {
                assert.equal(error.name, "InvalidParameterException");
                assert.match(error.message, /^5 validation errors detected: /);
                for (const part of [
                    "Value 'a*b' at 'jobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+",
                    "Value 'us-east-1' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+",
                    "Value 'arn:x' at 'cloudWatchLogsRoleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
                    "Value 'MD5' at 'passwordHashingAlgorithm' failed to satisfy constraint: Member must satisfy enum value set: [BCRYPT, SCRYPT, ARGON2ID, PBKDF2_SHA256]",
                ]) {
                    assert.ok(error.message.includes(part), part);
                }
                return true;
            });
        });
    });

    it("names missing members and numbers out of range", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const list = new ListUserImportJobsCommand({ UserPoolId: "us-east-1_x", MaxResults: 61 });

            await assert.rejects(cognito.send(list), {
                message:
                    "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60",
            });
            const { content } = await postJson(emulator, "DescribeUserImportJob", '{"JobId":null,"Unknown":1}');
            assert.equal(
                content.message,
                "2 validation errors detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null; " +
                    "Value null at 'jobId' failed to satisfy constraint: Member must not be null",
            );
        });
    });

    it("never repeats a username or password", async () => {
        await withEmulator({}, async (emulator) => {
            const body = { UserPoolId: "us-east-1_x", Username: "jane doe", TemporaryPassword: "top secret" };

            const { content } = await postJson(emulator, "AdminCreateUser", JSON.stringify(body));

            assert.match(String(content.message), /^2 validation errors detected: Value at 'username' failed/);
            assert.doesNotMatch(String(content.message), /jane|secret/);
        });
    });

    it("answers ResourceNotFoundException for a pool or a job that does not exist", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            for (const ids of [
                { UserPoolId: "us-east-1_none", JobId: "import-1" },
                { UserPoolId, JobId: "import-1" },
            ]) {
                await assert.rejects(cognito.send(new DescribeUserImportJobCommand(ids)), {
                    name: "ResourceNotFoundException",
                });
            }
        });
    });

    it("allows a pool 1,000 jobs", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            for (let batch = 0; batch < 10; batch++) {
                await Promise.all(Array.from({ length: 100 }, () => createJob(cognito, poolId)));
            }

            const command = new CreateUserImportJobCommand({
                UserPoolId: poolId,
                JobName: "x",
                CloudWatchLogsRoleArn: roleArn,
            });
            await assert.rejects(cognito.send(command), { name: "LimitExceededException" });
        });
    });
});
