import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import execa from "execa";
import { satisfies } from "semver";
import { reasonAgainstNode } from "../../../plugin/src/nodeVersion";
import { withEmulator } from "../../support/aws/withEmulator";
import { createPool, csvFor, people, roleArn } from "../../support/emulator/importFixtures";
import { HeldClock } from "../../support/process/heldClock";
import { until } from "../../support/process/until";
import { keptIn, methodsOf } from "../../support/pulumi/pluginMethods";

const plugin = path.resolve(__dirname, "../../../plugin");
const launcher = path.join(plugin, "pulumi-resource-cognito-user-import");
const { engines } = require("../../../plugin/package.json") as { engines: { node: string } };

/** What listens at an engine's address, until it is gone as a killed engine is: without a word. */
async function fakeEngine(): Promise<{ address: string; isJoined: () => boolean; gone: () => void }> {
    const sockets: Socket[] = [];
    const server = createServer();
    server.on("connection", (socket: Socket) => sockets.push(socket));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return {
        address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
        isJoined: () => sockets.length > 0,
        gone: () => {
            server.close();
            for (const socket of sockets) socket.destroy();
        },
    };
}

/** Starts the launcher, hands over its port, and kills it afterwards. */
async function withProcess(
    args: readonly string[],
    test: (port: string, child: execa.ExecaChildProcess) => Promise<void>,
): Promise<void> {
    const folder = await mkdtemp(path.join(tmpdir(), "plugin-process-"));
    // As npm links it into node_modules/.bin.
    const link = path.join(folder, "pulumi-resource-cognito-user-import");
    await symlink(launcher, link);
    const child = execa(link, args, { reject: false });
    try {
        const [printed] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
        await test(String(printed).trim(), child);
    } finally {
        child.kill("SIGKILL");
        await child;
        await rm(folder, { recursive: true });
    }
}

describe("the plugin's process", () => {
    it("says in one sentence that there is no Node on PATH, and what to do", async () => {
        const { exitCode, stdout, stderr } = await execa(launcher, ["127.0.0.1:1"], {
            env: { PATH: "/nowhere" },
            extendEnv: false,
            reject: false,
        });

        assert.deepEqual(
            [exitCode, stdout, stderr],
            [
                1,
                "",
                "pulumi-resource-cognito-user-import needs Node.js 20.19 or 22.12 or newer, and there is no node on PATH. Install it from " +
                    "https://nodejs.org.",
            ],
        );
    });

    it("says which Node is too old, as its package does", () => {
        for (const version of ["14.21.3", "18.20.8", "20.18.1", "20.19.0", "21.7.3", "22.11.0", "22.12.0", "24.1.0"]) {
            assert.equal(reasonAgainstNode(version) === undefined, satisfies(version, engines.node), version);
        }
        assert.equal(
            reasonAgainstNode("18.20.8"),
            "pulumi-resource-cognito-user-import needs Node.js 20.19 or 22.12 or newer, and the node on PATH is 18.20.8. Install a newer one " +
                "from https://nodejs.org.",
        );
    });

    it("ends with the engine that started it, although it was told nothing", async () => {
        const engine = await fakeEngine();
        await withProcess(["-v=9", engine.address], async (port, child) => {
            await until(engine.isJoined, () => "a connection to the engine");
            assert.match(port, /^\d+$/);

            engine.gone();

            assert.equal((await child).exitCode, 0);
        });
    });

    it("stays for the next run where no engine has started it (PULUMI_DEBUG_PROVIDERS), and ends what the last one waited for", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plugin-attached-"));
        const engine = await fakeEngine();
        await withEmulator({ clock: new HeldClock() }, async (emulator, { cognito }) => {
            await withProcess([], async (port) => {
                const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
                const { attach, configure, check, create, version } = methodsOf(client);
                const userPoolId = await createPool(cognito);
                const source = path.join(folder, "users.csv");
                await writeFile(source, await csvFor(cognito, userPoolId, people(2)));
                await attach(engine.address);
                await configure({ endpoints: { cognitoidp: emulator.url }, accessKey: "a", secretKey: "b" });
                const { inputs } = await check({ userPoolId, cloudWatchLogsRoleArn: roleArn, source });
                const creating = create(inputs).catch((error: ServiceError) => error);
                await until(
                    () => emulator.calls.some(({ operation }) => operation === "StartUserImportJob"),
                    () => "the start of the job",
                );

                engine.gone();

                assert.match(keptIn((await creating) as ServiceError).message, /The Pulumi engine has ended\./);
                assert.match(await version(), /^\d+\.\d+\.\d+/);
                client.close();
            });
        });
        await rm(folder, { recursive: true });
    });
});
