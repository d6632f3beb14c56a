import { certificateAdvice, isCertificateFault, networkCodeOf } from "../aws/networkError";
import { UserImportError } from "../errors/errors";
import { isTooSlow } from "./pace";

/** What an error says about the location of a CSV. */
interface NamedLocation {
    readonly url: URL;
    /** The URL without what may be a credential. */
    readonly description: string;
}

/** An answer that says that the server may do better in a moment. */
export class ServerFault extends Error {
    public constructor(status: number) {
        super(`status ${status}`);
    }
}

/** Whether the server or the connection failed; anything else that is thrown is a bug, and trying again does not help. */
export function isBreak(error: unknown): boolean {
    return error instanceof ServerFault || networkCodeOf(error) !== undefined;
}

/** The error for a download that is no longer what it was when it was opened. */
export function changed(location: NamedLocation): UserImportError {
    return new UserImportError(
        "source-changed",
        `The source ${location.description} changed while it was read. Wait until it is complete, then run again.`,
    );
}

/** The error where the server, or the connection to it, fails again and again, or is too slow. */
export function unreachable(location: NamedLocation, cause: unknown): UserImportError {
    const code = networkCodeOf(cause) ?? "";
    if (isCertificateFault(code)) {
        return unreadable(
            location,
            `the certificate of ${location.url.host} cannot be trusted (${code}), and nothing was read. ${certificateAdvice()}`,
            cause,
        );
    }
    return isTooSlow(cause)
        ? unread(location, `${location.url.host} ${cause.message}`, cause)
        : noAnswer(location, cause instanceof ServerFault ? cause.message : code, cause);
}

/** The error where what comes from the server is no answer. */
export function noAnswer(location: NamedLocation, why: string, cause?: unknown): UserImportError {
    return unread(location, `no answer from ${location.url.host} (${why})`, cause);
}

function unread(location: NamedLocation, why: string, cause: unknown): UserImportError {
    const message = `The source ${location.description} cannot be read: ${why}. Run again.`;
    return new UserImportError("unreachable", message, { cause });
}

/** The error where the server's answer, or the URL, is why it cannot be read. */
export function unreadable(location: NamedLocation, reason: string, cause?: unknown): UserImportError {
    return new UserImportError("source-unreadable", `The source ${location.description} cannot be read: ${reason}.`, {
        cause,
    });
}
