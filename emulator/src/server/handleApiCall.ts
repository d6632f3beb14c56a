import type { IncomingMessage, ServerResponse } from "node:http";
import { EmulatorError } from "../errors";
import { serialization } from "../model/constraints";
import type { Services } from "../services/services";
import { findTarget } from "../targets/targets";
import type { CallLog } from "./callRecord";
import { readBody } from "./readBody";
import { requestHost } from "./requestHost";
import { respondError, respondJson } from "./respond";

/** Answers one call of an AWS API in JSON 1.1: the operation is in X-Amz-Target, its request in the body. */
export async function handleApiCall(
    services: Services,
    calls: CallLog,
    request: IncomingMessage,
    response: ServerResponse,
): Promise<void> {
    const timeMs = services.clock.now();
    const header = String(request.headers["x-amz-target"] ?? "");
    const found = findTarget(header);
    const operation = found?.name ?? "Unknown";
    try {
        const body = await readBody(request);
        if (found === undefined) {
            throw unknownOperation(header);
        }
        if (!/^AWS4-/.test(request.headers.authorization ?? "")) {
            throw new EmulatorError("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        const answer = await found.target.call(services, parseJson(body), { host: requestHost(request) });
        respondJson(response, 200, answer);
        calls.add({ operation, timeMs, statusCode: 200, errorCode: undefined });
    } catch (error) {
        if (response.destroyed) {
            // The caller has gone: there is nobody to answer.
            return;
        }
        const { code, statusCode } = respondError(response, error);
        calls.add({ operation, timeMs, statusCode, errorCode: code });
    }
}

function unknownOperation(header: string): EmulatorError {
    const name = /^[\w.]{1,128}$/.test(header) ? header : "(no operation)";
    return new EmulatorError("UnknownOperationException", `cognito-user-import-emulator does not serve ${name}.`);
}

function parseJson(body: string): unknown {
    try {
        return JSON.parse(body === "" ? "{}" : body);
    } catch {
        throw serialization("The request is not valid JSON.");
    }
}
