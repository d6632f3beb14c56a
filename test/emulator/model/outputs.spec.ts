import assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-cognito-identity-provider";
import { createInProcessEmulator, ManualClock } from "../../../emulator/src";
import { roleArn } from "../../support/emulator/importFixtures";
import { sdkOperation } from "./sdkModel";

/** The paths of everything in an answer. */
function pathsOf(value: unknown, path = ""): string[] {
    if (Array.isArray(value)) {
        return [path, ...value.flatMap((item) => pathsOf(item, `${path}[]`))];
    }
    if (typeof value === "object" && value !== null) {
        const inner = Object.entries(value).flatMap(([name, item]) =>
            pathsOf(item, path === "" ? name : `${path}.${name}`),
        );
        return path === "" ? inner : [path, ...inner];
    }
    return [path];
}

describe("the answers of the six import operations", () => {
    it("have every member of AWS's model at some time in a job's life, and no other", async () => {
        const emulator = createInProcessEmulator({ clock: new ManualClock(), pendingSeconds: 30 });
        const seen = new Map<string, Set<string>>();
        const call = async (operation: string, input: object): Promise<Record<string, unknown>> => {
            const answer = await emulator.call(operation, input);
            seen.set(operation, new Set([...(seen.get(operation) ?? []), ...pathsOf(answer)]));
            return answer;
        };
        const { UserPool } = await emulator.call("CreateUserPool", {
            PoolName: "people",
            AutoVerifiedAttributes: ["email"],
        });
        const { Id: UserPoolId } = UserPool as Record<string, string>;
        await call("GetCSVHeader", { UserPoolId });
        const request = { UserPoolId, CloudWatchLogsRoleArn: roleArn, PasswordHashingAlgorithm: "BCRYPT" };
        for (const JobName of ["first", "second"]) {
            const { UserImportJob } = await call("CreateUserImportJob", { ...request, JobName });
            const { JobId, PreSignedUrl = "" } = UserImportJob as Record<string, string>;
            const headers = { "x-amz-server-side-encryption": "aws:kms" };
            await emulator.send({ method: "PUT", url: PreSignedUrl, headers, body: "x" });
            await call("StartUserImportJob", { UserPoolId, JobId });
            await call("StopUserImportJob", { UserPoolId, JobId });
            await call("DescribeUserImportJob", { UserPoolId, JobId });
        }
        await call("ListUserImportJobs", { UserPoolId, MaxResults: 1 });

        for (const [operation, paths] of seen) {
            const { output } = sdkOperation(sdk, operation);
            const missing = output.filter((path) => !paths.has(path));
            assert.deepEqual(
                [...paths].filter((path) => !output.includes(path)),
                [],
                operation,
            );
            // A job that was only just made, or started, has no later dates yet.
            const later =
                operation === "CreateUserImportJob" ? ["StartDate", "CompletionDate", "CompletionMessage"] : [];
            const notYet = operation === "StartUserImportJob" ? ["CompletionDate", "CompletionMessage"] : later;
            assert.deepEqual(
                missing,
                notYet
                    .map((name) => `UserImportJob.${name}`)
                    .filter((path) => output.includes(path))
                    .sort(),
                operation,
            );
        }
        assert.equal(seen.size, 6);
    });
});
