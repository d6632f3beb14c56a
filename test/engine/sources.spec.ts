import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { UserRecord } from "pulumi-cognito-user-import";
import { createPool, people, person, roleArn } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, setPrivateArgs, withImportStack } from "../support/pulumi/importStack";
import { manyJobsProgram } from "../support/pulumi/manyJobs";
import type { CommandResult } from "../support/pulumi/pulumiCommand";
import { assertKeptNowhere } from "../support/repository/filesWith";
import { assertPackedSecretly } from "../support/sources/packedText";
import { fileServer } from "../support/web/fileServer";

/** A name that stands in no state, log or message, whatever becomes of the users. */
const canary = "canary-of-nobody";

/** How a kind of source gets its content, and what the arguments then are. */
interface Kind {
    /** The resource's name. */
    readonly name: string;
    readonly args: (context: ImportStack, csv: string) => Promise<Record<string, unknown>>;
}

const bucket = "made-up-people";

let server: Awaited<ReturnType<typeof fileServer>>;

const kinds: Kind[] = [
    {
        name: "path",
        args: async ({ csvPath }, csv) => {
            await writeFile(csvPath, csv);
            return { source: csvPath };
        },
    },
    {
        name: "FileAsset",
        args: async ({ csvPath }, csv) => {
            await writeFile(csvPath, csv);
            return { source: { asset: "FileAsset", of: csvPath } };
        },
    },
    { name: "StringAsset", args: async (_, csv) => ({ source: { asset: "StringAsset", of: csv } }) },
    {
        name: "RemoteAsset-with-a-credential-in-its-URL",
        args: async (_, csv) => {
            server.files.set(`/${canary}/users.csv`, csv);
            return { source: { asset: "RemoteAsset", of: `${server.url}/${canary}/users.csv#${canary}` } };
        },
    },
    {
        name: "object-in-S3",
        args: async ({ emulator }, csv) => {
            await putObject(emulator.url, "users.csv", csv);
            return { source: `s3://${bucket}/users.csv` };
        },
    },
];

describe("sources of a UserImportJob, through the real engine", () => {
    before(async function () {
        await needsEngine.call(this);
        server = await fileServer();
    });
    after(async () => await server.close());

    it(`imports ${kinds.map(({ name }) => name).join(", ")}, does nothing for the same content, and one job for another`, async () => {
        const config = { told: ["importedUsers", "skippedUsers", "sourceDigest"] };
        await withImportStack({ program: manyJobsProgram, config }, async (context) => {
            const { stack, emulator, clients } = context;
            const { url } = emulator;
            // The host of a remote asset counts as trusted, since the program configures it as an endpoint.
            await stack.setConfig({ "aws:endpoints": [{ cognitoidp: url, logs: server.url, s3: url }] });
            const pools = await Promise.all(kinds.map(() => createPool(clients.cognito)));
            const set = async (csv: string, some = kinds): Promise<void> => {
                const jobs: Record<string, object> = {};
                for (const kind of some) {
                    const common = { userPoolId: pools[kinds.indexOf(kind)], cloudWatchLogsRoleArn: roleArn };
                    jobs[kind.name] = { ...common, ...(await kind.args(context, csv)) };
                }
                const jobsFile = path.join(context.folder, "jobs.json");
                await writeFile(jobsFile, JSON.stringify(jobs));
                await stack.setConfig({ jobsFile });
            };
            const outputs = async (): Promise<[number, number, string][]> =>
                Object.values(await stack.outputs()) as [number, number, string][];
            await set(await csvOf(context, [...people(2), person(canary)]));

            const preview = await stack.preview();
            const first = await stack.up();
            const before = await outputs();
            const again = await stack.up();
            await set(await csvOf(context, [...people(6), person(canary)]));
            const changed = await stack.up();
            const after = await outputs();
            const state = await stack.exportState();
            const refused: CommandResult[] = [];
            for (const kind of kinds) {
                // One by one: the engine ends a preview at the first one that is refused.
                await set(`cognito:username,email\n${canary}`, [kind]);
                refused.push(await stack.preview({ expectFailure: true }));
            }
            const destroyed = await stack.destroy();

            assert.match(preview.stdout, /6 to create/);
            assert.deepEqual(
                before.map(([imported]) => imported),
                kinds.map(() => 3),
            );
            assert.match(again.stdout, /6 unchanged/);
            assert.match(changed.stdout, /5 replaced/);
            assert.deepEqual(
                after.map(([imported, skipped]) => [imported, skipped]),
                kinds.map(() => [4, 3]),
            );
            for (const [index, [, , digest]] of after.entries()) {
                assert.match(digest, /^sha256:/);
                assert.notEqual(digest, before[index]?.[2]);
            }
            assert.equal(context.countCalls("CreateUserImportJob"), 10);
            for (const { all } of refused) {
                assert.match(all, /Cognito would refuse this CSV/);
            }
            for (const said of [preview, first, again, changed, ...refused, destroyed]) {
                assert.doesNotMatch(said.all, new RegExp(canary));
            }
            assert.doesNotMatch(state.text, new RegExp(`${canary}|example\\.com`));
            const resources = state.resources.map((resource) => JSON.stringify(resource, undefined, 4));
            assert.ok(resources.every(({ length }) => length < 20_000));
            await assertKeptNowhere(context, canary);
        });
    });

    it("imports users that the program holds, and shows none of them", async () => {
        await withImportStack({}, async (context) => {
            const { stack } = context;
            const users = typedUsers(3);
            await setPrivateArgs(context, { users });

            const preview = await stack.preview();
            const up = await stack.up();
            const again = await stack.up();
            const more = [...users, ...typedUsers(8, "other")];
            await setPrivateArgs(context, { users: more });
            const changed = await stack.up();
            await assertPackedSecretly(stack, more);
            const outputs = await stack.outputs();
            const state = await stack.exportState();
            const refresh = await stack.refresh();
            const destroyed = await stack.destroy();

            assert.match(preview.stdout, /2 to create/);
            assert.match(again.stdout, /2 unchanged/);
            assert.match(changed.stdout, /1 replaced/);
            assert.deepEqual([outputs.importedUsers, outputs.skippedUsers, outputs.totalUsers], [8, 3, 11]);
            for (const said of [preview, up, again, changed, refresh, destroyed]) {
                assert.doesNotMatch(said.all, new RegExp(canary));
            }
            assert.doesNotMatch(state.text, new RegExp(canary));
            await assertKeptNowhere(context, canary);
        });
    });

    it("takes 50,000 typed users, and keeps them encrypted once", async () => {
        await withImportStack({}, async (context) => {
            const { stack } = context;
            const users = typedUsers(50_000);
            await setPrivateArgs(context, { users });

            await stack.up();
            await assertPackedSecretly(stack, users);
            const outputs = await stack.outputs();
            const again = await stack.up();
            const state = await stack.exportState();
            const resource = state.resources.find(({ type }) => type.endsWith(":UserImportJob"));

            assert.deepEqual([outputs.status, outputs.importedUsers], ["Succeeded", 50_000]);
            assert.match(again.stdout, /2 unchanged/);
            assert.doesNotMatch(state.text, new RegExp(canary));
            assert.ok(JSON.stringify(resource?.outputs).length < 10_000);
        });
    });

    it("says what is wrong with which user, and shows no value", async () => {
        await withImportStack({}, async (context) => {
            const [first, ...others] = typedUsers(3);
            const users = [{ ...first, address: `${canary}\nSecond line` }, ...others];
            await setPrivateArgs(context, { users });
            const unwritable = await context.stack.preview({ expectFailure: true });
            await setPrivateArgs(context, { users: [...others, { ...first, emailVerified: "yes" }] });
            const mistyped = await context.stack.preview({ expectFailure: true });
            await setPrivateArgs(context, { users: [] });
            const empty = await context.stack.preview({ expectFailure: true });
            await setPrivateArgs(context, { users, source: "users.csv" });
            const both = await context.stack.preview({ expectFailure: true });
            await setPrivateArgs(context, {});
            const neither = await context.stack.preview({ expectFailure: true });

            assert.match(unwritable.all, /users\[0\]\.address: It contains a line break/);
            assert.match(mistyped.all, /users\[2\]\.emailVerified: It is not a boolean/);
            assert.match(empty.all, /users: the list is empty/);
            assert.match(both.all, /source and users are both set/);
            assert.match(neither.all, /neither source nor users is set/);
            for (const said of [unwritable, mistyped, empty, both]) {
                assert.doesNotMatch(said.all, new RegExp(canary));
            }
        });
    });

    for (const [what, config, resources] of [
        ["users whose names are", { usersAreComputed: true }, 4],
        ["a list of users that is", { usersAreLater: true }, 3],
    ] as const) {
        it(`previews ${what} not known yet, and imports them once they are`, async () => {
            await withImportStack({ config }, async (context) => {
                await setPrivateArgs(context, { users: typedUsers(2) });

                const preview = await context.stack.preview();
                await context.stack.up();

                assert.match(preview.stdout, new RegExp(`${resources} to create`));
                assert.equal(context.countCalls("CreateUserImportJob"), 1);
                assert.equal((await context.stack.outputs()).importedUsers, 2);
                assert.match((await context.stack.up()).stdout, new RegExp(`${resources} unchanged`));
            });
        });
    }

    it("does not read an object again that is still the same, and says what is wrong with one that is not there", async () => {
        await withImportStack({ args: { source: `s3://${bucket}/users.csv` } }, async (context) => {
            const { url } = context.emulator;
            await context.stack.setConfig({ "aws:endpoints": [{ cognitoidp: url, logs: url, s3: url }] });
            await putObject(url, "users.csv", await csvOf(context, people(2)));
            await context.stack.up();
            const read = context.countCalls("GetObject");
            const again = await context.stack.up();
            const readAgain = context.countCalls("GetObject");
            const refused: string[] = [];
            for (const source of [
                "s3://nobody-made-this/users.csv",
                `s3://${bucket}/nothing.csv`,
                "s3://",
                "users.zip",
            ]) {
                await context.setArgs({ source });
                refused.push((await context.stack.preview({ expectFailure: true })).all);
            }

            assert.match(again.stdout, /2 unchanged/);
            assert.equal(readAgain, read);
            assert.match(
                refused[0] ?? "",
                /s3:\/\/nobody-made-this\/users\.csv cannot be read: there is no such bucket/,
            );
            assert.match(refused[1] ?? "", /nothing\.csv cannot be read: the bucket has no such object/);
            assert.match(refused[2] ?? "", /it is not the URL of an S3 object/);
            assert.match(refused[3] ?? "", /users\.zip cannot be read: there is no such file/);
        });
    });

    it("reads a remote asset from https only", async () => {
        await withImportStack({}, async (context) => {
            server.files.set("/users.csv", await csvOf(context, people(1)));
            await context.setArgs({ source: { asset: "RemoteAsset", of: `${server.url}/users.csv` } });

            const refused = await context.stack.preview({ expectFailure: true });

            assert.match(refused.all, /users\.csv cannot be read: its URL is not https/);
        });
    });
});

async function putObject(endpoint: string, key: string, body: string): Promise<void> {
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const s3 = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
    s3.destroy();
}

/** Made-up users, as a program writes them. */
function typedUsers(count: number, name: string = canary): UserRecord[] {
    return Array.from({ length: count }, (_, index) => ({
        username: `${name}-${index}`,
        email: `${name}-${index}@example.com`,
        emailVerified: true,
        address: "1 Made-up Street, Nowhere",
    }));
}

async function csvOf(context: ImportStack, rows: Parameters<ImportStack["writeRows"]>[0]): Promise<string> {
    const file = path.join(context.folder, "other.csv");
    await context.writeRows(rows, file);
    return await readFile(file, "utf8");
}
