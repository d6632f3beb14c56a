import assert from "node:assert/strict";
import path from "node:path";
import { ListUserImportJobsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { people, person, roleArn } from "../support/emulator/importFixtures";
import { HeldClock } from "../support/process/heldClock";
import { until } from "../support/process/until";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";
import { manyJobsProgram, withManyJobs } from "../support/pulumi/manyJobs";
import { withStack } from "../support/pulumi/pulumiStack";

describe("the same content, through the real engine", () => {
    before(needsEngine);

    it("imported by two stacks of one name: neither stops the other's job, and each user is imported once", async () => {
        const clock = new HeldClock();
        await withImportStack({ emulator: { clock }, args: { waitForCompletion: false } }, async (context) => {
            await context.writeRows(people(3));
            await context.stack.up();

            await context.withTwin(async (other) => {
                const up = await other.up();
                assert.match(up.all, /Continuing import job import-\w+ \(Pending\)/);
                const destroyed = await other.destroy();
                assert.match(destroyed.all, /continues \(Pending\)\. This stack did not create the job/);
            });

            assert.deepEqual(await jobStatuses(context), ["Pending"]);
            clock.release();
            const isOver = async (): Promise<boolean> => (await jobStatuses(context))[0] === "Succeeded";
            await until(isOver, () => "the end of the job");
            await context.stack.refresh();
            const outputs = (await context.importJob())?.outputs;
            assert.deepEqual([outputs?.status, outputs?.importedUsers], ["Succeeded", 3]);
            assert.equal(context.countCalls("StopUserImportJob"), 0);
        });
    });

    it("in two resources of a program: the preview says so, and one job does it for both", async () => {
        await withManyJobs({}, async ({ emulator, jobsConfig }) => {
            const config = await jobsConfig(["a", "b"]);
            const { a } = config.jobs as Record<string, object>;
            await withStack(
                { program: manyJobsProgram, config: { ...config, jobs: { a, again: a } } },
                async (stack) => {
                    const preview = await stack.preview();
                    assert.match(preview.all, /The resource (a|again) of this program imports the same content/);

                    await stack.up();

                    assert.deepEqual(await stack.outputs(), { a: ["Succeeded", 3], again: ["Succeeded", 3] });
                    const created = emulator.calls.filter(({ operation }) => operation === "CreateUserImportJob");
                    assert.equal(created.length, 1);
                    assert.match((await stack.up()).stdout, /3 unchanged/);
                },
            );
        });
    });

    it("is left alone once it is imported, where the program ignores changes of the source or says once", async () => {
        await withImportStack({ program: manyJobsProgram }, async (context) => {
            const jobs: Record<string, object> = {};
            const write = async (name: string, users: number): Promise<string> => {
                const file = path.join(context.folder, `${name}.csv`);
                await context.writeRows(
                    Array.from({ length: users }, (_, index) => person(`${name}${index}`)),
                    file,
                );
                return file;
            };
            for (const [name, left] of Object.entries({
                source: { options: { ignoreChanges: ["source"] } },
                everything: { options: { ignoreChanges: ["*"] } },
                once: { once: true },
            })) {
                const common = { userPoolId: context.poolId, cloudWatchLogsRoleArn: roleArn };
                jobs[name] = { ...common, source: await write(name, 3), ...left };
            }
            await context.stack.setConfig({ jobs });
            await context.stack.up();
            await Promise.all(Object.keys(jobs).map((name) => write(name, 5)));

            const up = await context.stack.up();

            assert.match(up.stdout, /4 unchanged/);
            assert.equal((await context.usernames()).length, 9);
        });
    });

    it("that is a secret leaves no digest of it in the plain state, and is known again", async () => {
        await withImportStack({ args: { source: undefined, users: [typedUser("ada")] } }, async (context) => {
            await context.stack.up();
            const first = await context.stack.exportState();
            const again = await context.stack.up();
            await context.stack.refresh();
            const second = await context.stack.exportState();
            const digest = String((await context.stack.outputs()).sourceDigest);

            assert.match(digest, /^sha256:[0-9a-f]{64}$/);
            for (const { text } of [first, second]) {
                assert.doesNotMatch(text, /sha256:[0-9a-f]{64}/);
                assert.ok(!text.includes(digest.slice(7, 15)), "not even its beginning is in the job's name");
            }
            assert.match(again.stdout, /2 unchanged/);
            assert.equal(context.countCalls("CreateUserImportJob"), 1);
        });
    });
});

const typedUser = (username: string): object => ({
    username,
    email: `${username}@example.com`,
    emailVerified: true,
});

async function jobStatuses({ clients, poolId }: ImportStack): Promise<(string | undefined)[]> {
    const jobs = await clients.cognito.send(new ListUserImportJobsCommand({ UserPoolId: poolId, MaxResults: 60 }));
    return (jobs.UserImportJobs ?? []).map(({ Status }) => Status);
}
