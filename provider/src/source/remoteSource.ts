import type { Clock } from "../clock";
import { messageOf, UserImportError } from "../errors";
import { certificateAdvice, isCertificateFault } from "../tls";
import { readResuming } from "./readResuming";
import type { Source } from "./source";

const maxRedirects = 5;

/** A CSV at a URL. */
export interface RemoteLocation {
    readonly url: URL;
    /** The URL without what may be a credential. */
    readonly description: string;
    /** Protocols and hosts that need no https: those of endpoints that the program configured itself. */
    readonly trustedOrigins: readonly string[];
    /** Content beyond this many bytes is not read to the end where the server does not say its size. */
    readonly maxBytes: number;
    readonly clock: Clock;
    /** Ends a download with its reason. */
    readonly signal?: AbortSignal | undefined;
}

/**
 * A CSV at an https URL. Each reading is a download; the digest in state, not the server's word, tells whether it is the
 * same. Redirects are followed, but never away from https.
 *
 * @throws UserImportError `source-unreadable`, `unreachable`
 */
export async function openRemoteSource(location: RemoteLocation): Promise<Source> {
    const sizeBytes = await sizeOf(location);
    return {
        description: location.description,
        sizeBytes,
        read: () =>
            readResuming({
                sizeBytes,
                clock: location.clock,
                signal: location.signal,
                open: async (offsetBytes) => await download(location, offsetBytes),
                isBreak: (error) => !(error instanceof UserImportError),
                giveUp: (cause) => (cause === undefined ? changed(location) : unreachable(location, cause)),
            }),
    };
}

/** What the server says, or else what a first download counts. */
async function sizeOf(location: RemoteLocation): Promise<number> {
    try {
        return await countBytes(location);
    } catch (error) {
        throw error instanceof UserImportError ? error : unreachable(location, error);
    }
}

async function countBytes(location: RemoteLocation): Promise<number> {
    const response = await request(location, 0);
    const told = response.headers.get("content-length");
    if (told !== null && response.headers.get("content-encoding") === null) {
        await response.body?.cancel();
        return Number(told);
    }
    let countedBytes = 0;
    for await (const chunk of bodyOf(response)) {
        countedBytes += chunk.byteLength;
        if (countedBytes > location.maxBytes) {
            break;
        }
    }
    return countedBytes;
}

async function* download(location: RemoteLocation, offsetBytes: number): AsyncGenerator<Uint8Array> {
    const response = await request(location, offsetBytes);
    // A server that knows no ranges sends everything again.
    let passOverBytes = response.status === 206 ? 0 : offsetBytes;
    for await (const chunk of bodyOf(response)) {
        const passed = Math.min(passOverBytes, chunk.byteLength);
        passOverBytes -= passed;
        if (passed < chunk.byteLength) {
            yield chunk.subarray(passed);
        }
    }
}

async function request(location: RemoteLocation, offsetBytes: number): Promise<Response> {
    let { url } = location;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
        refuseUnsafe(location, url);
        const { address, authorization } = withoutCredentials(url);
        const response = await fetch(address, {
            redirect: "manual",
            signal: location.signal ?? null,
            headers: {
                ...authorization,
                // A compressed answer would tell another size than what is read.
                "Accept-Encoding": "identity",
                ...(offsetBytes > 0 && { Range: `bytes=${offsetBytes}-` }),
            },
        });
        if (response.status >= 500) {
            await response.body?.cancel();
            throw new Error(`status ${response.status}`);
        }
        const target = response.headers.get("location");
        if (response.status < 300 || response.status >= 400 || target === null) {
            return await accepted(location, response);
        }
        await response.body?.cancel();
        url = new URL(target, url);
    }
    throw unreadable(location, `it leads through more than ${maxRedirects} redirects`);
}

/** A user and password in a URL, which fetch refuses, as the header that they stand for: for that URL, and no other. */
function withoutCredentials(url: URL): { address: URL; authorization: Record<string, string> } {
    if (url.username === "" && url.password === "") {
        return { address: url, authorization: {} };
    }
    const address = new URL(url);
    address.username = "";
    address.password = "";
    const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
    return { address, authorization: { Authorization: `Basic ${Buffer.from(credentials).toString("base64")}` } };
}

/** A percent sign that begins no encoded byte stands for itself. */
function decoded(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return text;
    }
}

async function accepted(location: RemoteLocation, response: Response): Promise<Response> {
    if (response.ok) {
        return response;
    }
    await response.body?.cancel();
    if (response.status === 416 || response.status === 412) {
        throw changed(location);
    }
    throw unreadable(location, `${location.url.host} answered ${response.status}`);
}

function bodyOf(response: Response): AsyncIterable<Uint8Array> {
    return (response.body ?? []) as unknown as AsyncIterable<Uint8Array>;
}

function refuseUnsafe(location: RemoteLocation, url: URL): void {
    if (url.protocol !== "https:" && !location.trustedOrigins.includes(url.origin)) {
        const what = url === location.url ? "its URL is not https" : "it redirects to a URL that is not https";
        throw unreadable(location, `${what}, and whoever is between could read and change the users`);
    }
}

function changed(location: RemoteLocation): UserImportError {
    return new UserImportError(
        "source-changed",
        `The source ${location.description} changed while it was read. Let whatever writes it finish, then run again.`,
    );
}

function unreachable(location: RemoteLocation, cause: unknown): UserImportError {
    // What fetch throws wraps the reason; its own text may hold the URL.
    const inner = (cause as { cause?: unknown }).cause;
    const code = (inner as NodeJS.ErrnoException | undefined)?.code ?? statusText(cause) ?? "connection fault";
    if (isCertificateFault(code)) {
        return unreadable(
            location,
            `the certificate of ${location.url.host} cannot be trusted (${code}), and nothing was read. ${certificateAdvice}`,
            cause,
        );
    }
    return new UserImportError(
        "unreachable",
        `The source ${location.description} cannot be read: no answer from ${location.url.host} (${code}). Run again.`,
        { cause },
    );
}

function statusText(cause: unknown): string | undefined {
    return /^status \d+$/.exec(messageOf(cause))?.[0];
}

function unreadable(location: RemoteLocation, reason: string, cause?: unknown): UserImportError {
    return new UserImportError("source-unreadable", `The source ${location.description} cannot be read: ${reason}.`, {
        cause,
    });
}
