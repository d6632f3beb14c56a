import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** An address that leads to a server, and counts what the server sends. */
export interface ByteMeter {
    readonly url: string;
    /** What the server has sent through it so far, heads of answers included. */
    sentBytes(): Promise<number>;
}

/** Puts a meter before the server at `url`, a process of its own that ends with `use`. */
export async function withByteMeter<T>(url: string, use: (meter: ByteMeter) => Promise<T>): Promise<T> {
    const child = fork(join(__dirname, "byteMeterChild.js"), [new URL(url).port], { execArgv: [] });
    const ended = once(child, "exit");
    const answer = async (): Promise<number> => Number((await once(child, "message"))[0]);
    try {
        const port = await answer();
        return await use({
            url: `http://127.0.0.1:${port}`,
            sentBytes: async () => {
                const told = answer();
                child.send("how many?");
                return await told;
            },
        });
    } finally {
        child.disconnect();
        await ended;
    }
}
