import assert from "node:assert/strict";
import { appendFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { jobLimits } from "../../provider/src/split/part";
import { createGroups, membersOf } from "../support/emulator/groupFixtures";
import { csvFor, people, person, roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { withImportStack } from "../support/pulumi/importStack";
import { installStandInAws } from "../support/pulumi/standInAws";

const program = path.resolve(__dirname, "../fixtures/programs/nativeComponents");

describe("components that the native plugin makes", () => {
    before(needsEngine);

    it("import at the same time, with native children of the same provider, and put the users into groups after it", async () => {
        await withImportStack({ program }, async (context) => {
            const { stack, emulator, clients, folder, poolId } = context;
            const { cognito } = clients;
            const endpoints = { cognitoidp: emulator.url, logs: emulator.url };
            const [many, file] = ["many.csv", "made.json"].map((name) => path.join(folder, name));
            await writeFile(String(many), await csvFor(cognito, poolId, people(5).slice(2)));
            await createGroups(cognito, poolId, ["staff"]);
            const given = { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn };
            const users = ["user0", "user1"].map((username) => ({
                username,
                email: `${username}@example.com`,
                emailVerified: true,
            }));
            const imports = { few: { ...given, users }, many: { ...given, source: many } };
            const groups = { userPoolId: poolId, groups: { staff: ["user0", "user4"] } };
            await writeFile(String(file), JSON.stringify({ imports, groups }));
            await stack.setConfig({ file: String(file), pool: poolId, provider: { endpoints } });

            const preview = await stack.preview();
            const up = await stack.up();

            assert.match(preview.stdout, /9 to create/);
            const { few: first, many: second, groups: members, columns } = await stack.outputs();
            assert.ok((columns as string[]).includes("cognito:username"));
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

    it("say what is wrong by line, make the role by its tokens, and a job for each part of a large file", async () => {
        await withImportStack({ program }, async (context) => {
            const { stack, emulator, clients, poolId, csvPath } = context;
            const createdAws = await installStandInAws(stack);
            const endpoints = { cognitoidp: emulator.url, logs: emulator.url };
            const everybody = { userPoolId: poolId, source: csvPath };
            await stack.setConfig({ imports: { everybody: { ...everybody, sauce: "any" } }, provider: { endpoints } });
            const unknown = await stack.preview({ expectFailure: true });
            await stack.setConfig({ imports: { everybody } });
            // So many blank lines that AWS may take them for more rows than one job has.
            const rows = [...people(2), person("user2", { email: "" })];
            await writeFile(csvPath, await csvFor(clients.cognito, poolId, rows));
            await appendFile(csvPath, "\n".repeat(jobLimits.maxRows));
            const bad = await stack.preview({ expectFailure: true });
            const csv = await csvFor(clients.cognito, poolId, people(3));
            const [last = ""] = csv.trimEnd().split("\n").slice(-1);
            await writeFile(csvPath, csv.replace(last, "\n".repeat(jobLimits.maxRows - 2) + last));

            const up = await stack.up();

            assert.match(unknown.all, /UserImport has no argument sauce\. It has: userPoolId, /);
            assert.match(bad.all, /users\.csv:4: email: /);
            assert.match(bad.all, /'everybody' has a problem: The run ended before all of its resources were made/);
            const { everybody: outputs } = await stack.outputs();
            assert.deepEqual(outputs, { status: "Succeeded", importedUsers: 3, totalUsers: 3, failures: [] });
            assert.equal(context.countCalls("CreateUserImportJob"), 2);
            assert.doesNotMatch(up.all, /conflict between the 'provider' field/);
            assert.deepEqual(
                (await createdAws()).map(({ type }) => type),
                ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy"],
            );
            const { resources } = await stack.exportState();
            const role = resources.find(({ type }) => type === "aws:iam/role:Role");
            assert.match(String(role?.provider), /::everybody-aws::/);
            const aws = resources.find(({ type }) => type === "pulumi:providers:aws");
            assert.deepEqual(JSON.parse(String(aws?.inputs?.endpoints)), [endpoints]);
        });
    });
});
