import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withEmulator } from "../../support/aws/withEmulator";
import { withEnvironment } from "../../support/process/withEnvironment";
import { run, withFolder } from "../cli/cliRun";
import { seedUser } from "../export/exportRun";

const poolId = "us-east-1_Production";

/** The mapping of usernames in a pool of so many users, and the calls with which it was asked. */
async function mapped(usernames: readonly string[], users: number, settings: object) {
    const seeded = Array.from({ length: users }, (_, index) => seedUser(`user${index}`));
    const pool = { Id: poolId, PoolName: "people", AutoVerifiedAttributes: ["email"], Users: seeded, ...settings };
    const counts = { importedUsers: 1, skippedUsers: 0, failedUsers: 0, jobId: "import-1", userPoolId: poolId };
    return await withFolder((folder) =>
        withEmulator({ seed: { UserPools: [pool] } }, async (emulator) => {
            const [output, source, mapping] = ["out.json", "users.csv", "map.csv"].map((name) => join(folder, name));
            const paths = [output, source, mapping] as [string, string, string];
            await writeFile(paths[0], JSON.stringify({ people: counts }));
            await writeFile(
                paths[1],
                ["name,cognito:username", ...usernames.map((name) => `x,${name}`), ""].join("\n"),
            );
            const credentials = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_PROFILE: undefined };
            await withEnvironment({ AWS_ENDPOINT_URL: emulator.url, ...credentials }, async () => {
                const args = ["--stack-output", paths[0], "--source", paths[1], "--mapping", paths[2]];
                const { exitCode, stderr } = await run("report", ...args);
                assert.equal(exitCode, 0, stderr);
            });
            const rows = (await readFile(paths[2], "utf8"))
                .replace(/[\da-f]{8}-[\da-f-]{27}/g, "SUB")
                .split("\n")
                .slice(1, -1);
            return { rows, calls: [...new Set(emulator.calls.map(({ operation }) => operation))].sort() };
        }),
    );
}

describe("the mapping of rows to users", () => {
    it("asks for each row where the pool is much larger than the CSV, and writes commas as the CSV has them", async () => {
        const { rows, calls } = await mapped(["user7", "no\\,body", "user300"], 301, {});

        assert.deepEqual(rows, ["2,user7,SUB,CONFIRMED", "3,no\\,body,,MISSING", "4,user300,SUB,CONFIRMED"]);
        assert.deepEqual(calls, ["AdminGetUser", "DescribeUserPool"]);
    });

    it("finds users by the address that the pool has as alias, in upper and lower case", async () => {
        const settings = { AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } };
        const { rows, calls } = await mapped(["User1@Example.com", "user9@example.com"], 3, settings);

        assert.deepEqual(rows, ["2,User1@Example.com,SUB,CONFIRMED", "3,user9@example.com,,MISSING"]);
        assert.deepEqual(calls, ["DescribeUserPool", "ListUsers"]);
    });
});
