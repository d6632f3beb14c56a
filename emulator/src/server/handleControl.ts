import { ManualClock } from "../clock/clock";
import { moveClock } from "../clock/waiter";
import { EmulatorError, invalidParameter } from "../errors";
import type { Fault } from "../faults/fault";
import type { SharedServices } from "../services";
import { errorResponse, jsonResponse } from "../wire/respond";
import { readBody, type WireRequest, type WireResponse } from "../wire/wire";

const prefix = "/_emulator/";

/** Whether a path belongs to the emulator itself, not to AWS. */
export function isControlPath(path: string): boolean {
    return path.startsWith(prefix);
}

type Handler = (services: SharedServices, body: unknown) => object | Promise<object>;

/** What tests in other processes can see and do, in any language. Tests in the same process use the Emulator object. */
const handlers: Readonly<Record<string, Handler>> = {
    "GET calls": ({ calls }) => ({ calls: calls.all }),
    "DELETE calls": ({ calls }) => {
        calls.clear();
        return { calls: [] };
    },
    "GET jobs": ({ activity }) => ({ jobs: activity.all }),
    "GET roles": ({ assumedRoles }) => ({ roles: assumedRoles.all }),
    "GET messages": ({ messages }) => ({ messages: messages.all }),
    "GET faults": ({ faults }) => ({ faults: faults.pending }),
    "POST faults": ({ faults }, body) => {
        addFaults(faults, body);
        return { faults: faults.pending };
    },
    "DELETE faults": ({ faults }) => {
        faults.clear();
        return { faults: [] };
    },
    "GET clock": (services) => clockState(services),
    "POST clock": async (services, body) => {
        const seconds = (body as { advanceSeconds?: unknown } | null)?.advanceSeconds;
        if (typeof seconds !== "number" || !(seconds >= 0) || !(services.clock instanceof ManualClock)) {
            throw invalidParameter("advanceSeconds must be 0 or more, and the emulator must have a manual clock.");
        }
        await moveClock(services.clock, services.waiter, seconds * 1000);
        return clockState(services);
    },
};

/** Answers a request to the control endpoint. */
export async function handleControl(
    services: SharedServices,
    request: WireRequest,
    path: string,
): Promise<WireResponse> {
    const name = `${request.method} ${path.slice(prefix.length)}`;
    try {
        const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
        if (handler === undefined) {
            throw new EmulatorError("UnknownOperationException", "There is no such control endpoint.", 404);
        }
        return jsonResponse(200, await handler(services, await readControlBody(request)));
    } catch (error) {
        return errorResponse(error);
    }
}

/** Browsers send JSON to other sites only where those allow it. This one does not, so no web page can control it. */
async function readControlBody(request: WireRequest): Promise<unknown> {
    const text = (await readBody(request)).toString();
    if (request.method === "POST" && !/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
        throw new EmulatorError("SerializationException", "The content-type must be application/json.", 415);
    }
    try {
        return text === "" ? undefined : JSON.parse(text);
    } catch {
        throw new EmulatorError("SerializationException", "The request is not valid JSON.");
    }
}

function addFaults(faults: SharedServices["faults"], body: unknown): void {
    try {
        faults.add(...((Array.isArray(body) ? body : [body]) as Fault[]));
    } catch (error) {
        throw error instanceof RangeError ? invalidParameter(error.message) : error;
    }
}

function clockState({ clock }: SharedServices): object {
    return { nowMs: clock.now(), isManual: clock instanceof ManualClock };
}
