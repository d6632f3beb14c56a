import { queryRefusal, refusalOf } from "../callers/refusal";
import { EmulatorError } from "../errors";
import type { Fault } from "../faults/fault";
import { formContent } from "../model/queryForm";
import { isStsOperation, type StsOperation } from "../operations";
import { type SharedServices, servicesFor } from "../services";
import { stsTargets } from "../targets/sts";
import { queryErrorResponse, queryResponse } from "../wire/respond";
import { CallerGoneError, hostOf, readBody, type WireRequest, type WireResponse } from "../wire/wire";
import type { XmlElements } from "../wire/xml";
import { hashOf } from "./handleApiCall";

/** A call of AWS's query protocol, whose operation is in its body. */
export interface QueryCall {
    /** `undefined`: the emulator does not serve it. */
    readonly operation: StsOperation | undefined;
    answer(services: SharedServices, fault: Fault | undefined): Promise<WireResponse>;
}

/** Whether a request is such a call, and so for STS. */
export function isQueryCall({ method, headers }: WireRequest): boolean {
    const isForm = /^application\/x-www-form-urlencoded\b/.test(headers["content-type"] ?? "");
    return method === "POST" && headers["x-amz-target"] === undefined && isForm;
}

/**
 * Reads the form.
 * @throws EmulatorError RequestEntityTooLargeException, CallerGoneError when the body breaks off.
 */
export async function readQueryCall(request: WireRequest): Promise<QueryCall> {
    const body = await readBody(request);
    const form = new URLSearchParams(body.toString());
    const action = form.get("Action") ?? "";
    const operation = isStsOperation(action) ? action : undefined;
    return {
        operation,
        answer: async (services, fault) => {
            try {
                return queryResponse(action, await call(services, request, { operation, body, form }, fault));
            } catch (error) {
                if (error instanceof CallerGoneError) {
                    throw error;
                }
                return queryErrorResponse(error);
            }
        },
    };
}

async function call(
    services: SharedServices,
    request: WireRequest,
    { operation, body, form }: { operation: StsOperation | undefined; body: Buffer; form: URLSearchParams },
    fault: Fault | undefined,
): Promise<XmlElements> {
    const action = form.get("Action") ?? "";
    if (operation === undefined) {
        const shown = /^\w{1,64}$/.test(action) ? action : "(no operation)";
        throw new EmulatorError("InvalidAction", `cognito-user-import-emulator does not serve STS's ${shown}.`);
    }
    const target = stsTargets[operation];
    const refusal = target.isPublic ? undefined : refusalOf(services, request, () => hashOf(body));
    if (refusal !== undefined) {
        throw queryRefusal(refusal);
    }
    const caller = services.callers.identify(request);
    const context = { host: hostOf(request), caller, fault };
    const inAccount = servicesFor(services, caller?.accountId);
    return (await target.call(inAccount, formContent(target.input, form), context)) as XmlElements;
}
