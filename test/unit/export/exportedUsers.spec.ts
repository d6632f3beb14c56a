import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../cli/cliRun";
import { columnOf, rowsOf, seedPoolId, seedUser, withExport } from "./exportRun";

const team = { Name: "team", AttributeDataType: "String", StringAttributeConstraints: { MaxLength: "20" } } as const;
const oldSub = {
    Name: "old_sub",
    AttributeDataType: "String",
    StringAttributeConstraints: { MaxLength: "36" },
} as const;

describe("export", () => {
    it("writes users as another pool takes them: dates, flags, commas and custom attributes", async () => {
        const ada = seedUser("ada", {
            name: "Lovelace, Ada",
            birthdate: "1985-12-10",
            updated_at: "1700000000",
            "custom:team": "blue",
        });
        const grace = seedUser("grace", { phone_number: "+15550100", phone_number_verified: "false" });
        await withExport([ada, grace], { Schema: [team] }, async ({ run: runExport, text, folder }) => {
            const { stderr } = await runExport(seedPoolId);

            const csv = await text("users.csv");
            const [first = "", second = ""] = csv.split("\n").slice(1);
            assert.match(
                first,
                /^Lovelace\\, Ada,.*,ada@example\.com,TRUE,,12\/10\/1985,.*,FALSE,,1700000000,blue,,ada$/,
            );
            assert.match(second, /,grace@example\.com,TRUE,.*,\+15550100,FALSE,.*,grace$/);
            assert.match(stderr, /users\.csv: 2 users of 2, \d+ bytes\nPasswords are not exported, /);
            assert.equal((await stat(join(folder, "users.csv"))).mode & 0o777, 0o600);
            const validated = await run("validate", join(folder, "users.csv"), "--user-pool-id", seedPoolId);
            assert.equal(validated.exitCode, 0, validated.stdout);
        });
    });

    it("leaves out and counts whom an import would change, and writes those who are asked for", async () => {
        const people = [
            seedUser("ada"),
            seedUser("Google_1009", {}, { UserStatus: "EXTERNAL_PROVIDER" }),
            seedUser("edith", {}, { UserStatus: "UNCONFIRMED" }),
            seedUser("grace", {}, { Enabled: false }),
            seedUser("joan", { email_verified: "false" }),
            seedUser("katherine", {}, { UserStatus: "ARCHIVED" }),
            seedUser("mary", {}, { UserStatus: "FORCE_CHANGE_PASSWORD" }),
            seedUser("ida", { address: "1 Main Street\nSpringfield" }),
        ];
        await withExport(people, {}, async ({ run: runExport, text, folder }) => {
            const files = {
                users: join(folder, "users.csv"),
                rejected: join(folder, "rejected.csv"),
                groups: undefined,
            };
            const { stderr } = await runExport(seedPoolId, { files });

            assert.deepEqual(columnOf(await text("users.csv"), "cognito:username"), ["ada", "mary"]);
            assert.match(
                stderr,
                /^Left out: 6 users \(1 federated, 1 unconfirmed, 1 archived, 1 disabled, 1 unverified, 1 value-newline\)\. They are in .*rejected\.csv\. --include federated,unconfirmed,archived,disabled,unverified writes those too/m,
            );
            assert.deepEqual((await text("rejected.csv")).split("\n"), [
                "cognito:username,reason,column",
                "Google_1009,federated,",
                "edith,unconfirmed,",
                "grace,disabled,",
                "joan,unverified,",
                "katherine,archived,",
                "ida,value-newline,address",
                "",
            ]);
            assert.equal((await stat(files.rejected)).mode & 0o777, 0o600);
            const all = await runExport(seedPoolId, {
                include: ["federated", "unconfirmed", "archived", "disabled", "unverified"],
                drop: ["address"],
                force: true,
            });
            assert.doesNotMatch(all.stderr, /Left out/);
            const rows = rowsOf(await text("users.csv"));
            assert.equal(rows.length, 8);
            assert.equal(rows.find((row) => row["cognito:username"] === "joan")?.email_verified, "TRUE");
        });
    });

    it("writes each user by the rules of the pool that takes them", async () => {
        const noName = seedUser("ada");
        const named = seedUser("grace", { name: "Grace Hopper" });
        const sameAddress = seedUser("grace2", { name: "Grace", email: "grace@example.com" });
        await withExport([noName, named, sameAddress], {}, async ({ run: runExport, text, pool }) => {
            const toUserPoolId = await pool({
                UsernameAttributes: ["email"],
                MfaConfiguration: "ON",
                Schema: [oldSub, { Name: "name", Required: true }],
            });
            const { stderr } = await runExport(seedPoolId, { toUserPoolId, subColumn: "custom:old_sub" });

            const [row, ...others] = rowsOf(await text("users.csv"));
            assert.deepEqual(others, []);
            assert.equal(row?.["cognito:username"], "grace@example.com");
            assert.equal(row?.["cognito:mfa_enabled"], "TRUE");
            assert.match(row?.["custom:old_sub"] ?? "", /^[0-9a-f-]{36}$/);
            assert.match(stderr, /Left out: 2 users \(1 attribute-missing, 1 username-repeated\)/);
        });
    });

    it("takes the address in place of a username that the pool has made up", async () => {
        const people = [{ ...seedUser("ada"), Username: "ada@example.com" }];
        await withExport(people, { UsernameAttributes: ["email"] }, async ({ run: runExport, text, pool }) => {
            await runExport(seedPoolId);
            assert.deepEqual(columnOf(await text("users.csv"), "cognito:username"), ["ada@example.com"]);
            await runExport(seedPoolId, { toUserPoolId: await pool(), force: true });
            assert.deepEqual(columnOf(await text("users.csv"), "cognito:username"), ["ada@example.com"]);
            const aliases = await pool({ AliasAttributes: ["email"] });
            await runExport(seedPoolId, { toUserPoolId: aliases, force: true });
            assert.match(columnOf(await text("users.csv"), "cognito:username").join(), /^[0-9a-f-]{36}$/);
        });
    });

    it("is equal to the export of the pool that it was imported into, but for what AWS makes anew", async () => {
        const people = [
            seedUser("ada", { name: "Ada, Countess of Lovelace", birthdate: "1985-12-10", "custom:team": "blue" }),
            seedUser("grace", {
                phone_number: "+15550100",
                phone_number_verified: "true",
                address: 'Hut "6", Bletchley',
            }),
            seedUser("Zoë", { email: "zoe@example.com", nickname: "back\\slash", updated_at: "1700000000" }),
        ];
        await withExport(people, { Schema: [team] }, async ({ run: runExport, text, pool, import: importFile }) => {
            await runExport(seedPoolId);
            const first = await text("users.csv");
            const copy = await pool({ Schema: [team] });
            assert.equal(await importFile(copy, "users.csv"), 3);
            await runExport(copy, { force: true });

            assert.equal(await text("users.csv"), first);
        });
    });
});
