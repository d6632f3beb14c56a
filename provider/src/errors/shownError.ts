import { shownText } from "./shownText";

/** How many calls of a stack are kept. */
const maxFrames = 20;

/** A call of a stack: in a path without spaces, queries or addresses. `@` begins a package's scope, or its version. */
const frame =
    /^ {4}at (?:async )?(?:[\w.$<>[\]# ]+ \()?(?:node:|file:|[A-Za-z]:|\/)(?:[^()\s?@]|(?<=[\\/])@(?=[a-z\d~-]+[\\/+])|@(?=\d+\.\d))*:\d+:\d+\)?$/;

/**
 * A copy of a thrown value that may be shown as the cause of an error, because Node prints causes with all their properties.
 * It has the name, the code, the HTTP status, the calls, and what {@link shownText} shows of the message. It never has AWS's
 * answer, a request or a URL.
 */
export function shownError(thrown: unknown): Error {
    const { name, message, code, stack, $metadata } = (thrown ?? {}) as Partial<Record<string, unknown>>;
    const copy = new Error(shownText(thrown instanceof Error ? String(message) : String(thrown)));
    const shownAs = shownName(name);
    const status = ($metadata as { httpStatusCode?: unknown } | undefined)?.httpStatusCode;
    const lines = [`${shownAs}: ${copy.message}`, ...framesOf(stack, message)];
    Object.defineProperty(copy, "name", { value: shownAs, configurable: true, writable: true });
    Object.defineProperty(copy, "stack", { value: lines.join("\n"), configurable: true, writable: true });
    return Object.assign(
        copy,
        typeof code === "string" && isErrorCode(code) && { code },
        typeof status === "number" && { $metadata: { httpStatusCode: status } },
    );
}

/** The name of an error of AWS, S3 or JavaScript; `Error` for other texts. */
export function shownName(name: unknown): string {
    return typeof name === "string" && /^[A-Z][A-Za-z]{1,79}(?:\.[A-Z][A-Za-z]{1,79})?$/.test(name) ? name : "Error";
}

/** Whether a text is an error code of the system or Node, such as `ECONNRESET`. */
export function isErrorCode(code: string): boolean {
    return /^[A-Z][A-Z\d_]{1,60}$/.test(code);
}

/** The calls after the message, whose own lines may look like calls; none if the stack begins with another message. */
function framesOf(stack: unknown, message: unknown): string[] {
    if (typeof stack !== "string") {
        return [];
    }
    const nameLength = /^[^:\n]*(?:: )?/.exec(stack)?.[0].length ?? 0;
    const isOfMessage = stack.startsWith(`${message}\n`, nameLength);
    const lines = isOfMessage ? stack.slice(nameLength + String(message).length).split("\n", 200) : [];
    return lines.filter((line) => frame.test(line)).slice(0, maxFrames);
}
