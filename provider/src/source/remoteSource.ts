import type { Agents } from "../aws/connections/agents";
import type { AlarmClock } from "../clock";
import { type HttpAnswer, httpGet } from "./httpGet";
import { isTooSlow, Pace } from "./pace";
import { readResuming } from "./readResuming";
import { changed, isBreak, noAnswer, ServerFault, unreachable, unreadable } from "./remoteError";
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
    readonly clock: AlarmClock;
    /** Ends a download with its reason. */
    readonly signal?: AbortSignal | undefined;
    /** Through which proxy, and whose certificates are trusted; `undefined`: as Node has it. */
    readonly agents?: Agents | undefined;
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
                open: async (offsetBytes, connection) => await download(location, offsetBytes, connection),
                isBreak,
                giveUp: (cause) => (cause === undefined ? changed(location) : unreachable(location, cause)),
            }),
    };
}

/** What the server says, or else what a first download counts. */
async function sizeOf(location: RemoteLocation): Promise<number> {
    try {
        return await countBytes(location);
    } catch (error) {
        throw isTooSlow(error) || isBreak(error) ? unreachable(location, error) : error;
    }
}

async function countBytes(location: RemoteLocation): Promise<number> {
    let toldBytes: number | undefined;
    const chunks = new Pace(location.clock).read(async (connection) => {
        const response = await request(location, 0, connection);
        const told = response.header("content-length");
        if (told !== undefined && response.header("content-encoding") === undefined) {
            response.cancel();
            toldBytes = Number(told);
            return [] as never;
        }
        return response.body();
    });
    let countedBytes = 0;
    for await (const chunk of chunks) {
        countedBytes += chunk.byteLength;
        if (countedBytes > location.maxBytes) {
            break;
        }
    }
    return toldBytes ?? countedBytes;
}

async function download(
    location: RemoteLocation,
    offsetBytes: number,
    connection: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> {
    const response = await request(location, offsetBytes, connection);
    // A server that knows no ranges sends everything again.
    return bodyAfter(response, response.status === 206 ? 0 : offsetBytes);
}

async function* bodyAfter(response: HttpAnswer, firstBytes: number): AsyncGenerator<Uint8Array> {
    let passOverBytes = firstBytes;
    for await (const chunk of response.body()) {
        const passed = Math.min(passOverBytes, chunk.byteLength);
        passOverBytes -= passed;
        if (passed < chunk.byteLength) {
            yield chunk.subarray(passed);
        }
    }
}

async function request(location: RemoteLocation, offsetBytes: number, connection: AbortSignal): Promise<HttpAnswer> {
    const signal = location.signal === undefined ? connection : AbortSignal.any([location.signal, connection]);
    let { url } = location;
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
        refuseUnsafe(location, url);
        const { address, authorization } = withoutCredentials(url);
        const response = await httpGet({
            url: address,
            signal,
            agents: location.agents,
            headers: {
                ...authorization,
                // A compressed answer would tell another size than what is read.
                "Accept-Encoding": "identity",
                ...(offsetBytes > 0 && { Range: `bytes=${offsetBytes}-` }),
            },
        });
        if (response.status >= 500) {
            response.cancel();
            throw new ServerFault(response.status);
        }
        const target = response.header("location");
        if (response.status < 300 || response.status >= 400 || target === undefined) {
            return accepted(location, response);
        }
        response.cancel();
        if (!URL.canParse(target, url.href)) {
            // What Node says of it would repeat it.
            throw noAnswer(location, "it redirects to something that is not a URL");
        }
        url = new URL(target, url);
    }
    throw unreadable(location, `it has more than ${maxRedirects} redirects`);
}

/** A user and password in a URL as the header that they stand for: for that URL, and no other. */
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

function accepted(location: RemoteLocation, response: HttpAnswer): HttpAnswer {
    if (response.status >= 200 && response.status < 300) {
        return response;
    }
    response.cancel();
    if (response.status === 416 || response.status === 412) {
        throw changed(location);
    }
    throw unreadable(location, `${location.url.host} answered ${response.status}`);
}

function refuseUnsafe(location: RemoteLocation, url: URL): void {
    if (url.protocol !== "https:" && !location.trustedOrigins.includes(url.origin)) {
        const what = url === location.url ? "its URL is not https" : "it redirects to a URL that is not https";
        throw unreadable(location, `${what}, so others on the network could read and change the users`);
    }
}
