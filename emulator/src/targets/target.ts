import type { Caller } from "../callers/caller";
import { EmulatorError, type ErrorCode, invalidParameter } from "../errors";
import type { Fault } from "../faults/fault";
import { describeViolations, type Violation } from "../model/constraints";
import type { Shape } from "../model/shape";
import type { Services } from "../services";

/** What an operation knows of the call besides its request. */
export interface CallContext {
    /** The host and port by which the caller reached the emulator. */
    readonly host: string;
    /** Who calls; `undefined`: somebody without credentials, of an operation that is public. */
    readonly caller: Caller | undefined;
    /** The scripted fault that the call met, for the operations that act on it. */
    readonly fault: Fault | undefined;
}

/** One operation of an AWS service. */
export interface Target {
    /** The request's type in AWS's model. */
    readonly input: Shape<unknown>;
    /** Whether it can be called without credentials, as by users who sign in. */
    readonly isPublic: boolean;
    /**
     * Answers a request.
     * @throws EmulatorError for every answer that is not a success.
     */
    call(services: Services, body: unknown, context: CallContext): Promise<object>;
}

/** What is different in some operations. */
interface TargetOptions {
    readonly isPublic?: boolean;
    /** The error for a request that breaks the model's constraints. */
    readonly violationCode?: ErrorCode;
}

/** Puts a request's type and its handler together; the handler sees only requests that keep the model's constraints. */
export function target<R>(
    input: Shape<R>,
    handle: (services: Services, request: R, context: CallContext) => object | Promise<object>,
    { isPublic = false, violationCode = "InvalidParameterException" }: TargetOptions = {},
): Target {
    return {
        input,
        isPublic,
        async call(services, body, context) {
            const violations: Violation[] = [];
            const request = input.read(body, "", violations);
            if (violations.length > 0) {
                throw new EmulatorError(violationCode, describeViolations(violations));
            }
            return handle(services, request, context);
        },
    };
}

/** A date as AWS sends it: seconds since 1970 with milliseconds. */
export function epochSeconds(timeMs: number): number {
    return timeMs / 1000;
}

/** An opaque pagination token that says where the next page starts. `list` makes sure that it is not a token of another list. */
export function encodeToken(list: string, position: number): string {
    return Buffer.from(JSON.stringify([list, position])).toString("base64url");
}

/**
 * The position in a token.
 * @throws EmulatorError InvalidParameterException when the token was not made by {@link encodeToken} for this list.
 */
export function decodeToken(list: string, token: string): number {
    try {
        const content: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
        if (Array.isArray(content) && content[0] === list && Number.isSafeInteger(content[1]) && content[1] >= 0) {
            return content[1];
        }
    } catch {
        // Not JSON, so not one of our tokens.
    }
    throw invalidParameter("Invalid pagination token.");
}
