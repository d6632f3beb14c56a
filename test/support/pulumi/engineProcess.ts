import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http2";

/** Something that speaks the engine's HTTP/2, in a process of its own: it can be killed and frozen as an engine can. */
export interface EngineProcess {
    /** `127.0.0.1:<port>` */
    readonly address: string;
    /** SIGSTOP: it lives, and answers nothing. */
    freeze(): void;
    /** SIGKILL; resolves once it is gone and its port is free. */
    kill(): Promise<void>;
}

/** What listens in that process; it ends with the test that started it, also where that is killed. */
const program = `
process.stdin.on("end", () => process.exit()).resume();
const server = require("node:http2").createServer();
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

/** Starts one, hands it over and ends it whatever happens. */
export async function withEngineProcess<T>(use: (engine: EngineProcess) => Promise<T>): Promise<T> {
    const child = spawn(process.execPath, ["-e", program], { stdio: ["pipe", "pipe", "inherit"] });
    const exit = once(child, "close");
    const kill = async (): Promise<void> => {
        child.kill("SIGKILL");
        await exit;
    };
    try {
        const [printed] = await once(child.stdout, "data");
        const address = `127.0.0.1:${Number.parseInt(String(printed), 10)}`;
        return await use({ address, freeze: () => void child.kill("SIGSTOP"), kill });
    } finally {
        await kill();
    }
}

/** Lets another server of the same kind listen at the address of an engine that is gone. */
export async function withPortTaken<T>(address: string, use: () => Promise<T>): Promise<T> {
    const server = createServer().listen(Number(address.split(":")[1]), "127.0.0.1");
    const sessions = new Set<{ destroy(): void }>();
    server.on("session", (session) => sessions.add(session));
    await once(server, "listening");
    try {
        return await use();
    } finally {
        for (const session of sessions) {
            session.destroy();
        }
        server.close();
    }
}
