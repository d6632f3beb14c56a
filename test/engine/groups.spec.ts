import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { untilFaultsMet } from "../support/aws/untilFaultsMet";
import { addMembers, createGroups, groupsCsv, membersOf } from "../support/emulator/groupFixtures";
import { csvFor, endOf, people, person, roleArn, startImport } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, withImportStack } from "../support/pulumi/importStack";

const program = path.resolve(__dirname, "../fixtures/programs/importGroups");
const names = people(5000).map((row) => row["cognito:username"] ?? "");
/** Everybody is in one group, and some are in two. */
const wanted = { staff: names.slice(0, 2500), buyers: names.slice(2400, 4200), guests: names.slice(4200) };
const there = { staff: ["user0", "user1"], buyers: [], guests: ["user4999", "user6"] };

async function inGroups({ clients, poolId }: ImportStack): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const group of Object.keys(wanted)) {
        found[group] = await membersOf(clients.cognito, poolId, group);
    }
    return found;
}

describe("UserImportGroups through the real engine", () => {
    before(needsEngine);

    it("puts 5,000 users into three groups, though killed once, and takes out exactly what it put in", async () => {
        const emulator = { pendingSeconds: 0, inProgressSeconds: 0 };
        const args = { cloudWatchLogsRoleArn: undefined, source: undefined, callsPerSecond: 100_000 };
        await withImportStack({ program, emulator, args }, async (context) => {
            const { clients, folder, poolId, stack } = context;
            const { cognito } = clients;
            await endOf(cognito, await startImport(cognito, poolId, await csvFor(cognito, poolId, people(5000))));
            await createGroups(cognito, poolId, Object.keys(wanted));
            for (const [group, members] of Object.entries(there)) {
                await addMembers(cognito, poolId, group, members);
            }
            const groups = path.join(folder, "groups.csv");
            await writeFile(groups, groupsCsv(wanted));
            await context.setArgs({ groups });

            // Killed in the middle of one call, after 2,000 others.
            context.emulator.faults.add({ operation: "AdminAddUserToGroup", kind: "pass", times: 2000 });
            context.emulator.faults.add({ operation: "AdminAddUserToGroup", kind: "delay", seconds: 86_400 });
            const up = stack.spawnUp();
            await untilFaultsMet(context.emulator);
            await up.kill();
            await stack.cancel();
            context.emulator.faults.clear();
            const half = (await membersOf(cognito, poolId, "staff")).length;
            assert.ok(half > 1900 && half < 2500, `${half} are in`);

            await stack.up();

            const everybody = { ...wanted, guests: [...wanted.guests, "user6"] };
            assert.deepEqual(await inGroups(context), sortedValues(everybody));
            const outputs = await stack.outputs();
            const counts = [outputs.addedMemberships, outputs.existingMemberships, outputs.missingUsers];
            assert.deepEqual(counts, [5100 - 3, 3, 0]);
            assert.deepEqual(outputs.members, { staff: 2500, buyers: 1800, guests: 801 });
            const state = await stack.exportState();
            assert.doesNotMatch(state.text, /(?:"|\\n|,)user\d/);
            const record = state.resources.find(({ type }) => type.endsWith(":UserImportGroupsRecord"));
            // A secret is an object, and its text is longer than what it encrypts.
            assert.ok(JSON.stringify(record?.outputs?.ledger).includes("ciphertext"));
            assert.ok(state.text.length < 120_000, `${state.text.length} characters of state`);
            const again = await stack.up();
            assert.match(again.stdout, /4 unchanged/);

            await stack.destroy();

            assert.deepEqual(await inGroups(context), there);
        });
    });

    it("stops a preview at wrong lines and groups, waits for the import, changes in place, and keeps names secret", async () => {
        const args = { cloudWatchLogsRoleArn: undefined, source: undefined, callsPerSecond: 100_000 };
        const emulator = { pendingSeconds: 1, inProgressSeconds: 1 };
        await withImportStack({ program, emulator, args }, async (context) => {
            const { clients, csvPath, folder, poolId, stack } = context;
            const canary = "canary-margaret";
            const others = ["canary-alan", "canary-edith"];
            await context.writeRows([canary, ...others].map((name) => person(name)));
            await stack.setConfig({ importArgs: { source: csvPath, cloudWatchLogsRoleArn: roleArn } });
            await createGroups(clients.cognito, poolId, ["staff", "buyers"]);
            const argsFile = path.join(folder, "args.json");
            const give = async (groups: unknown) => await writeFile(argsFile, JSON.stringify({ groups }));
            await stack.setConfig({ argsFile });
            const said: string[] = [];

            await give({ staff: [canary, ""], nobody: [...others] });
            const refused = await stack.preview({ expectFailure: true });
            said.push(refused.stdout, refused.stderr);
            assert.match(refused.stdout, /groups\["staff"\]\[1\]: the username is empty/);
            await give({ staff: [canary], nobody: [...others] });
            const unknown = await stack.preview({ expectFailure: true });
            said.push(unknown.stdout, unknown.stderr);
            assert.match(unknown.stdout, /User pool \S+ has no group "nobody"\. Nothing was changed\./);

            await give({ staff: [canary, others[0]] });
            said.push((await stack.up()).stdout);
            await give({ staff: [canary], buyers: [others[1]] });
            const update = await stack.up();
            said.push(update.stdout);
            assert.match(update.stdout, /2 updated/);
            assert.deepEqual(await membersOf(clients.cognito, poolId, "staff"), [canary]);
            assert.deepEqual(await membersOf(clients.cognito, poolId, "buyers"), [others[1]]);
            assert.equal((await stack.outputs()).removedMemberships, 1);

            const { resources, text } = await stack.exportState();
            // By these the progress is on the rows of the resources.
            const rows = resources.filter(({ type }) => /:UserImportGroup(?:sRecord|Members)$/.test(type));
            assert.equal(rows.length, 2);
            for (const { inputs, urn } of rows) {
                assert.equal(inputs?.resourceUrn, urn);
            }
            for (const shown of [text, ...said]) {
                assert.doesNotMatch(shown, /canary-/);
            }
        });
    });
});

const byText = (one: string, other: string): number => (one < other ? -1 : 1);

function sortedValues(groups: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
    return Object.fromEntries(Object.entries(groups).map(([name, members]) => [name, [...members].sort(byText)]));
}
