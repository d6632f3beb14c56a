import type { IncomingMessage } from "node:http";
import { EmulatorError } from "../errors";

const mostBytes = 1024 * 1024;

/**
 * Reads a request's body of at most 1 MB.
 * @throws EmulatorError RequestEntityTooLargeException; the rest of the body is then thrown away.
 */
export async function readBody(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > mostBytes) {
            throw new EmulatorError("RequestEntityTooLargeException", "The request is larger than 1 MB.", 413);
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}
