import assert from "node:assert/strict";
import {
    AdminDeleteUserCommand,
    AdminRemoveUserFromGroupCommand,
    AdminUpdateUserAttributesCommand,
    DeleteGroupCommand,
    DeleteUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { addMembers, groupsCsv, membersOf } from "../../support/emulator/groupFixtures";
import { type GroupsFixture, withGroups } from "../../support/lifecycle/groupsFixture";

const pool = { users: ["ada", "grace", "edsger", "barbara"], groups: ["staff", "buyers"] };

const write = ({ files }: GroupsFixture, groups: Readonly<Record<string, readonly string[]>>) =>
    files.set("groups.csv", groupsCsv(groups));
const staff = async ({ cognito, poolId }: GroupsFixture) => await membersOf(cognito, poolId, "staff");
const buyers = async ({ cognito, poolId }: GroupsFixture) => await membersOf(cognito, poolId, "buyers");

describe("the groups of a pool", () => {
    it("get the users of the file, and lose again only those whom this resource has put in", async () => {
        await withGroups(pool, async (fixture) => {
            const { cognito, poolId } = fixture;
            await addMembers(cognito, poolId, "staff", ["ada", "barbara"]);
            // The pool takes upper case for lower case.
            write(fixture, { staff: ["ADA", "Grace"], buyers: ["edsger"] });

            assert.deepEqual(await fixture.up(), ["create", "create"]);

            assert.deepEqual([await staff(fixture), await buyers(fixture)], [["ada", "barbara", "grace"], ["edsger"]]);
            const { record, members } = fixture.state();
            assert.deepEqual([record?.outs.recordedMemberships, record?.outs.existingMemberships], [2, 1]);
            assert.deepEqual(members?.outs.members, { staff: 3, buyers: 1 });
            assert.doesNotMatch(JSON.stringify(fixture.state()) + fixture.progress.allText(), /grace|edsger/i);
            await addMembers(cognito, poolId, "buyers", ["barbara"]);
            await fixture.destroy();
            assert.deepEqual([await staff(fixture), await buyers(fixture)], [["ada", "barbara"], ["barbara"]]);
        });
    });

    it("are changed in place by the difference; the same content elsewhere, or in another order, changes nothing", async () => {
        await withGroups(pool, async (fixture) => {
            write(fixture, { staff: ["ada", "grace"], buyers: ["ada"] });
            await fixture.up();
            fixture.files.set("moved.csv", "group,cognito:username\r\nbuyers,ada\r\nstaff,grace\r\nstaff,ada\r\n");
            assert.deepEqual(await fixture.up({ groups: "moved.csv" }), []);

            write(fixture, { staff: ["grace", "edsger"] });
            const before = fixture.emulator.calls.length;
            assert.deepEqual(await fixture.up(), ["update", "update"]);

            assert.deepEqual([await staff(fixture), await buyers(fixture)], [["edsger", "grace"], []]);
            const made = fixture.emulator.calls.slice(before).map(({ operation }) => operation);
            const count = (name: string) => made.filter((operation) => operation === name).length;
            assert.deepEqual([count("AdminAddUserToGroup"), count("AdminRemoveUserFromGroup")], [1, 2]);
            assert.equal(fixture.state().members?.outs.takenOut, 2);
        });
    });

    it("lose everybody else with exclusive, but only once nobody is missing", async () => {
        await withGroups(pool, async (fixture) => {
            await addMembers(fixture.cognito, fixture.poolId, "staff", ["barbara"]);
            await addMembers(fixture.cognito, fixture.poolId, "buyers", ["barbara"]);
            write(fixture, { staff: ["ada", "nobody"] });

            await assert.rejects(fixture.up({ exclusive: true }), /does not have the users of 1 line/);
            assert.deepEqual(await staff(fixture), ["ada", "barbara"]);
            await fixture.up({ exclusive: true, maxMissingUsers: 1 });

            // Groups that the file does not name are left alone.
            assert.deepEqual([await staff(fixture), await buyers(fixture)], [["ada"], ["barbara"]]);
            assert.equal(fixture.state().members?.outs.takenOut, 1);
        });
    });

    it("say by line which users do not exist, after everybody else is in", async () => {
        await withGroups(pool, async (fixture) => {
            write(fixture, { staff: ["ada", "nobody", "grace", "noone"] });

            await assert.rejects(fixture.up(), (error: Error) => {
                assert.match(
                    error.message,
                    /2 lines, and 0 are allowed[\s\S]*groups\.csv:3\n {2}groups\.csv:5\nAll other/,
                );
                assert.doesNotMatch(error.message, /nobody|noone/);
                return true;
            });
            assert.deepEqual(await staff(fixture), ["ada", "grace"]);
            assert.deepEqual(await fixture.up({ maxMissingUsers: 2 }), ["create"]);
            const { missingUsers, missingLines } = fixture.state().members?.outs ?? {};
            assert.deepEqual([missingUsers, missingLines], [2, ["groups.csv:3", "groups.csv:5"]]);
            await fixture.destroy();
            assert.deepEqual(await staff(fixture), []);
        });
    });

    it("end right after an error in the middle of a change, also if the file goes back to what it was", async () => {
        await withGroups(pool, async (fixture) => {
            const first = { staff: ["ada", "grace"], buyers: ["edsger"] };
            write(fixture, first);
            await fixture.up();
            write(fixture, { staff: ["edsger"] });
            fixture.emulator.faults.add({ operation: "AdminRemoveUserFromGroup", kind: "pass", times: 2 });
            fixture.emulator.faults.add({ operation: "AdminRemoveUserFromGroup", kind: "serverError" });
            await assert.rejects(fixture.up(), /AdminRemoveUserFromGroup in user pool \S+ failed/);
            assert.equal((await staff(fixture)).length + (await buyers(fixture)).length, 1);

            write(fixture, first);
            assert.deepEqual(await fixture.up(), ["update", "update"]);

            assert.deepEqual([await staff(fixture), await buyers(fixture)], [["ada", "grace"], ["edsger"]]);
            await fixture.destroy();
            assert.deepEqual([await staff(fixture), await buyers(fixture)], [[], []]);
        });
    });

    it("are counted by a refresh, and get members back who are gone", async () => {
        await withGroups(pool, async (fixture) => {
            const { cognito, poolId } = fixture;
            write(fixture, { staff: ["ada", "grace"] });
            await fixture.up();
            await addMembers(cognito, poolId, "staff", ["barbara"]);
            await fixture.refresh();
            assert.deepEqual(await fixture.up(), []);
            assert.deepEqual(fixture.state().members?.outs.members, { staff: 3 });

            const ada = { UserPoolId: poolId, Username: "ada" };
            await cognito.send(new AdminRemoveUserFromGroupCommand({ ...ada, GroupName: "staff" }));
            await fixture.refresh();
            assert.deepEqual(await fixture.up(), ["update"]);
            assert.deepEqual(await staff(fixture), ["ada", "barbara", "grace"]);

            await cognito.send(new AdminDeleteUserCommand(ada));
            await fixture.refresh();
            await assert.rejects(fixture.up(), /groups\.csv:2/);
        });
    });

    it("may be gone when the resource is deleted or refreshed, and so may the pool", async () => {
        await withGroups(pool, async (fixture) => {
            const { cognito, poolId: UserPoolId } = fixture;
            write(fixture, { staff: ["ada"], buyers: ["grace"] });
            await fixture.up();
            await cognito.send(new DeleteGroupCommand({ UserPoolId, GroupName: "staff" }));
            await fixture.refresh();
            assert.deepEqual(fixture.state().members?.outs.members, { staff: 0, buyers: 1 });
            const { record } = fixture.state();
            await fixture.destroy();
            assert.deepEqual(await buyers(fixture), []);

            await cognito.send(new DeleteUserPoolCommand({ UserPoolId }));
            const { deleteRecord, readRecord } = await import("../../../provider/src/groups/record");
            const { id = "", outs } = record ?? {};
            assert.ok(outs);
            assert.equal((await readRecord(fixture.deps, id, outs)).id, "");
            await deleteRecord(fixture.deps, outs);
        });
    });

    it("change at the stated rate", async () => {
        const users = Array.from({ length: 95 }, (_, index) => `user${index}`);
        await withGroups({ users, groups: ["staff"] }, async (fixture) => {
            write(fixture, { staff: users });
            const beganMs = fixture.clock.now();
            await fixture.up({ callsPerSecond: 5 });

            // 95 changes, 5 a second; and a page of members, 20 a second.
            const seconds = (fixture.clock.now() - beganMs) / 1000;
            assert.ok(Math.abs(seconds - 19.05) < 0.01, `${seconds} s`);
            assert.equal(fixture.progress.statuses.includes("50/95 users put into their groups"), true);
        });
    });
});

describe("a user of two names", () => {
    it("whom the file has under both is one member, and stays if it was there before", async () => {
        const settings = { AliasAttributes: ["preferred_username" as const] };
        await withGroups({ users: ["ada", "grace"], groups: ["staff"], settings }, async (fixture) => {
            const { cognito, poolId: UserPoolId } = fixture;
            for (const Username of ["ada", "grace"]) {
                const UserAttributes = [{ Name: "preferred_username", Value: `${Username}2` }];
                await cognito.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes }));
            }
            await addMembers(cognito, UserPoolId, "staff", ["ada"]);
            write(fixture, { staff: ["ada", "ada2", "grace", "grace2"] });
            await fixture.up();
            assert.deepEqual(fixture.state().members?.outs.members, { staff: 2 });

            // Nobody is left to be put in.
            const before = fixture.emulator.calls.length;
            assert.deepEqual(await fixture.up({ maxMissingUsers: 1 }), ["update"]);
            const made = fixture.emulator.calls.slice(before).map(({ operation }) => operation);
            assert.equal(made.includes("AdminAddUserToGroup"), false);
            await fixture.destroy();

            assert.deepEqual(await staff(fixture), ["ada"]);
        });
    });
});

describe("another account or rate", () => {
    it("is recorded, also where it is no longer given, and calls nothing but the check", async () => {
        await withGroups(pool, async (fixture) => {
            write(fixture, { staff: ["ada"] });
            await fixture.up({ aws: { profile: "one" }, callsPerSecond: 10 });
            const before = fixture.emulator.calls.length;

            assert.deepEqual(await fixture.up(), ["update", "update"]);

            const { record, members } = fixture.state();
            assert.deepEqual([record?.outs.aws, members?.outs.aws], [undefined, undefined]);
            assert.deepEqual([record?.outs.callsPerSecond, record?.outs.recordedMemberships], [undefined, 1]);
            const made = fixture.emulator.calls.slice(before).map(({ operation }) => operation);
            assert.deepEqual(made, ["ListGroups"]);
            await fixture.destroy();
            assert.deepEqual(await staff(fixture), []);
        });
    });
});
