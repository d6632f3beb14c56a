import { messageOf } from "../errors/errors";
import { beginning, maxHeaderBytes, messageHeaderBytes } from "./headerBytes";

/**
 * An error that can be sent to the engine. Its message is in a header of the answer; if that is too long, or not valid
 * Unicode, there is no answer at all. A message that can be sent stays as it is.
 */
export function sendableError(thrown: unknown): Error {
    const error = thrown instanceof Error ? thrown : new Error(messageOf(thrown));
    const message = beginning(messageOf(error), maxHeaderBytes, messageHeaderBytes);
    if (message !== error.message) {
        error.message = message;
    }
    return error;
}
