import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { StopUserImportJobCommand } from "@aws-sdk/client-cognito-identity-provider";
import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { createJob, csvFor, describeJob, endOf, people, startImport } from "../../support/emulator/importFixtures";
import { HeldClock } from "../../support/process/heldClock";
import { secret } from "../../support/pulumi/pluginMethods";
import { withPluginService } from "../../support/pulumi/pluginService";

const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;

describe("importing a job through the protocol", () => {
    it("needs an id alone, and gives inputs with which nothing changes", async () => {
        await withPluginService({}, async ({ read, check, diff, clients: { cognito }, poolId, args }) => {
            const ids = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(3)));
            await endOf(cognito, ids);
            const id = `${poolId}/${ids.JobId}`;

            const { id: readId, properties, inputs = {} } = await read(id);

            assert.deepEqual([readId, inputs], [id, args]);
            assert.deepEqual(
                [properties.jobName, properties.status, properties.importedUsers, properties.isAdopted],
                ["customers", "Succeeded", 3, true],
            );
            const checked = await check(inputs, inputs);
            assert.deepEqual(checked, { inputs, failures: [] });
            assert.equal((await diff(id, properties, inputs)).getChanges(), DIFF_NONE);
            const refreshed = await read(id, properties, inputs);
            assert.deepEqual(refreshed, { id, properties, inputs });
        });
    });

    it("neither starts nor stops it, whatever its status and whatever is recorded", async () => {
        const clock = new HeldClock(false);
        await withPluginService({ clock }, async ({ read, diff, update, emulator, poolId, clients, ...service }) => {
            const { cognito } = clients;
            const created = await createJob(cognito, poolId);
            clock.hold();
            const running = await startImport(cognito, poolId, await csvFor(cognito, poolId, people(3)));
            for (const [ids, status] of [
                [created, "Created"],
                [running, "Pending"],
            ] as const) {
                const id = `${poolId}/${ids.JobId}`;
                const { properties, inputs = {} } = await read(id);
                const news = { ...inputs, timeout: "5m" };

                assert.equal((await diff(id, properties, inputs)).getChanges(), DIFF_NONE, status);
                const difference = await diff(id, properties, news);
                assert.deepEqual([difference.getChanges(), difference.getReplacesList()], [DIFF_SOME, []]);
                const updated = await update(id, properties, news);
                assert.deepEqual([updated.timeout, updated.isAdopted], ["5m", true]);
                await service.delete(id, updated);

                assert.equal((await describeJob(cognito, { UserPoolId: poolId, JobId: ids.JobId })).Status, status);
            }
            const changing = ["StopUserImportJob", "CreateUserImportJob", "StartUserImportJob"];
            const calls = emulator.calls.map(({ operation }) => operation).filter((name) => changing.includes(name));
            assert.deepEqual(
                calls,
                ["CreateUserImportJob", "CreateUserImportJob", "StartUserImportJob"],
                "the test's own",
            );
            await cognito.send(new StopUserImportJobCommand({ UserPoolId: poolId, JobId: running.JobId }));
            clock.release();
        });
    });

    it("takes it for the import of a source with as many rows, and imports nothing again", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plugin-import-"));
        await withPluginService(
            {},
            async ({ read, check, diff, update, clients: { cognito }, poolId, emulator, args }) => {
                const csv = await csvFor(cognito, poolId, people(3));
                const source = path.join(folder, "users.csv");
                await writeFile(source, csv);
                const ids = await startImport(cognito, poolId, csv);
                await endOf(cognito, ids);
                const id = `${poolId}/${ids.JobId}`;
                const { properties, inputs = {} } = await read(id);

                const { inputs: news } = await check({ ...args, source }, inputs);
                const difference = await diff(id, properties, news);
                const updated = await update(id, properties, news);

                assert.deepEqual(
                    [difference.getReplacesList(), difference.getDiffsList()],
                    [[], ["source", "sourceDigest"]],
                );
                assert.equal(updated.sourceDigest, news.sourceDigest);
                const { inputs: again } = await check({ ...args, source }, news);
                assert.equal((await diff(id, updated, again)).getChanges(), DIFF_NONE);
                assert.equal(emulator.calls.filter(({ operation }) => operation === "CreateUserImportJob").length, 1);
            },
        );
        await rm(folder, { recursive: true });
    });

    it("answers nothing for a job or a pool that does not exist", async () => {
        await withPluginService({}, async ({ read, poolId }) => {
            const nothing = { id: "", properties: {}, inputs: undefined };

            assert.deepEqual(await read(`${poolId}/import-AbCdEfGhIj`), nothing);
            assert.deepEqual(await read("us-east-1_AbCdEfGhI/import-AbCdEfGhIj"), nothing);
        });
    });

    const wrong: readonly (readonly [string, RegExp])[] = [
        [
            "import-AbCdEfGhIj",
            /"import-AbCdEfGhIj" is not the id of a user import job\. Write <userPoolId>\/<jobId>, such as/,
        ],
        ["us-east-1_AbCdEfGhI", /"us-east-1_AbCdEfGhI" is not the id of a user import job/],
        ["us-east-1_AbCdEfGhI/none", /stands for an import without a job.* There is nothing to import/],
    ];
    for (const [id, message] of wrong) {
        it(`refuses ${id}`, async () => {
            await withPluginService({}, async ({ read }) => await assert.rejects(read(id), message));
        });
    }

    it("reads a job with the argument aws that its look-up has", async () => {
        await withPluginService({}, async ({ configure, read, clients: { cognito }, poolId, emulator }) => {
            const { JobId } = await createJob(cognito, poolId);
            await configure({ endpoints: [{ cognitoidp: "http://127.0.0.1:1" }], maxRetries: 0 });
            const aws = { endpoints: { cognitoidp: emulator.url }, accessKey: "AKIDEXAMPLE", secretKey: "s" };

            const { properties } = await read(`${poolId}/${JobId}`, { aws });

            assert.deepEqual([properties.status, properties.isAdopted], ["Created", true]);
            assert.deepEqual(properties.aws, { ...aws, accessKey: secret(aws.accessKey), secretKey: secret("s") });
        });
    });
});
