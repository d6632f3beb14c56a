import { createHash } from "node:crypto";
import { jsonRefusal, refusalOf } from "../callers/refusal";
import { EmulatorError } from "../errors";
import type { Fault } from "../faults/fault";
import { serialization } from "../model/constraints";
import { type SharedServices, servicesFor } from "../services";
import type { NamedTarget } from "../targets/targets";
import { errorResponse, jsonResponse } from "../wire/respond";
import { CallerGoneError, hostOf, readBody, type WireRequest, type WireResponse } from "../wire/wire";

/** Answers one call of an AWS API in JSON 1.1; `found` is what its X-Amz-Target names. */
export async function handleApiCall(
    services: SharedServices,
    found: NamedTarget | undefined,
    request: WireRequest,
    fault: Fault | undefined,
): Promise<WireResponse> {
    try {
        const body = await readBody(request);
        if (found === undefined) {
            throw unknownOperation(request.headers["x-amz-target"] ?? "");
        }
        const refusal = found.target.isPublic ? undefined : refusalOf(services, request, () => hashOf(body));
        if (refusal !== undefined) {
            throw jsonRefusal(refusal);
        }
        const caller = services.callers.identify(request);
        const context = { host: hostOf(request), caller, fault };
        const inAccount = servicesFor(services, caller?.accountId);
        return jsonResponse(200, await found.target.call(inAccount, parseJson(body.toString()), context));
    } catch (error) {
        if (error instanceof CallerGoneError) {
            throw error;
        }
        return errorResponse(error);
    }
}

/** The hash of a body that a signature is over. */
export function hashOf(body: Buffer): string {
    return createHash("sha256").update(body).digest("hex");
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
