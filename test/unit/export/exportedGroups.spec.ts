import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import {
    AdminAddUserToGroupCommand,
    type CognitoIdentityProviderClient,
    CreateGroupCommand,
    DeleteGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { seedPoolId, seedUser, withExport } from "./exportRun";

async function group(
    cognito: CognitoIdentityProviderClient,
    GroupName: string,
    users: readonly string[],
): Promise<void> {
    await cognito.send(new CreateGroupCommand({ UserPoolId: seedPoolId, GroupName }));
    for (const Username of users) {
        await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId: seedPoolId, GroupName, Username }));
    }
}

const crowd = Array.from({ length: 130 }, (_, index) => seedUser(`user${index}`));
const crowdNames = crowd.map(({ Username }) => String(Username));

describe("export --groups", () => {
    it("writes who is in which group, under the names of the CSV, and nobody who is not in it", async () => {
        const people = [
            seedUser("ada"),
            seedUser("grace", { email: "g@example.com" }),
            seedUser("grace2", { email: "g@example.com" }),
            seedUser("joan", {}, { Enabled: false }),
        ];
        await withExport(people, {}, async ({ run, text, folder, cognito, pool }) => {
            await group(cognito, "staff,EU", ["ada", "grace"]);
            await group(cognito, "admins", ["joan", "grace2"]);
            await group(cognito, "nobody", []);
            const files = { users: join(folder, "users.csv"), rejected: undefined, groups: join(folder, "groups.csv") };
            const plain = await run(seedPoolId, { files });

            assert.deepEqual((await text("groups.csv")).split("\n"), [
                "cognito:username,group",
                "grace2,admins",
                "ada,staff\\,EU",
                "grace,staff\\,EU",
                "",
            ]);
            assert.match(plain.stderr, /groups\.csv: 3 memberships, without 1 of users left out$/m);
            assert.equal((await stat(files.groups)).mode & 0o777, 0o600);
            // grace2 would become the user that grace is, who must not become an administrator by that.
            const toUserPoolId = await pool({ UsernameAttributes: ["email"] });
            await run(seedPoolId, { files, toUserPoolId, force: true });
            assert.deepEqual((await text("groups.csv")).split("\n"), [
                "cognito:username,group",
                "ada@example.com,staff\\,EU",
                "g@example.com,staff\\,EU",
                "",
            ]);
        });
    });

    it("goes on in the middle of a group, begins it anew where AWS does not know the place, and forgets one that is gone", async () => {
        await withExport(crowd, {}, async ({ run, text, folder, cognito, emulator }) => {
            await group(cognito, "a", crowdNames);
            await group(cognito, "b", crowdNames.slice(0, 70));
            const files = { users: join(folder, "users.csv"), rejected: undefined, groups: join(folder, "groups.csv") };
            const fail = { operation: "ListUsersInGroup", kind: "error", code: "NotAuthorizedException" } as const;
            await run(seedPoolId, { files });
            const whole = await text("groups.csv");
            assert.equal(whole.split("\n").length, 202);
            emulator.faults.add({ operation: "ListUsersInGroup", kind: "pass", times: 1 }, fail);
            await assert.rejects(run(seedPoolId, { files, force: true }), /130 users were read so far/);
            emulator.faults.add({ operation: "ListUsersInGroup", kind: "error", code: "InvalidParameterException" });
            await run(seedPoolId, { files, force: true });
            assert.equal(await text("groups.csv"), whole);
            emulator.faults.add({ operation: "ListUsersInGroup", kind: "pass", times: 4 }, fail);
            await assert.rejects(run(seedPoolId, { files, force: true }), /130 users were read so far/);
            await cognito.send(new DeleteGroupCommand({ UserPoolId: seedPoolId, GroupName: "b" }));
            const { stderr } = await run(seedPoolId, { files, force: true });

            assert.equal((await text("groups.csv")).split("\n").length, 132);
            assert.match(stderr, /groups\.csv: 130 memberships$/m);
        });
    });
});
