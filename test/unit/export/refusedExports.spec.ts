import assert from "node:assert/strict";
import { readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run as runCommand } from "../cli/cliRun";
import { seedPoolId, seedUser, withExport } from "./exportRun";

const team = { Name: "team", AttributeDataType: "String" } as const;

describe("an export that cannot be made", () => {
    it("says why in one message, and writes nothing", async () => {
        await withExport([seedUser("ada")], { Schema: [team] }, async ({ folder, pool, emulator }) => {
            const users = join(folder, "users.csv");
            const exported = async (...args: string[]) =>
                await runCommand("export", "--user-pool-id", seedPoolId, "-o", users, ...args);
            const other = await pool({ AutoVerifiedAttributes: ["phone_number"] });
            const verifiesNothing = await pool({ AutoVerifiedAttributes: [], Schema: [team] });
            const refusals: readonly (readonly [readonly string[], RegExp])[] = [
                [
                    ["--to-user-pool-id", other],
                    /has no column custom:team\. Add .*, or leave it out with --drop custom:team\.$/,
                ],
                [
                    ["--to-user-pool-id", verifiesNothing],
                    /verifies neither email nor phone_number, so no import job can start/,
                ],
                [["--sub", "custom:old_sub"], /--sub: the pool that takes the users has no column custom:old_sub/],
                [["--drop", "custom:tema"], /--drop names a column that neither pool has\.$/],
                [
                    ["--include", "everybody"],
                    /--include must be one or more of federated, unconfirmed, archived, disabled, /,
                ],
                [["--to-user-pool-id", "nowhere"], /--to-user-pool-id must be the id of a user pool/],
                [
                    ["--to-user-pool-id", "us-east-1_Nowhere01"],
                    /GetCSVHeader in user pool us-east-1_Nowhere01 failed\. Reso/,
                ],
                [["--to-user-pool", join(folder, "pool.json")], /pool\.json cannot be read: there is no such file\.$/],
                [["--groups", users], /must be different files/],
                [
                    ["--groups", join(folder, "none", "groups.csv")],
                    /groups\.csv\.part cannot be written: there is no such folder\.$/,
                ],
            ];
            for (const [args, message] of refusals) {
                const { exitCode, stdout, stderr } = await exported(...args);
                assert.match(stderr.split(" See cognito-user-import")[0]?.trim() ?? "", message);
                assert.equal(stderr.split("\n").length, 2, stderr);
                assert.deepEqual([exitCode, stdout, await readdir(folder)], [2, "", []], stderr);
            }
            emulator.faults.add({ operation: "ListUsers", kind: "error", code: "NotAuthorizedException" });
            const denied = await exported();
            assert.match(denied.stderr, /ListUsers in user pool us-east-1_Production failed\. NotAuthorizedException/);
            assert.deepEqual(await readdir(folder), []);
        });
    });

    it("overwrites no file unless it is told to, and follows no link", async () => {
        await withExport([seedUser("ada")], {}, async ({ run, folder, text }) => {
            await writeFile(join(folder, "users.csv"), "mine");
            await assert.rejects(
                run(seedPoolId),
                /users\.csv exists already\. Move it away, or overwrite it with --force\.$/,
            );
            await writeFile(join(folder, "users.csv.part"), "mine");
            await assert.rejects(
                run(seedPoolId, { force: true }),
                /users\.csv\.part exists already\. .* with --restart\.$/,
            );
            await run(seedPoolId, { force: true, restart: true });
            assert.match(await text("users.csv"), /ada@example\.com/);
            await symlink(join(folder, "elsewhere"), join(folder, "users.csv.part"));
            await assert.rejects(
                run(seedPoolId, { force: true }),
                /users\.csv\.part cannot be written: it is a link\.$/,
            );
            assert.deepEqual(
                (await readdir(folder)).filter((name) => name === "elsewhere"),
                [],
            );
        });
    });

    it("has said what it does by its command", async () => {
        await withExport([seedUser("ada")], {}, async ({ folder, text }) => {
            const users = join(folder, "users.csv");
            const run = await runCommand("export", "--user-pool-id", seedPoolId, "-o", users);
            assert.equal(run.exitCode, 0, run.stderr);
            assert.match(await text("users.csv"), /ada@example\.com/);
        });
    });
});
