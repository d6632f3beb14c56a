import assert from "node:assert/strict";
import { unknownValue } from "../../../provider/src/resource/inputValues";
import { groupsCsv } from "../../support/emulator/groupFixtures";
import { withGroups } from "../../support/lifecycle/groupsFixture";

const pool = { users: [], groups: ["staff"] };

describe("the check of groups", () => {
    it("reports every wrong line at once, and no value of it", async () => {
        await withGroups(pool, async ({ files, problems }) => {
            const long = "x".repeat(129);
            const lines = ["cognito:username,group", ",staff", "ada", "", "a b,staff", "ada,", `ada,${long}`, "a,b,c"];
            files.set("groups.csv", lines.join("\n"));

            const [reason = "", ...others] = await problems();

            assert.deepEqual(others, []);
            assert.deepEqual(reason.split("\n"), [
                "The groups cannot be used, and nothing was changed:",
                "  groups.csv:2: the username is empty",
                "  groups.csv:3: it has 1 value instead of 2. A comma in a value is written \\,",
                "  groups.csv:5: this cannot be a username: it has spaces or control characters, or more than 128 characters",
                "  groups.csv:6: the group is empty",
                "  groups.csv:7: this cannot be the name of a group: it has spaces or control characters, or more than 128 characters",
                "  groups.csv:8: it has 3 values instead of 2. A comma in a value is written \\,",
                "Correct these lines.",
            ]);
        });
    });

    it("lists the first 20 problems and counts the rest", async () => {
        await withGroups(pool, async ({ files, problems }) => {
            files.set("groups.csv", groupsCsv({ staff: Array<string>(30).fill("") }));

            const [reason = ""] = await problems();

            assert.match(reason, /groups\.csv:21: the username is empty\n {2}… and 10 more\n/);
        });
    });

    it("refuses a file without header, with other columns, without anything, and one that is not there", async () => {
        await withGroups(pool, async ({ files, problems }) => {
            const reasonOf = async (text: string) => {
                files.set("groups.csv", text);
                return (await problems())[0] ?? "";
            };

            assert.match(
                await reasonOf("ada,staff\n"),
                /groups\.csv:1: the header must have the columns cognito:username and group/,
            );
            assert.match(await reasonOf("cognito:username,group,more\n"), /and no other/);
            assert.match(await reasonOf(""), /groups\.csv: it is empty/);
            assert.equal(await reasonOf("\ufeffgroup,cognito:username\r\nstaff,ada\\,b"), "");
            assert.match((await problems({ groups: "other.csv" }))[0] ?? "", /other\.csv cannot be read/);
        });
    });

    it("names groups that the pool does not have, in one message", async () => {
        await withGroups(pool, async ({ files, problems, poolId }) => {
            files.set("groups.csv", groupsCsv({ staff: ["ada"], Staff: ["ada"], boss: ["ada"] }));

            assert.deepEqual(await problems(), [
                `User pool ${poolId} has no group "Staff", "boss". Nothing was changed. Create the group, or correct its name.`,
            ]);
        });
    });

    it("shows no address that stands where a group must", async () => {
        await withGroups(pool, async ({ files, problems, poolId }) => {
            files.set("groups.csv", groupsCsv({ "ada@example.com": ["staff"], "+15550100": ["staff"] }));

            const hidden = "(a name with the form of an address)";
            assert.deepEqual(await problems(), [
                `User pool ${poolId} has no group ${hidden}, ${hidden}. Nothing was changed. Create the group, or correct its name.`,
            ]);
        });
    });

    it("finds a group on a later page of the pool's list", async () => {
        const groups = Array.from({ length: 130 }, (_, index) => `group${index}`);
        await withGroups({ users: [], groups }, async ({ files, problems }) => {
            files.set("groups.csv", groupsCsv({ group129: ["ada"] }));

            assert.deepEqual(await problems(), []);
        });
    });

    it("passes what is not known yet, and warns where the pool cannot be asked", async () => {
        await withGroups(pool, async ({ emulator, files, problems, progress }) => {
            files.set("groups.csv", groupsCsv({ boss: ["ada"] }));

            assert.deepEqual(await problems({ userPoolId: unknownValue }), []);
            assert.deepEqual(await problems({ groups: unknownValue }), []);
            emulator.faults.add({ operation: "ListGroups", kind: "error", code: "AccessDeniedException" });
            assert.deepEqual(await problems(), []);
            assert.match(progress.warnings.join(), /^Whether the groups exist could not be checked\. ListGroups/);
            assert.match((await problems({ userPoolId: "us-east-1_nothing" }))[0] ?? "", /does not exist/);
        });
    });

    it("refuses arguments that cannot be right", async () => {
        await withGroups(pool, async ({ problems }) => {
            const given = { userPoolId: "pool", groups: undefined, callsPerSecond: 0, aws: { profil: "x" } };

            const reasons = await problems(given as object);

            assert.deepEqual(
                reasons.map((reason) => reason.split(":")[0]),
                ["userPoolId", "groups", "callsPerSecond", "aws.profil"],
            );
        });
    });
});
