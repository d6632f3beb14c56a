import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { WebSocket } from "undici";

/** Width of the page, in pixels. */
const pageWidth = 900;

/** So long a browser may take for one answer, in milliseconds. */
const patienceMs = 30_000;

/**
 * Draws an HTML text as a PNG: the whole page, in a browser of the Chromium kind, through its DevTools protocol, since not all builds know
 * `--screenshot`.
 *
 * @param browser path of the browser
 * @param scheme which of the reader's colour schemes the page is drawn in
 */
export async function browserPicture(browser: string, html: string, scheme: "light" | "dark"): Promise<Buffer> {
    const folder = mkdtempSync(path.join(tmpdir(), "report-picture-"));
    const page = path.join(folder, "page.html");
    writeFileSync(page, html);
    const flags = ["--headless=shell", "--no-sandbox", "--no-zygote", "--single-process", "--disable-gpu"];
    const options = [...flags, "--hide-scrollbars", "--remote-debugging-port=0", `--user-data-dir=${folder}`];
    const child = spawn(browser, [...options, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
    const ended = once(child, "exit").catch(() => undefined);
    try {
        return await draw(await addressOf(child), `file://${page}`, scheme);
    } finally {
        child.kill("SIGKILL");
        await ended;
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

/** The address that the browser prints once it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
    return await patiently(
        new Promise((resolve, reject) => {
            let printed = "";
            child.once("error", reject);
            child.once("exit", () => reject(new Error(`The browser ended. ${printed}`)));
            child.stderr?.on("data", (chunk: Buffer) => {
                printed += chunk.toString();
                const address = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
                if (address !== undefined) {
                    resolve(address);
                }
            });
        }),
    );
}

async function draw(address: string, url: string, scheme: "light" | "dark"): Promise<Buffer> {
    const browser = await Connection.open(address);
    try {
        const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
        const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
        const page = async (method: string, params: object = {}): Promise<Answer> =>
            await browser.send(method, params, sessionId as string);
        await page("Page.enable");
        await page("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
        const size = { width: pageWidth, height: 600, deviceScaleFactor: 1.5, mobile: false };
        await page("Emulation.setDeviceMetricsOverride", size);
        const loaded = browser.event("Page.loadEventFired");
        await page("Page.navigate", { url });
        await loaded;
        const { cssContentSize } = await page("Page.getLayoutMetrics");
        const { height } = cssContentSize as { height: number };
        await page("Emulation.setDeviceMetricsOverride", { ...size, height: Math.ceil(height) });
        const { data } = await page("Page.captureScreenshot", { format: "png" });
        return Buffer.from(data as string, "base64");
    } finally {
        browser.close();
    }
}

type Answer = Readonly<Record<string, unknown>>;

/** One connection of the DevTools protocol. */
class Connection {
    private readonly waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
    private readonly listeners = new Map<string, () => void>();
    private lastId = 0;

    private constructor(private readonly socket: WebSocket) {
        socket.addEventListener("message", ({ data }) => this.receive(String(data)));
    }

    static async open(address: string): Promise<Connection> {
        const socket = new WebSocket(address);
        const connection = new Connection(socket);
        await patiently(
            new Promise<void>((resolve, reject) => {
                socket.addEventListener("open", () => resolve());
                socket.addEventListener("error", () => reject(new Error("The browser cannot be connected to.")));
            }),
        );
        return connection;
    }

    async send(method: string, params: object, sessionId?: string): Promise<Answer> {
        const id = ++this.lastId;
        const answer = new Promise<Answer>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
        this.socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }));
        return await patiently(answer);
    }

    /** Resolves with the next event of this name. */
    async event(name: string): Promise<void> {
        await patiently(new Promise<void>((resolve) => this.listeners.set(name, resolve)));
    }

    close(): void {
        this.socket.close();
    }

    private receive(text: string): void {
        const { id, result, error, method } = JSON.parse(text) as {
            id?: number;
            result?: Answer;
            error?: { message: string };
            method?: string;
        };
        this.listeners.get(method ?? "")?.();
        const waiting = this.waiting.get(id ?? 0);
        this.waiting.delete(id ?? 0);
        if (error === undefined) {
            waiting?.resolve(result ?? {});
        } else {
            waiting?.reject(new Error(error.message));
        }
    }
}

async function patiently<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error("The browser does not answer.")), patienceMs);
    });
    try {
        return await Promise.race([answer, late]);
    } finally {
        clearTimeout(timer);
    }
}
