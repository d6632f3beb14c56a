import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { HeldClock } from "../../support/process/heldClock";
import { keptIn, type Sent, secret } from "../../support/pulumi/pluginMethods";
import { withPluginService } from "../../support/pulumi/pluginService";

const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/** What is not a secret of properties: secrets are left out. */
function openPartOf(properties: Sent): string {
    return JSON.stringify(properties, (_name, value) =>
        Object.values(value ?? {}).includes(secretMark) ? "[secret]" : value,
    );
}

describe("secrets through the protocol", () => {
    it("stay secrets in everything that an operation puts out, also where it fails and keeps the job", async () => {
        const clock = new HeldClock();
        await withPluginService({ clock }, async (service) => {
            const { emulator, check, create, update, read, args } = service;
            const given = {
                ...args,
                users: [{ username: "canary", email: "canary@example.com", emailVerified: true }],
                jobName: secret("canary-job"),
                triggers: ["plain", secret("canary")],
                aws: {
                    endpoints: { cognitoidp: emulator.url, logs: emulator.url },
                    accessKey: "canary",
                    secretKey: "canary",
                },
            };
            const { inputs, failures } = await check(given);
            const failed = keptIn(
                (await create(inputs, { timeoutSeconds: 1 }).catch((error) => error)) as ServiceError,
            );
            clock.release();
            const created = await create(inputs);
            const updated = await update(created.id, created.properties, { ...inputs, maxFailedUsers: 1 });
            const refreshed = await read(created.id, updated, inputs);
            const previewed = await create(inputs, { preview: true });

            assert.deepEqual(failures, []);
            const all = [inputs, failed, created, updated, refreshed, previewed];
            for (const properties of all) {
                assert.doesNotMatch(openPartOf({ properties }), /canary/);
            }
            for (const { properties } of [failed, created, { properties: updated }, refreshed, previewed]) {
                assert.deepEqual(properties.jobName, secret((created.properties.jobName as { value: string }).value));
                assert.deepEqual(properties.triggers, secret(["plain", "canary"]));
                assert.deepEqual(Object.keys(properties.sourceDigest as object), Object.keys(secret("")));
                assert.equal("users" in properties, false);
            }
            assert.deepEqual(refreshed.inputs, inputs);
        });
    });
});
