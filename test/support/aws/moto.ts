import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { S3Client } from "@aws-sdk/client-s3";

const run = promisify(execFile);

/** The release that the tests were written against. */
const requirements = ["moto[s3]==5.2.5", "flask", "flask-cors"];
const cache = path.resolve(__dirname, "../../../node_modules/.cache/moto-5.2.5");

/** An S3 that is not ours: moto's, in Python. */
export interface Moto {
    readonly url: string;
    readonly s3: S3Client;
    close(): Promise<void>;
}

/** Starts moto on a free port; the first time it is installed from PyPI. */
export async function startMoto(): Promise<Moto> {
    await install();
    const python = path.join(cache, "bin", "python");
    const server = spawn(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", "0"], {
        stdio: ["ignore", "ignore", "pipe"],
    });
    const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
    const url = await new Promise<string>((resolve, reject) => {
        let said = "";
        server.once("error", reject);
        server.once("exit", (code) => reject(new Error(`moto ended with ${code}: ${said}`)));
        server.stderr.setEncoding("utf8").on("data", (text: string) => {
            said += text;
            const found = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
            if (found !== undefined) {
                resolve(found);
            }
        });
    });
    const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
    const s3 = new S3Client({ endpoint: url, region: "us-east-1", credentials, forcePathStyle: true });
    return {
        url,
        s3,
        close: async () => {
            s3.destroy();
            server.kill();
            await ended;
        },
    };
}

async function install(): Promise<void> {
    if (existsSync(cache)) {
        return;
    }
    const begun = `${cache}-begun`;
    await rm(begun, { recursive: true, force: true });
    await mkdir(path.dirname(cache), { recursive: true });
    await run("python3", ["-m", "venv", begun]);
    await run(path.join(begun, "bin", "python"), ["-m", "pip", "install", "--quiet", ...requirements]);
    await rename(begun, cache);
}
