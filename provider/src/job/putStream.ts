import type { ClientRequest, IncomingMessage } from "node:http";
import { pipeline } from "node:stream/promises";
import { type Agents, requestThrough } from "../aws/connections/agents";
import { networkCodeOf } from "../aws/networkError";
import type { Clock } from "../clock";
import { UserImportError } from "../errors/errors";
import { shownName } from "../errors/shownError";

/** How long the connection may be silent, in seconds. */
const silenceSeconds = 60;

/** How long to wait for S3 to ask for the body, in seconds; curl waits as long. */
const continueSeconds = 1;

/** S3's error documents are small; what is longer is none. */
const maxErrorBytes = 64 * 1024;

/** One HTTP PUT of a stream whose length is known. */
export interface StreamPut {
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
    readonly bodyBytes: number;
    readonly clock: Clock;
    readonly signal?: AbortSignal | undefined;
    /** Through which proxy, and whose certificates are trusted; `undefined`: as Node has it. */
    readonly agents?: Agents | undefined;
}

/** What the server answered. `errorCode` and `errorMessage` are those of S3's XML, empty where there is none. */
export interface PutAnswer {
    readonly status: number;
    readonly errorCode: string;
    readonly errorMessage: string;
}

/** Sends the body with back-pressure and a Content-Length; S3 refuses chunked bodies on presigned URLs.
 *
 * @returns the answer, or `brokenBy` with the connection's error code where there was none
 * @throws UserImportError `source-changed` where the body is not `bodyBytes` long, what the body throws, or the
 *   signal's reason
 */
export async function putStream(put: StreamPut): Promise<PutAnswer | { brokenBy: string }> {
    const request = openRequest(put);
    const answered = answerOf(request);
    try {
        const isWanted = await waitForContinue(request, answered, put.clock);
        const sending = isWanted ? pipeline(exactly(put.bodyBytes, put.body), request) : undefined;
        // It is waited for later; a refusal ends it with an error that is nobody's.
        sending?.catch(() => undefined);
        // A refusal may come before the whole body is sent, and ends the sending.
        await Promise.race([sending ?? answered, answered]);
        const response = await answered;
        const status = response.statusCode ?? 0;
        if (status >= 200 && status < 300) {
            // An acceptance before the end of the body says nothing; the sending has to be over without an error.
            await sending;
        }
        return { status, ...(await readS3Error(response)) };
    } catch (error) {
        put.signal?.throwIfAborted();
        if (error instanceof BodyFault) {
            throw error.thrown;
        }
        const brokenBy = networkCodeOf(error);
        if (brokenBy === undefined) {
            throw error;
        }
        return { brokenBy };
    } finally {
        request.destroy();
    }
}

function openRequest(put: StreamPut): ClientRequest {
    const request = requestThrough(put.agents, put.url, {
        method: "PUT",
        headers: { ...put.headers, "Content-Length": put.bodyBytes, Expect: "100-continue" },
        ...(put.signal !== undefined && { signal: put.signal }),
    });
    request.setTimeout(silenceSeconds * 1000, () =>
        request.destroy(Object.assign(new Error("silent connection"), { code: "ETIMEDOUT" })),
    );
    return request;
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
        request.once("response", resolve);
        request.on("error", reject);
    });
    // It is waited for later; until then a rejection is nobody's.
    answered.catch(() => undefined);
    return answered;
}

/**
 * With `Expect: 100-continue` a refusal comes before the body, instead of as a broken connection in its middle.
 *
 * @returns whether to send: `false` where the answer has come already
 */
async function waitForContinue(request: ClientRequest, answered: Promise<unknown>, clock: Clock): Promise<boolean> {
    const waiting = new AbortController();
    const continued = new Promise<true>((resolve) => request.once("continue", () => resolve(true)));
    request.flushHeaders();
    const waited = clock.sleep(continueSeconds, waiting.signal).then(
        () => true,
        () => true,
    );
    try {
        return await Promise.race([continued, answered.then(() => false), waited]);
    } finally {
        waiting.abort();
    }
}

/** What the body threw, whatever it is: nothing that happened to this connection. */
class BodyFault extends Error {
    public constructor(public readonly thrown: unknown) {
        super("the body cannot be read");
    }
}

/** The body, as long as it was said to be. */
async function* exactly(bodyBytes: number, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let sentBytes = 0;
    try {
        for await (const chunk of body) {
            sentBytes += chunk.byteLength;
            if (sentBytes > bodyBytes) {
                break;
            }
            yield chunk;
        }
    } catch (error) {
        throw new BodyFault(error);
    }
    if (sentBytes !== bodyBytes) {
        throw new BodyFault(
            new UserImportError("source-changed", "The size of the source changed while it was uploaded."),
        );
    }
}

async function readS3Error(response: IncomingMessage): Promise<{ errorCode: string; errorMessage: string }> {
    let text = "";
    try {
        for await (const chunk of response.setEncoding("utf8")) {
            text = (text + chunk).slice(0, maxErrorBytes);
        }
    } catch {
        // The status has come; a document that is cut off only costs the code.
    }
    const tag = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? "";
    const code = tag("Code");
    return { errorCode: shownName(code) === code ? code : "", errorMessage: tag("Message") };
}
