import assert from "node:assert/strict";
import { ListUserImportJobsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../support/aws/withEmulator";
import { createJob, createPool } from "../../support/emulator/importFixtures";

describe("ListUserImportJobs", () => {
    it("lists the newest job first, with tokens that stay valid when jobs are created", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            for (const name of ["one", "two", "three"]) {
                await createJob(cognito, poolId, name);
            }
            const request = { UserPoolId: poolId, MaxResults: 2 };

            const first = await cognito.send(new ListUserImportJobsCommand(request));
            await createJob(cognito, poolId, "four");
            const second = await cognito.send(
                new ListUserImportJobsCommand({ ...request, PaginationToken: first.PaginationToken }),
            );

            assert.deepEqual(
                first.UserImportJobs?.map((job) => job.JobName),
                ["three", "two"],
            );
            assert.deepEqual(
                second.UserImportJobs?.map((job) => job.JobName),
                ["one"],
            );
            assert.equal(second.PaginationToken, undefined);
        });
    });

    it("refuses a token that it has not given", async () => {
        await withEmulator({}, async (_emulator, { cognito }) => {
            const request = { UserPoolId: await createPool(cognito), MaxResults: 2, PaginationToken: "bm9uc2Vuc2U" };

            await assert.rejects(cognito.send(new ListUserImportJobsCommand(request)), {
                name: "InvalidParameterException",
            });
        });
    });
});
