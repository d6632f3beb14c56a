import { fetch, ProxyAgent, type Response } from "undici";
import { proxiesOf, shownProxy } from "../../provider/src/aws/connections/proxies";

/** A file on its way. */
export interface Answer {
    readonly chunks: AsyncIterable<Uint8Array>;
    /** The file's size, where the server tells it. */
    readonly bytes: number | undefined;
}

const stalledMs = 30_000;

/**
 * Asks a web server for a file: through the proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name, and with the user and
 * password that the address may carry.
 *
 * @param patienceMs - how long the server may take to answer; between two pieces of the file it is 30 s
 * @throws Error that names the server, never a password: it is not reachable, does not answer in time, or with no file
 */
export async function get(url: URL, environment: NodeJS.ProcessEnv, patienceMs: number): Promise<Answer> {
    const proxy = proxiesOf({}, environment)?.(url);
    const server = proxy === undefined ? url.host : `${url.host} (through the proxy ${shownProxy(proxy)})`;
    const stop = new AbortController();
    const tooLate = () => stop.abort(new Error(`${server} did not answer within ${patienceMs / 1000} s`));
    const timer = setTimeout(tooLate, patienceMs);
    const route = proxy === undefined ? {} : { dispatcher: new ProxyAgent(proxy.href) };
    try {
        const response = await fetch(withoutCredentials(url), {
            headers: headersFor(url),
            signal: stop.signal,
            ...route,
        });
        if (!response.ok) throw new Error(`${server} answered ${response.status}`);
        const length = response.headers.get("content-length");
        return { chunks: chunksOf(response, server, stop), bytes: length === null ? undefined : Number(length) };
    } catch (error) {
        stop.abort();
        throw error instanceof TypeError ? new Error(`${server} is not reachable`, { cause: error }) : error;
    } finally {
        clearTimeout(timer);
    }
}

/** The pieces of a file; an error where none comes for 30 s. */
async function* chunksOf(response: Response, server: string, stop: AbortController): AsyncGenerator<Uint8Array> {
    const stalled = () => stop.abort(new Error(`${server} sent nothing for ${stalledMs / 1000} s`));
    const timer = setTimeout(stalled, stalledMs);
    try {
        for await (const chunk of response.body ?? []) {
            timer.refresh();
            yield chunk;
        }
    } catch (error) {
        throw error instanceof TypeError ? new Error(`${server} broke off`, { cause: error }) : error;
    } finally {
        clearTimeout(timer);
    }
}

/** fetch takes no address with a user in it. */
function withoutCredentials(url: URL): URL {
    const address = new URL(url);
    address.username = "";
    address.password = "";
    return address;
}

function headersFor({ username, password }: URL): Record<string, string> {
    // A compressed answer would tell another size than what comes.
    const headers = { "Accept-Encoding": "identity" };
    if (username === "") return headers;
    const credentials = [username, password].map(decodeURIComponent).join(":");
    return { ...headers, Authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}
