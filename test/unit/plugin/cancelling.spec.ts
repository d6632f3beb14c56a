import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ServiceError } from "@grpc/grpc-js";
import { csvFor, people } from "../../support/emulator/importFixtures";
import { HeldClock } from "../../support/process/heldClock";
import { until } from "../../support/process/until";
import { keptIn, textAsset } from "../../support/pulumi/pluginMethods";
import { withPluginService } from "../../support/pulumi/pluginService";

describe("cancelling through the protocol", () => {
    it("answers at once, and ends a wait within a second with the job kept", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plugin-cancel-"));
        await withPluginService(
            { clock: new HeldClock() },
            async ({ check, create, cancel, said, args, clients, poolId }) => {
                const source = path.join(folder, "users.csv");
                await writeFile(source, await csvFor(clients.cognito, poolId, people(3)));
                const { inputs } = await check({ ...args, source });
                const creating = create(inputs).catch((error: ServiceError) => error);
                await until(
                    () => said.statuses.some((status) => status.includes("/3 imported")),
                    () => said.allText(),
                );

                const cancelledAtMs = performance.now();
                await cancel();
                const answeredMs = performance.now() - cancelledAtMs;
                const failed = keptIn((await creating) as ServiceError);
                const endedMs = performance.now() - cancelledAtMs;

                assert.match(failed.message, /The run was cancelled\. The import job goes on in AWS/);
                assert.equal(failed.id, `${poolId}/${failed.properties.jobId}`);
                assert.equal(failed.properties.status, "Pending");
                assert.ok(
                    answeredMs < 1_000 && endedMs < 1_000,
                    `answered in ${answeredMs} ms, ended in ${endedMs} ms`,
                );
            },
        );
        await rm(folder, { recursive: true });
    });

    it("is harmless where nothing runs: the engine does so at the end of every run", async () => {
        await withPluginService({}, async ({ cancel, check, create, args, clients, poolId, version, emulator }) => {
            const source = textAsset(await csvFor(clients.cognito, poolId, people(2)));
            const { inputs } = await check({ ...args, source });
            await cancel();
            await cancel();

            assert.match(await version(), /^\d/);
            // What comes later nevertheless ends like all else of the run.
            await assert.rejects(create(inputs), /The run was cancelled/);
            assert.equal(emulator.calls.filter(({ operation }) => operation === "CreateUserImportJob").length, 0);
        });
    });
});
