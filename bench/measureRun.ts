import { spawn } from "node:child_process";
import { join } from "node:path";

/** What one run of a command took. */
export interface Measured {
    /** What the command says that it took, where it does, else the time of the whole process. */
    readonly durationMs: number;
    /** Most memory resident at once; 0 for commands that are not Node's. */
    readonly peakMegabytes: number;
    readonly output: string;
}

const reporter = join(__dirname, "reportUsage.js");

/**
 * Runs a command as a process of its own and measures it.
 *
 * @throws Error where it fails
 */
export async function measure(command: string, args: readonly string[]): Promise<Measured> {
    const isNode = command === "node";
    const startMs = performance.now();
    const child = isNode
        ? spawn(process.execPath, ["--require", reporter, ...args], { stdio: ["ignore", "pipe", "pipe", "pipe"] })
        : spawn(command, args, { stdio: ["ignore", "pipe", "pipe", "pipe"] });
    const [output, errors, usage] = [child.stdio[1], child.stdio[2], child.stdio[3]].map(collect);
    const exitCode = await new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("exit", resolve);
    });
    const processMs = performance.now() - startMs;
    if (exitCode !== 0) {
        throw new Error(`${command} ${args.join(" ")} ended with ${exitCode}: ${await errors}`);
    }
    const { peakMegabytes, durationMs } = JSON.parse((await usage) || "{}") as Partial<Measured>;
    return { durationMs: durationMs ?? processMs, peakMegabytes: peakMegabytes ?? 0, output: (await output) ?? "" };
}

async function collect(stream: unknown): Promise<string> {
    let text = "";
    for await (const chunk of stream as AsyncIterable<Buffer>) {
        text += chunk.toString();
    }
    return text;
}
