import assert from "node:assert/strict";
import {
    type CognitoIdentityProviderClient,
    CreateUserImportJobCommand,
    ListUserImportJobsCommand,
    ListUserPoolsCommand,
    StartUserImportJobCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Fault, ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { createJob, createPool, csvFor, describeJob, people, upload } from "../../support/emulator/importFixtures";

const listPools = new ListUserPoolsCommand({ MaxResults: 10 });

/** A job whose CSV is uploaded. */
async function uploadedJob(cognito: CognitoIdentityProviderClient, poolId: string) {
    const { url, ...ids } = await createJob(cognito, poolId);
    await upload(url, await csvFor(cognito, poolId, people(3)));
    return ids;
}

describe("FaultScript", () => {
    for (const [fault, expected] of [
        [{ kind: "throttle" }, { name: "TooManyRequestsException", status: 400 }],
        [{ kind: "serverError" }, { name: "InternalErrorException", status: 500 }],
        [
            { kind: "serverError", statusCode: 503 },
            { name: "503", status: 503 },
        ],
        [
            { kind: "error", code: "NotAuthorizedException" },
            { name: "NotAuthorizedException", status: 400 },
        ],
    ] as const) {
        it(`answers ${JSON.stringify(fault)} in the service's words, once, without acting`, async () => {
            await withEmulator({}, async (emulator, { cognito }) => {
                emulator.faults.add({ operation: "CreateUserPool", ...fault });

                await assert.rejects(
                    createPool(cognito),
                    (error: Error & { $metadata?: { httpStatusCode: number } }) => {
                        assert.equal(error.$metadata?.httpStatusCode, expected.status);
                        return expected.name === "503" || error.name === expected.name;
                    },
                );

                assert.deepEqual((await cognito.send(listPools)).UserPools, []);
                await createPool(cognito);
                assert.deepEqual(
                    emulator.calls.map(({ fault, statusCode, errorCode }) => [fault, statusCode, errorCode]),
                    [
                        [fault.kind, expected.status, expected.name],
                        [undefined, 200, undefined],
                        [undefined, 200, undefined],
                    ],
                );
            });
        });
    }

    it("cuts connections before or after the operation has acted", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            emulator.faults.add(
                { operation: "CreateUserPool", kind: "resetBefore" },
                { operation: "CreateUserPool", kind: "resetAfter" },
            );

            const found: number[] = [];
            for (let round = 0; round < 2; round++) {
                await assert.rejects(createPool(cognito), /socket hang up|ECONNRESET/);
                found.push((await cognito.send(listPools)).UserPools?.length ?? 0);
            }

            assert.deepEqual(found, [0, 1]);
        });
    });

    it("meets calls in order and by count, other operations not at all, and any with *", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            emulator.faults.add(
                { operation: "ListUserPools", kind: "pass", times: 2 },
                { operation: "ListUserPools", kind: "throttle", times: 2 },
                { operation: "*", kind: "serverError" },
            );
            await assert.rejects(createPool(cognito), { name: "InternalErrorException" });
            await createPool(cognito);

            const results: boolean[] = [];
            for (let call = 0; call < 5; call++) {
                const passed = cognito.send(listPools).then(
                    () => true,
                    () => false,
                );
                results.push(await passed);
            }

            assert.deepEqual(results, [true, true, false, false, true]);
            assert.deepEqual(emulator.faults.pending, []);
        });
    });

    it("shows what is left, and forgets it", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            emulator.faults.add({ operation: "ListUserPools", kind: "throttle", times: 3 });
            await assert.rejects(cognito.send(listPools));

            assert.deepEqual(emulator.faults.pending, [{ operation: "ListUserPools", kind: "throttle", times: 2 }]);
            emulator.faults.clear();
            await cognito.send(listPools);
        });
    });

    it("delays a call on the emulator's clock", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            emulator.faults.add({ operation: "ListUserPools", kind: "delay", seconds: 30 });
            const began = emulator.clock.now();

            await emulator.runUntil(cognito.send(listPools));

            assert.equal(emulator.clock.now() - began, 30_000);
        });
    });

    it("answers an error in the words that the script gives it", async () => {
        await withEmulator({}, async (emulator, { cognito }) => {
            const message = "Import job limit reached for this account";
            emulator.faults.add({ operation: "ListUserPools", kind: "error", code: "NotAuthorizedException", message });

            await assert.rejects(cognito.send(listPools), { name: "NotAuthorizedException", message });
        });
    });

    it("refuses invalid faults, all or nothing", async () => {
        await withEmulator({}, async ({ faults }) => {
            const good: Fault = { operation: "ListUserPools", kind: "throttle" };
            for (const [fault, message] of [
                [{ operation: "Nothing", kind: "throttle" }, /^operation must be one that the emulator serves/],
                [{ operation: "ListUserPools", kind: "explode" }, /^kind must be one of/],
                [{ operation: "ListUserPools", kind: "expiredUrl" }, /^kind expiredUrl is only for PutObject/],
                [{ ...good, times: 0 }, /^times must be/],
                [{ ...good, seconds: -1 }, /^seconds must be/],
                [{ ...good, kind: "serverError", statusCode: 404 }, /^statusCode must be/],
                [{ ...good, kind: "error" }, /^code must be/],
                [{ ...good, message: "No." }, /^message must be/],
                [{ ...good, kind: "error", code: "NotAuthorizedException", message: 7 }, /^message must be/],
                [{ ...good, atStart: true }, /^atStart must be/],
                [{ operation: "CreateUserImportJob", kind: "unassumableRole", atStart: true }, /^atStart must be/],
                [{ operation: "StartUserImportJob", kind: "unassumableRole", atStart: 1 }, /^atStart must be/],
                [{ ...good, when: "now" }, /^a fault has no member when/],
                [null, /^a fault must be an object/],
            ] as const) {
                assert.throws(() => faults.add(good, fault as unknown as Fault), { name: "RangeError", message });
            }
            assert.deepEqual(faults.pending, []);
        });
    });
});

describe("faults of imports", () => {
    it("answers an upload as if its URL had expired, or S3 were busy or broken", async () => {
        await withEmulator({}, async ({ faults }, { cognito }) => {
            const { url } = await createJob(cognito, await createPool(cognito));
            faults.add(
                { operation: "PutObject", kind: "expiredUrl" },
                { operation: "PutObject", kind: "throttle" },
                { operation: "PutObject", kind: "serverError" },
            );

            const answers: string[] = [];
            for (let round = 0; round < 4; round++) {
                const answer = await upload(url, "x");
                answers.push(`${answer.status} ${/<Code>(\w+)</.exec(await answer.text())?.[1] ?? ""}`);
            }

            assert.deepEqual(answers, ["403 AccessDenied", "503 SlowDown", "500 InternalError", "200 "]);
        });
    });

    it("refuses a role at creation, or fails the job once it runs", async () => {
        await withEmulator({ pendingSeconds: 0 }, async ({ faults, settled }, { cognito }) => {
            const poolId = await createPool(cognito);
            faults.add(
                { operation: "CreateUserImportJob", kind: "unassumableRole" },
                { operation: "StartUserImportJob", kind: "unassumableRole" },
            );

            await assert.rejects(createJob(cognito, poolId), { name: "InvalidParameterException" });
            const ids = await uploadedJob(cognito, poolId);
            await cognito.send(new StartUserImportJobCommand(ids));
            await settled();

            const { Status, CompletionMessage } = await describeJob(cognito, ids);
            assert.equal(Status, "Failed");
            assert.match(CompletionMessage ?? "", /cannot assume/);
            const { UserImportJobs } = await cognito.send(
                new ListUserImportJobsCommand({ UserPoolId: poolId, MaxResults: 10 }),
            );
            assert.equal(UserImportJobs?.length, 1);
        });
    });

    it("refuses a role at the start if the script says so, and starts the same job later", async () => {
        await withEmulator({ clock: new ManualClock() }, async ({ faults, advance }, { cognito }) => {
            const ids = await uploadedJob(cognito, await createPool(cognito));
            faults.add({ operation: "StartUserImportJob", kind: "unassumableRole", atStart: true });

            await assert.rejects(cognito.send(new StartUserImportJobCommand(ids)), {
                name: "PreconditionNotMetException",
                message: "Amazon Cognito cannot assume the CloudWatch Logs role of the import job.",
            });
            const refused = await describeJob(cognito, ids);
            await cognito.send(new StartUserImportJobCommand(ids));
            await advance(10);

            assert.deepEqual([refused.Status, refused.StartDate], ["Created", undefined]);
            assert.equal((await describeJob(cognito, ids)).Status, "Succeeded");
        });
    });

    it("reports another job before it reports a role", async () => {
        await withEmulator({ clock: new ManualClock() }, async ({ faults }, { cognito }) => {
            const poolId = await createPool(cognito);
            const [first, second] = [await uploadedJob(cognito, poolId), await uploadedJob(cognito, poolId)];
            await cognito.send(new StartUserImportJobCommand(first));
            faults.add({ operation: "StartUserImportJob", kind: "unassumableRole", atStart: true });

            await assert.rejects(cognito.send(new StartUserImportJobCommand(second)), {
                name: "PreconditionNotMetException",
                message: /already active/,
            });
        });
    });

    it("fails jobs with roles that cannot be assumed, and refuses an ARN that is not a role's", async () => {
        const unassumable = "arn:aws:iam::123456789012:role/other";
        const options = { pendingSeconds: 0, unassumableRoles: [unassumable] };
        await withEmulator(options, async ({ settled }, { cognito }) => {
            const UserPoolId = await createPool(cognito);
            const create = async (CloudWatchLogsRoleArn: string) => {
                const request = { UserPoolId, JobName: "x", CloudWatchLogsRoleArn };
                return (await cognito.send(new CreateUserImportJobCommand(request))).UserImportJob;
            };
            const job = await create(unassumable);
            await upload(job?.PreSignedUrl ?? "", await csvFor(cognito, UserPoolId, people(1)));
            const ids = { UserPoolId, JobId: job?.JobId ?? "" };
            await cognito.send(new StartUserImportJobCommand(ids));
            await settled();

            assert.equal((await describeJob(cognito, ids)).Status, "Failed");
            await assert.rejects(create("arn:aws:iam::123456789012:user/jane"), { name: "InvalidParameterException" });
        });
    });

    it("makes the account busy with the job of another caller, for a while", async () => {
        await withEmulator({ clock: new ManualClock() }, async (emulator, { cognito }) => {
            const ids = await uploadedJob(cognito, await createPool(cognito));
            emulator.faults.add({ operation: "StartUserImportJob", kind: "foreignJob", seconds: 600 });
            const start = () => cognito.send(new StartUserImportJobCommand(ids));

            await assert.rejects(start(), { name: "PreconditionNotMetException" });
            await emulator.advance(599);
            await assert.rejects(start(), { name: "PreconditionNotMetException" });
            await emulator.advance(1);
            await start();
            await emulator.advance(10);

            const began = new Date("2026-01-01").getTime();
            assert.deepEqual(emulator.jobActivity, [
                {
                    accountId: "123456789012",
                    jobId: undefined,
                    userPoolId: undefined,
                    startedMs: began,
                    endedMs: began + 600_000,
                    endStatus: "Succeeded",
                },
                {
                    accountId: "123456789012",
                    jobId: ids.JobId,
                    userPoolId: ids.UserPoolId,
                    startedMs: began + 600_000,
                    endedMs: began + 600_200,
                    endStatus: "Succeeded",
                },
            ]);
        });
    });
});
