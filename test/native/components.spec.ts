import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createGroups, groupsCsv, membersOf } from "../support/emulator/groupFixtures";
import { csvFor, people, roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";

const program = path.resolve(__dirname, "../fixtures/programs/nativeComponents");

describe("components that the native plugin makes", () => {
    before(needsEngine);

    it("import at the same time, with native children of the same provider, and put the users into groups after it", async () => {
        await withImportStack({ program }, async (context) => {
            const { stack, emulator, clients, folder, poolId } = context;
            const { cognito } = clients;
            const endpoints = { cognitoidp: emulator.url, logs: emulator.url };
            const everybody = people(5);
            const [few, many, groups] = ["few.csv", "many.csv", "groups.csv"].map((name) => path.join(folder, name));
            await writeFile(String(few), await csvFor(cognito, poolId, everybody.slice(0, 2)));
            await writeFile(String(many), await csvFor(cognito, poolId, everybody.slice(2)));
            await createGroups(cognito, poolId, ["staff"]);
            await writeFile(String(groups), groupsCsv({ staff: ["user0", "user4"] }));
            const given = { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn };
            await stack.setConfig({
                imports: { few: { ...given, source: few }, many: { ...given, source: many } },
                groups: { userPoolId: poolId, groups },
                provider: { endpoints },
            });

            const preview = await stack.preview();
            const up = await stack.up();

            assert.match(preview.stdout, /9 to create/);
            const { few: first, many: second, groups: members } = await stack.outputs();
            assert.deepEqual(first, { status: "Succeeded", importedUsers: 2, totalUsers: 2, failures: [] });
            assert.deepEqual(second, { status: "Succeeded", importedUsers: 3, totalUsers: 3, failures: [] });
            const counts = { addedMemberships: 2, existingMemberships: 0, missingUsers: 0, members: { staff: 2 } };
            assert.deepEqual(members, counts);
            assert.deepEqual(await membersOf(cognito, poolId, "staff"), ["user0", "user4"]);
            const { resources, text } = await stack.exportState();
            const children = resources.filter(({ type }) => /UserImportJob|UserImportGroup(Record|Members)/.test(type));
            assert.deepEqual(
                children.map(({ type, provider }) => [type.split(":").at(-1), /::explicit::/.test(String(provider))]),
                [
                    ["UserImportJob", true],
                    ["UserImportJob", true],
                    ["UserImportGroupRecord", true],
                    ["UserImportGroupMembers", true],
                ],
            );
            assert.doesNotMatch(text + up.all, /user\d|example\.com|__provider|resourceUrn/);
            assert.match((await stack.up()).stdout, /9 unchanged/);
            assert.match((await stack.refresh()).stdout, /9 unchanged/);
            await stack.destroy();
            assert.deepEqual(await membersOf(cognito, poolId, "staff"), []);
        });
    });
});
