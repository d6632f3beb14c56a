import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { people, person } from "../emulator/importFixtures";
import { needsEngine } from "../support/engine";
import { fileServer } from "../support/fileServer";
import { type ImportStack, withImportStack } from "../support/importStack";

/** A name that stands in no state, log or message, whatever becomes of the users. */
const canary = "canary-of-nobody";

/** How a kind of source gets its content, and what the arguments then are. */
interface Kind {
    readonly name: string;
    readonly args: (context: ImportStack, csv: string) => Promise<Record<string, unknown>>;
}

let server: Awaited<ReturnType<typeof fileServer>>;

const kinds: Kind[] = [
    {
        name: "a FileAsset",
        args: async ({ csvPath }, csv) => {
            await writeFile(csvPath, csv);
            return { source: { asset: "FileAsset", of: csvPath } };
        },
    },
    { name: "a StringAsset", args: async (_, csv) => ({ source: { asset: "StringAsset", of: csv } }) },
    {
        name: "a RemoteAsset with a credential in its URL",
        args: async (_, csv) => {
            server.files.set("/users.csv", csv);
            return { source: { asset: "RemoteAsset", of: `${server.url}/users.csv?signature=${canary}` } };
        },
    },
];

describe("sources of a UserImportJob, through the real engine", function () {
    this.timeout(120_000);
    before(async function () {
        await needsEngine.call(this);
        server = await fileServer();
    });
    after(async () => await server.close());

    for (const kind of kinds) {
        it(`imports ${kind.name}, does nothing for the same content, and one job for another`, async () => {
            await withImportStack({}, async (context) => {
                const { stack } = context;
                const set = async (csv: string): Promise<void> => {
                    await setPrivateArgs(context, await kind.args(context, csv));
                };
                await trustServer(context);
                await set(await csvOf(context, [...people(2), person(canary)]));

                const preview = await stack.preview();
                const first = await stack.up();
                const { importedUsers, sourceDigest } = await stack.outputs();
                const again = await stack.up();
                await set(await csvOf(context, [...people(6), person(canary)]));
                const changed = await stack.up();
                const outputs = await stack.outputs();
                const state = await stack.exportState();
                await set(`cognito:username,email\n${canary}`);
                const refused = await stack.preview({ expectFailure: true });
                const destroyed = await stack.destroy();

                assert.match(preview.stdout, /2 to create/);
                assert.equal(importedUsers, 3);
                assert.match(again.stdout, /2 unchanged/);
                assert.match(changed.stdout, /1 replaced/);
                assert.deepEqual([outputs.importedUsers, outputs.skippedUsers], [4, 3]);
                assert.notEqual(outputs.sourceDigest, sourceDigest);
                assert.equal(context.countCalls("CreateUserImportJob"), 2);
                assert.match(refused.all, /Cognito would refuse this CSV/);
                for (const said of [preview, first, again, changed, refused, destroyed]) {
                    assert.doesNotMatch(said.all, new RegExp(canary));
                }
                assert.doesNotMatch(state.text, new RegExp(`${canary}|example\\.com`));
                assert.ok(state.text.length < 20_000, `state has ${state.text.length} characters`);
            });
        });
    }

    it("reads a remote asset from https only", async () => {
        await withImportStack({}, async (context) => {
            server.files.set("/users.csv", await csvOf(context, people(1)));
            await context.setArgs({ source: { asset: "RemoteAsset", of: `${server.url}/users.csv` } });

            const refused = await context.stack.preview({ expectFailure: true });

            assert.match(refused.all, /users\.csv cannot be read: its URL is not https/);
        });
    });
});

/** Sets arguments beside the config, which the engine keeps in the state as it is. */
async function setPrivateArgs(context: ImportStack, args: Record<string, unknown>): Promise<void> {
    const argsFile = path.join(context.folder, "args.json");
    await writeFile(argsFile, JSON.stringify(args));
    await context.setArgs({ source: undefined });
    await context.stack.setConfig({ argsFile });
}

/** The server's host counts as trusted when the program configures it as an endpoint. */
async function trustServer(context: ImportStack): Promise<void> {
    const { url } = context.emulator;
    await context.stack.setConfig({ "aws:endpoints": [{ cognitoidp: url, logs: url, s3: server.url }] });
}

async function csvOf(context: ImportStack, rows: Parameters<ImportStack["writeRows"]>[0]): Promise<string> {
    const file = path.join(context.folder, "other.csv");
    await context.writeRows(rows, file);
    return await readFile(file, "utf8");
}
