import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { UserRecord } from "pulumi-cognito-user-import";
import { people, person } from "../support/emulator/importFixtures";
import { needsEngine } from "../support/pulumi/engine";
import { type ImportStack, type ImportStackOptions, withImportStack } from "../support/pulumi/importStack";
import { assertPackedSecretly } from "../support/sources/packedText";

const program = path.resolve(__dirname, "../fixtures/programs/userImport");
const limits = { maxRows: 20, maxBytes: 1_000_000 };
/** All but one of a part's users may be there already, which AWS would take for a failure. */
const emulator = { maxFailedOrSkippedShare: 1 };

const source = "s3://made-up-people/users.csv";
/** A name that stands in no plain state, log or message. */
const canary = "canary-of-nobody";

async function withUserImport(
    options: ImportStackOptions,
    test: (context: ImportStack) => Promise<void>,
): Promise<void> {
    await withImportStack({ program, emulator, ...options, config: { limits, ...options.config } }, async (context) => {
        const { url } = context.emulator;
        await context.stack.setConfig({ "aws:endpoints": [{ cognitoidp: url, logs: url, s3: url }] });
        await test(context);
    });
}

/** Puts the rows as an object into S3. */
async function putRows(context: ImportStack, rows: Parameters<ImportStack["writeRows"]>[0]): Promise<void> {
    await context.writeRows(rows);
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const s3 = new S3Client({
        endpoint: context.emulator.url,
        region: "us-east-1",
        credentials,
        forcePathStyle: true,
    });
    await s3.send(new CreateBucketCommand({ Bucket: "made-up-people" }));
    await s3.send(
        new PutObjectCommand({ Bucket: "made-up-people", Key: "users.csv", Body: await readFile(context.csvPath) }),
    );
    s3.destroy();
}

function typedUsers(count: number): UserRecord[] {
    return Array.from({ length: count }, (_, index) => ({
        username: `${canary}-${index}`,
        email: `${canary}-${index}@example.com`,
        emailVerified: true,
    }));
}

/** Sets users beside the config, which the engine keeps in the state as it is. */
async function setUsers(context: ImportStack, users: readonly UserRecord[]): Promise<void> {
    const argsFile = path.join(context.folder, "args.json");
    await writeFile(argsFile, JSON.stringify({ users }));
    await context.setArgs({ source: undefined });
    await context.stack.setConfig({ argsFile });
}

/** Each job's users are in the state as a secret only. */
async function assertPartsPackedSecretly({ stack }: ImportStack, users: readonly UserRecord[]): Promise<void> {
    const { resources } = await stack.exportState();
    let first = 0;
    for (const { outputs } of resources.filter(({ type }) => type.endsWith(":UserImportJob"))) {
        const next = first + Number(outputs?.totalUsers);
        await assertPackedSecretly(stack, users.slice(first, next), first);
        first = next;
    }
    assert.equal(first, users.length);
}

async function jobIds(context: ImportStack): Promise<string[]> {
    return (await context.stack.outputs()).jobIds as string[];
}

describe("UserImport of an object in S3, through the real engine", () => {
    before(needsEngine);

    it("imports it as as many jobs as it takes, and again only the part that changed", async () => {
        await withUserImport({ args: { source } }, async (context) => {
            const { stack } = context;
            await putRows(context, people(55));

            const preview = await stack.preview();
            const up = await stack.up();
            const { status, importedUsers } = await stack.outputs();
            const before = await jobIds(context);
            const read = context.countCalls("GetObject");
            const again = await stack.up();
            const readAgain = context.countCalls("GetObject") - read;
            await putRows(context, people(55).toSpliced(25, 1, person("another")));
            const changed = await stack.up();
            const after = await jobIds(context);
            const state = await stack.exportState();
            const destroyed = await stack.destroy();

            assert.match(preview.stdout, /5 to create/);
            assert.deepEqual([status, importedUsers, before.length], ["Succeeded", 55, 3]);
            assert.match(again.stdout, /5 unchanged/);
            // By the program alone: it tells the plugin where the parts are, and no part of the same revision is read.
            assert.equal(readAgain, 1);
            assert.match(changed.stdout, /1 replaced/);
            assert.deepEqual([after[0], after[2]], [before[0], before[2]]);
            assert.notEqual(after[1], before[1]);
            assert.equal(context.countCalls("CreateUserImportJob"), 4);
            assert.doesNotMatch(state.text + up.all + changed.all, /user\d|example\.com|X-Amz-|cacheKey/);
            assert.match(destroyed.stdout, /5 deleted/);
        });
    });

    it("tells failed rows, and what is wrong in a preview, by their lines in the whole object", async () => {
        await withUserImport({ args: { source } }, async (context) => {
            await putRows(context, people(55).with(50, person("user50", { email: "" })));

            const preview = await context.stack.preview({ expectFailure: true });
            await context.setArgs({ invalidRows: "warn" });
            await context.stack.up();

            assert.match(preview.all, /s3:\/\/made-up-people\/users\.csv:52: email/);
            const { failures } = await context.stack.outputs();
            assert.deepEqual(
                (failures as { line: number }[]).map(({ line }) => line),
                [52],
            );
        });
    });

    it("says that the jobs are known later where the object's name is, and is waited for with all of them", async () => {
        const config = { computed: "source", after: true };
        await withUserImport({ args: { source }, config }, async (context) => {
            await putRows(context, people(55));

            const preview = await context.stack.preview();
            await context.stack.up();

            assert.match(preview.stdout, /users create/);
            assert.doesNotMatch(preview.stdout, /UserImportJob/);
            assert.match(preview.all, /The number of jobs is not known before the source is/);
            const { createdAfter, completionDates, importedUsers } = await context.stack.outputs();
            assert.equal(importedUsers, 55);
            assert.equal((completionDates as string[]).length, 3);
            assert.ok((completionDates as string[]).every((date) => date <= String(createdAfter)));
        });
    });

    it("says in the preview why an object cannot be read", async () => {
        await withUserImport({ args: { source } }, async (context) => {
            const preview = await context.stack.preview({ expectFailure: true });

            assert.match(preview.all, /The object could not be read to see how many jobs it needs/);
            assert.match(preview.all, /users\.csv cannot be read: there is no such bucket/);
        });
    });
});

describe("UserImport of users in code, through the real engine", () => {
    before(needsEngine);

    it("imports them as as many jobs as they take, and again only the part that changed", async () => {
        await withUserImport({ config: { after: true } }, async (context) => {
            const { stack } = context;
            const users = typedUsers(55);
            await setUsers(context, users);

            const preview = await stack.preview();
            const up = await stack.up();
            await assertPartsPackedSecretly(context, users);
            const { status, importedUsers, createdAfter, completionDates } = await stack.outputs();
            const before = await jobIds(context);
            const again = await stack.up();
            await setUsers(context, users.with(25, { ...(users[25] as UserRecord), givenName: "Another" }));
            const changed = await stack.up();
            const after = await jobIds(context);
            const state = await stack.exportState();
            const destroyed = await stack.destroy();

            assert.match(preview.stdout, /6 to create/);
            assert.deepEqual([status, importedUsers, before.length], ["Succeeded", 55, 3]);
            assert.ok((completionDates as string[]).every((date) => date <= String(createdAfter)));
            assert.match(again.stdout, /6 unchanged/);
            assert.match(changed.stdout, /1 replaced/);
            assert.deepEqual([after[0], after[2]], [before[0], before[2]]);
            assert.notEqual(after[1], before[1]);
            assert.doesNotMatch(state.text, new RegExp(canary));
            for (const said of [preview, up, again, changed, destroyed]) {
                assert.doesNotMatch(said.all, new RegExp(canary));
            }
        });
    });

    it("imports rows that hold outputs once these are known, and counts failures in the whole list", async () => {
        await withUserImport({ config: { computed: "users" }, args: { invalidRows: "warn" } }, async (context) => {
            const users = typedUsers(55);
            const { email: _, ...broken } = users[50] as UserRecord;
            await setUsers(context, users.with(50, broken));

            const preview = await context.stack.preview();
            await context.stack.up();
            const outputs = await context.stack.outputs();
            const state = await context.stack.exportState();

            assert.doesNotMatch(preview.stdout, /UserImportJob/);
            assert.deepEqual([outputs.totalUsers, outputs.importedUsers, outputs.failedUsers], [55, 54, 1]);
            assert.deepEqual(
                (outputs.failures as { line: number }[]).map(({ line }) => line),
                [52],
            );
            assert.doesNotMatch(state.text, new RegExp(canary));
        });
    });
});
