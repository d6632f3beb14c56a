import assert from "node:assert/strict";
import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { createGroups, createUsers, groupsCsv, membersOf } from "../../support/emulator/groupFixtures";
import { type Sent, secret, textAsset } from "../../support/pulumi/pluginMethods";
import { type PluginService, withPluginService } from "../../support/pulumi/pluginService";

const urnOf = (type: string): string => `urn:pulumi:dev::people::cognito-user-import:index:${type}::members`;
const record = { urn: urnOf("UserImportGroupRecord") };
const members = { urn: urnOf("UserImportGroupMembers") };

/** A pool with a group, three users, and the arguments of both resources. */
async function withGroup(test: (service: PluginService, inputs: Sent) => Promise<void>): Promise<void> {
    await withPluginService({}, async (service) => {
        const { cognito } = service.clients;
        await createGroups(cognito, service.poolId, ["staff"]);
        await createUsers(cognito, service.poolId, ["ada", "grace", "edsger"]);
        const groups = textAsset(groupsCsv({ staff: ["ada", "grace"] }));
        await test(service, { userPoolId: service.poolId, groups, __provider: "text", resourceUrn: "urn" });
    });
}

/** What is a secret of values, by name. */
function secretsOf(values: Sent): string[] {
    const mark = JSON.stringify(secret("")).slice(0, 70);
    return Object.keys(values).filter((name) => String(JSON.stringify(values[name])).startsWith(mark));
}

/** As the engine sends what was answered. */
function given(values: Sent, names: readonly string[]): Sent {
    return Object.fromEntries(names.map((name) => [name, values[name]]));
}

describe("the resources of groups through the protocol", () => {
    it("record and put in, keep who is in it as secrets, and take out what they put in", async () => {
        await withGroup(async ({ check, create, diff, read, delete: remove, clients, poolId }, inputs) => {
            const checked = await check(inputs, {}, record);
            const created = await create(checked.inputs, record);
            const shared = ["contentDigest", "generation", "groupNames", "leaving"];
            const ofMembers = { ...inputs, ...given(created.properties, shared) };
            const checkedMembers = await check(ofMembers, {}, members);
            const putIn = await create(checkedMembers.inputs, members);

            assert.deepEqual(checked.failures, []);
            assert.deepEqual(new Set(secretsOf(checked.inputs)), new Set(["contentDigest", "groups"]));
            assert.deepEqual(new Set(secretsOf(created.properties)), new Set(["contentDigest", "leaving", "ledger"]));
            assert.deepEqual(
                new Set(secretsOf(checkedMembers.inputs)),
                new Set(["contentDigest", "groups", "leaving"]),
            );
            assert.deepEqual(secretsOf(putIn.properties), ["contentDigest"]);
            assert.deepEqual(putIn.properties.members, { staff: 2 });
            const kept = JSON.stringify([created, putIn]);
            assert.doesNotMatch(kept, /ada|grace|__provider|resourceUrn/);
            assert.deepEqual(await membersOf(clients.cognito, poolId, "staff"), ["ada", "grace"]);
            const same = await diff(created.id, created.properties, checked.inputs, record);
            const sameMembers = await diff(putIn.id, putIn.properties, checkedMembers.inputs, members);
            assert.deepEqual(
                [same, sameMembers].map((one) => one.getChanges()),
                Array(2).fill(DiffResponse.DiffChanges.DIFF_NONE),
            );
            const found = await read(created.id, created.properties, checked.inputs, record);
            assert.equal(found.id, created.id);

            await remove(putIn.id, putIn.properties, members);
            await remove(created.id, created.properties, record);
            assert.deepEqual(await membersOf(clients.cognito, poolId, "staff"), []);
        });
    });

    it("tell in a preview what is known, and what another content changes", async () => {
        await withGroup(async ({ check, create, update, diff }, inputs) => {
            const { inputs: first } = await check(inputs, {}, record);
            const unborn = await create(first, { ...record, preview: true });
            const { id, properties } = await create(first, record);
            const another = { ...inputs, groups: textAsset(groupsCsv({ staff: ["edsger"] })) };
            const { inputs: second } = await check(another, first, record);

            const changed = await diff(id, properties, second, record);
            const shown = await update(id, properties, second, { ...record, preview: true });
            const slower = await update(id, properties, { ...first, callsPerSecond: 5 }, { ...record, preview: true });

            const found = [
                "generation",
                "groupNames",
                "ledger",
                "leaving",
                "recordedMemberships",
                "existingMemberships",
            ];
            assert.deepEqual(
                given(unborn.properties, found),
                Object.fromEntries(found.map((name) => [name, unknownValue])),
            );
            assert.deepEqual(changed.getDiffsList(), ["contentDigest"]);
            assert.deepEqual(given(shown, found), given(unborn.properties, found));
            assert.deepEqual(slower, { ...properties, callsPerSecond: 5 });
        });
    });

    it("replace the record before another pool's, and refuse to be imported", async () => {
        await withGroup(async ({ check, create, diff, read }, inputs) => {
            const { inputs: first } = await check(inputs, {}, record);
            const { id, properties } = await create(first, record);

            const moved = await diff(id, properties, { ...first, userPoolId: "us-east-1_Another01" }, record);

            assert.deepEqual([moved.getReplacesList(), moved.getDeletebeforereplace()], [["userPoolId"], true]);
            await assert.rejects(read(id, {}, {}, record), /nobody knows who put their members in/);
        });
    });
});
