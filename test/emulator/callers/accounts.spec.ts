import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeLogStreamsCommand, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
    CreateUserImportJobCommand,
    CreateUserPoolCommand,
    DeleteUserPoolCommand,
    DescribeUserPoolCommand,
    GetCSVHeaderCommand,
    ListUserImportJobsCommand,
    ListUserPoolsCommand,
    ListUsersCommand,
    StartUserImportJobCommand,
    UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { AssumeRoleCommand, GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { ManualClock } from "../../../emulator/src";
import { type EmulatorClients, withEmulator } from "../../support/aws/withEmulator";
import {
    createPool,
    csvFor,
    describeJob,
    endOf,
    type JobIds,
    people,
    upload,
} from "../../support/emulator/importFixtures";
import { createClient, passwordSignIn } from "../../support/emulator/signInFixtures";

const [own, other] = ["123456789012", "222222222222"];
const accounts = { AKIAOTHER: other };
const roleOf = (account: string): string => `arn:aws:iam::${account}:role/CognitoLogs`;

/** Creates a job of an account and uploads users to it. */
async function prepareJob({ cognito }: EmulatorClients, poolId: string, account: string): Promise<JobIds> {
    const csv = await csvFor(cognito, poolId, people(3));
    const { UserImportJob } = await cognito.send(
        new CreateUserImportJobCommand({ UserPoolId: poolId, JobName: "all", CloudWatchLogsRoleArn: roleOf(account) }),
    );
    const { JobId = "", PreSignedUrl = "" } = UserImportJob ?? {};
    assert.ok(PreSignedUrl.includes(`/${account}/`));
    assert.equal((await upload(PreSignedUrl, csv)).status, 200);
    return { UserPoolId: poolId, JobId };
}

describe("two accounts", () => {
    it("have their own pools; the pool of another account does not exist", async () => {
        await withEmulator({ accounts }, async ({ calls }, first, as) => {
            const second = as("AKIAOTHER");
            const identity = await second.sts.send(new GetCallerIdentityCommand({}));
            assert.deepEqual([identity.Account, identity.Arn], [other, `arn:aws:iam::${other}:user/emulator`]);
            const poolId = await createPool(first.cognito);
            const { UserPool } = await second.cognito.send(new CreateUserPoolCommand({ PoolName: "others" }));

            assert.match(
                UserPool?.Arn ?? "",
                new RegExp(`^arn:aws:cognito-idp:us-east-1:${other}:userpool/us-east-1_`),
            );
            const names = async ({ cognito }: EmulatorClients) =>
                (await cognito.send(new ListUserPoolsCommand({ MaxResults: 10 }))).UserPools?.map(({ Name }) => Name);
            assert.deepEqual([await names(first), await names(second)], [["people"], ["others"]]);
            const job = { JobName: "x", CloudWatchLogsRoleArn: roleOf(other) };
            for (const command of [
                new DescribeUserPoolCommand({ UserPoolId: poolId }),
                new UpdateUserPoolCommand({ UserPoolId: poolId }),
                new DeleteUserPoolCommand({ UserPoolId: poolId }),
                new GetCSVHeaderCommand({ UserPoolId: poolId }),
                new CreateUserImportJobCommand({ UserPoolId: poolId, ...job }),
                new ListUserImportJobsCommand({ UserPoolId: poolId, MaxResults: 1 }),
                new ListUsersCommand({ UserPoolId: poolId }),
            ]) {
                await assert.rejects(second.cognito.send(command as DescribeUserPoolCommand), {
                    name: "ResourceNotFoundException",
                    message: `User pool ${poolId} does not exist.`,
                });
            }
            assert.equal(calls.at(-1)?.accountId, other);
            await assert.rejects(
                second.cognito.send(
                    new CreateUserImportJobCommand({
                        ...job,
                        UserPoolId: UserPool?.Id,
                        CloudWatchLogsRoleArn: roleOf(own),
                    }),
                ),
                { name: "AccessDeniedException", message: "Cross-account pass role is not allowed." },
            );
            // Users who sign in have no account.
            const clientId = await createClient(second.cognito, UserPool?.Id ?? "");
            await assert.rejects(first.cognito.send(passwordSignIn(clientId, "nobody", "x")), {
                name: "UserNotFoundException",
            });
        });
    });

    it("each have one active job, and the log of their own", async () => {
        const clock = new ManualClock();
        await withEmulator(
            { accounts, clock, pendingSeconds: 30 },
            async ({ advance, jobActivity, faults }, first, as) => {
                const second = as("AKIAOTHER");
                const prepared: [EmulatorClients, JobIds][] = [];
                for (const [clients, account] of [
                    [first, own],
                    [second, other],
                ] as const) {
                    const poolId = await createPool(clients.cognito);
                    prepared.push([clients, await prepareJob(clients, poolId, account)]);
                }
                faults.add({ operation: "StartUserImportJob", kind: "foreignJob", seconds: 60 });
                const [[, ids], [, otherIds]] = prepared as [(typeof prepared)[0], (typeof prepared)[0]];
                await assert.rejects(first.cognito.send(new StartUserImportJobCommand(ids)), {
                    name: "PreconditionNotMetException",
                    message: "Another user import job is already active in this account.",
                });
                await second.cognito.send(new StartUserImportJobCommand(otherIds));
                await advance(60);
                await first.cognito.send(new StartUserImportJobCommand(ids));
                await advance(60);

                for (const [{ cognito, logs }, job] of prepared) {
                    assert.equal((await describeJob(cognito, job)).Status, "Succeeded");
                    const group = { logGroupName: `/aws/cognito/userpools/${job.UserPoolId}/people` };
                    const stream = await logs.send(
                        new GetLogEventsCommand({ ...group, logStreamName: `${job.JobId}/all` }),
                    );
                    assert.equal(stream.events?.filter(({ message }) => message?.startsWith("[SUCCEEDED]")).length, 3);
                }
                const logGroupName = `/aws/cognito/userpools/${otherIds.UserPoolId}/people`;
                const { logStreams } = await second.logs.send(new DescribeLogStreamsCommand({ logGroupName }));
                const arn = `arn:aws:logs:us-east-1:${other}:log-group:${logGroupName}`;
                assert.equal(logStreams?.[0]?.arn, `${arn}:log-stream:${otherIds.JobId}/all`);
                for (const reference of [{ logGroupName }, { logGroupIdentifier: arn }]) {
                    await assert.rejects(first.logs.send(new DescribeLogStreamsCommand(reference)), {
                        name: "ResourceNotFoundException",
                    });
                }
                await second.logs.send(new DescribeLogStreamsCommand({ logGroupIdentifier: arn }));
                assert.deepEqual(
                    jobActivity.map(({ accountId, jobId }) => [accountId, jobId]),
                    [
                        [own, undefined],
                        [other, otherIds.JobId],
                        [own, ids.JobId],
                    ],
                );
            },
        );
    });

    it("work at the same time", async () => {
        await withEmulator({ accounts, inProgressSeconds: 5, stoppingSeconds: 0 }, async (_emulator, first, as) => {
            const second = as("AKIAOTHER");
            const ids = await prepareJob(first, await createPool(first.cognito), own);
            const otherIds = await prepareJob(second, await createPool(second.cognito), other);
            await first.cognito.send(new StartUserImportJobCommand(ids));
            await second.cognito.send(new StartUserImportJobCommand(otherIds));

            const update = new UpdateUserPoolCommand({ UserPoolId: ids.UserPoolId });
            await assert.rejects(first.cognito.send(update), { name: "UserImportInProgressException" });
            const states = [await describeJob(first.cognito, ids), await describeJob(second.cognito, otherIds)];
            for (const { Status } of states) {
                assert.match(Status ?? "", /Pending|InProgress/);
            }
        });
    });

    it("stay apart in a data folder, which keeps credentials that were given out, too", async () => {
        const dataDir = mkdtempSync(join(tmpdir(), "emulator-accounts-"));
        const assumeRole = new AssumeRoleCommand({ RoleArn: roleOf(other), RoleSessionName: "ci" });
        try {
            const options = { accounts, dataDir };
            const { ids, credentials } = await withEmulator(options, async (_emulator, { sts, cognito }, as) => {
                await createPool(cognito);
                const credentials = (await sts.send(assumeRole)).Credentials;
                const assumed = as(credentials);
                const ids = await prepareJob(assumed, await createPool(assumed.cognito), other);
                await assumed.cognito.send(new StartUserImportJobCommand(ids));
                return { ids, credentials };
            });
            // The job that was active goes on.
            await withEmulator(options, async (_emulator, first, as) => {
                const assumed = as(credentials);
                const job = await endOf(assumed.cognito, ids);
                assert.deepEqual([job.Status, job.ImportedUsers], ["Succeeded", 3]);
                const logGroupName = `/aws/cognito/userpools/${ids.UserPoolId}/people`;
                const { logStreams } = await assumed.logs.send(new DescribeLogStreamsCommand({ logGroupName }));
                assert.equal(logStreams?.length, 1);
                const { UserPools } = await first.cognito.send(new ListUserPoolsCommand({ MaxResults: 10 }));
                assert.equal(UserPools?.length, 1);
                assert.notEqual(UserPools[0]?.Id, ids.UserPoolId);
                const { Arn } = await assumed.sts.send(new GetCallerIdentityCommand({}));
                assert.equal(Arn, `arn:aws:sts::${other}:assumed-role/CognitoLogs/ci`);
            });
        } finally {
            rmSync(dataDir, { recursive: true, force: true });
        }
    });
});
