import { invalidParameter } from "../errors";
import type { Fault } from "../faults/fault";
import { describeViolations } from "../model/constraints";
import type { Shape, Violation } from "../model/shape";
import type { Services } from "../services/services";

/** What an operation knows of the call besides its request. */
export interface CallContext {
    /** The host and port by which the caller reached the emulator. */
    readonly host: string;
    /** The scripted fault that the call met, for those operations that have to act it out. */
    readonly fault: Fault | undefined;
}

/** One operation of an AWS service. */
export interface Target {
    /** The request's type in AWS's model. */
    readonly input: Shape<unknown>;
    /** Whether anybody may call it without credentials, as users do who sign in. */
    readonly isPublic: boolean;
    /**
     * Answers a request.
     * @throws EmulatorError for every answer that is not a success.
     */
    call(services: Services, body: unknown, context: CallContext): Promise<object>;
}

/** Puts a request's type and its handler together; the handler sees only requests that keep the model's constraints. */
export function target<R>(
    input: Shape<R>,
    handle: (services: Services, request: R, context: CallContext) => object | Promise<object>,
    isPublic = false,
): Target {
    return {
        input,
        isPublic,
        async call(services, body, context) {
            const violations: Violation[] = [];
            const request = input.read(body, "", violations);
            if (violations.length > 0) {
                throw invalidParameter(describeViolations(violations));
            }
            return handle(services, request, context);
        },
    };
}
