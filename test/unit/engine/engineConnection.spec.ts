import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type ServerHttp2Session } from "node:http2";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { whenEngineIsGone } from "../../../provider/src/engine/engineConnection";
import { withEngineProcess, withPortTaken } from "../../support/pulumi/engineProcess";

/** Watches, and counts how often it was told that the engine is gone. */
function watch(address: string, pauseMilliseconds = 1): { readonly told: Promise<void>; readonly times: () => number } {
    let times = 0;
    const told = new Promise<void>((resolve) => {
        const onGone = (): void => {
            times++;
            resolve();
        };
        whenEngineIsGone(address, onGone, pauseMilliseconds);
    });
    return { told, times: () => times };
}

/** Keeps the event loop busy, as a long computation does. */
function block(milliseconds: number): void {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Time enough for what is on its way to arrive: a connection made later has been answered by then. */
async function settle(address: string): Promise<void> {
    const session = connect(`http://${address}`);
    await once(session, "connect");
    session.destroy();
    for (let turns = 0; turns < 100; turns++) {
        await turn();
    }
}

describe("whenEngineIsGone", () => {
    it("tells once, as soon as the engine's process is killed", async () => {
        await withEngineProcess(async (engine) => {
            const { told, times } = watch(engine.address);
            await settle(engine.address);
            assert.equal(times(), 0);

            await engine.kill();
            await told;

            await turn();
            assert.equal(times(), 1);
        });
    });

    it("is not fooled by another server that takes the port at once", async () => {
        await withEngineProcess(async (engine) => {
            const { told } = watch(engine.address);
            await settle(engine.address);

            await engine.kill();

            await withPortTaken(engine.address, async () => await told);
        });
    });

    it("tells where another server, not an engine, has the port already", async () => {
        const server = createTcpServer((socket) => socket.end("220 mail\r\n"));
        server.listen(0, "127.0.0.1");
        await once(server, "listening");

        await watch(`127.0.0.1:${(server.address() as AddressInfo).port}`).told;

        server.close();
    });

    it("tells where nobody listens at all, after three tries", async () => {
        let address = "";
        await withEngineProcess(async (engine) => {
            address = engine.address;
        });

        await watch(address).told;
    });

    it("tries again where nobody listens yet", async () => {
        let address = "";
        await withEngineProcess(async (engine) => {
            address = engine.address;
        });
        const { told, times } = watch(address, 100);
        const server = createServer().listen(Number(address.split(":")[1]), "127.0.0.1");

        const [session] = await once(server, "session");

        assert.equal(times(), 0);
        server.close();
        session.destroy();
        await told;
    });

    it("takes neither a busy plugin nor a frozen engine for an end", async () => {
        await withEngineProcess(async (engine) => {
            const { told, times } = watch(engine.address);
            block(300);
            await settle(engine.address);
            block(300);
            await settle(engine.address);
            engine.freeze();
            block(300);
            await settle(engine.address);

            assert.equal(times(), 0);
            await engine.kill();
            await told;
        });
    });

    it("joins again where the engine closes the connection and says that it lives on", async () => {
        const engine = createServer().listen(0, "127.0.0.1");
        await once(engine, "listening");
        const nextSession = async (): Promise<ServerHttp2Session> => (await once(engine, "session"))[0];
        const { told, times } = watch(`127.0.0.1:${(engine.address() as AddressInfo).port}`);

        (await nextSession()).goaway();
        const joinedAgain = await nextSession();

        assert.equal(times(), 0);
        engine.close();
        joinedAgain.destroy();
        await told;
    });
});
