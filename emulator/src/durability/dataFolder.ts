import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { randomId } from "../ids";

/** A folder that only one emulator uses. */
export interface DataFolder {
    readonly journalPath: string;
    readonly uploadsPath: string;
    /** Frees the folder for other emulators. */
    release(): void;
}

/**
 * Makes the folder where it is missing, readable for this user only, and takes it: until {@link DataFolder.release}, or until the
 * process has ended, however it ended.
 *
 * A process that requests the folder listens on a socket of its own, adds a ticket to the file `lock`, and has the folder unless
 * an earlier ticket lives. Nothing is ever removed from the file, so no process can remove the line that another has just
 * written. A socket also shows another container that its process lives; process numbers mean something else there.
 * @throws Error when another running emulator has the folder.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
    const uploadsPath = join(path, "uploads");
    for (const made of [path, uploadsPath]) {
        mkdirSync(made, { recursive: true, mode: 0o700 });
    }
    const release = await lockFolder(path);
    return { journalPath: join(path, "journal.jsonl"), uploadsPath, release };
}

/** One request for the folder. It lives as long as a process listens on its socket, which ends with the process. */
interface Ticket {
    /** Where it listens: relative to the folder, or absolute. No two tickets ever have the same. */
    readonly socket: string;
    readonly processId: number;
}

async function lockFolder(folder: string): Promise<() => void> {
    const { ticket, server } = await listenSomewhere(folder);
    const path = join(folder, "lock");
    try {
        // The file may end in the middle of a line.
        appendFileSync(path, `\n${JSON.stringify(ticket)}\n`, { mode: 0o600 });
        const tickets = readTickets(path);
        const place = tickets.findIndex(({ socket }) => socket === ticket.socket);
        if (place === -1) {
            throw new Error(`${path} does not keep what is written to it; choose another --data-dir`);
        }
        for (const earlier of tickets.slice(0, place)) {
            await mustBeOver(earlier, folder);
        }
    } catch (error) {
        server.close();
        throw error;
    }
    return () => void server.close();
}

async function mustBeOver({ socket, processId }: Ticket, folder: string): Promise<void> {
    const path = resolve(folder, socket);
    if (await isListenedOn(path)) {
        const advice = "stop that emulator, or give this one another --data-dir";
        throw new Error(`the data folder ${folder} is in use by another emulator (process ${processId}); ${advice}`);
    }
    // The file of a socket outlives its process. It does no harm.
    await rm(path, { force: true }).catch(() => undefined);
}

function readTickets(path: string): Ticket[] {
    return readFileSync(path, "utf8").split("\n").flatMap(parseTicket);
}

/** The ticket in a line; `undefined`: the line is cut off or something else. */
function parseTicket(line: string): Ticket[] {
    try {
        const ticket = JSON.parse(line) as Ticket | null;
        return socketPattern.test(ticket?.socket ?? "") && ticket !== null ? [ticket] : [];
    } catch {
        return [];
    }
}

/** Listens in the folder, which other containers may share; where its file system has no sockets, elsewhere. */
async function listenSomewhere(folder: string): Promise<{ ticket: Ticket; server: Server }> {
    const name = `lock-${randomId(20)}.sock`;
    if (process.platform === "win32") {
        return listenOn(`\\\\.\\pipe\\cognito-user-import-emulator-${name}`, folder);
    }
    // A longer path would be cut off by some systems.
    if (Buffer.byteLength(resolve(folder, name)) <= mostPathBytes) {
        try {
            return await listenOn(name, folder);
        } catch {
            // Use the temporary folder.
        }
    }
    return listenOn(join(tmpdir(), name), folder);
}

const socketPattern = /(?:^|[/\\-])lock-[A-Za-z0-9]{20}\.sock$/;

/** The longest path of a socket on macOS, in bytes, without the byte at the end; Linux has four more. */
const mostPathBytes = 103;

function listenOn(socket: string, folder: string): Promise<{ ticket: Ticket; server: Server }> {
    return new Promise((done, reject) => {
        const server = createServer((caller) => caller.destroy());
        server.once("error", reject);
        server.listen(resolve(folder, socket), () => {
            server.unref();
            done({ ticket: { socket, processId: process.pid }, server });
        });
    });
}

/** A socket counts as alive unless the system says that no process listens. */
function isListenedOn(path: string): Promise<boolean> {
    return new Promise((done) => {
        const caller = connect(path);
        caller.once("connect", () => {
            caller.destroy();
            done(true);
        });
        caller.once("error", ({ code }: NodeJS.ErrnoException) => done(code !== "ECONNREFUSED" && code !== "ENOENT"));
    });
}
