import { EmulatorError } from "../errors";
import { bodyOf, type WireRequest } from "./wire";

const mostBytes = 1024 * 1024;

/**
 * Reads a request's body of at most 1 MB.
 * @throws EmulatorError RequestEntityTooLargeException, CallerGoneError when the body breaks off.
 */
export async function readBody(request: WireRequest): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of bodyOf(request)) {
        length += chunk.length;
        if (length > mostBytes) {
            throw new EmulatorError("RequestEntityTooLargeException", "The request is larger than 1 MB.", 413);
        }
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
