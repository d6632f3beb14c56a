import type { Fault } from "../faults/fault";
import type { SharedServices } from "../services";
import { errorResponse } from "../wire/respond";
import { CallerGoneError, type WireRequest, type WireResponse } from "../wire/wire";
import { failureResponse, faultResponse } from "./faultResponse";
import { findRoute, type Route } from "./routes";

/**
 * One request and its answer, over a socket or within the process: the route, the fault that the call meets, and its record.
 * @returns `undefined` when the connection must be cut. Never rejects.
 */
export async function exchange(services: SharedServices, request: WireRequest): Promise<WireResponse | undefined> {
    const route = await findRoute(request);
    if (route.operation === undefined) {
        return route.answer(services, undefined).catch(errorResponse);
    }
    const { operation } = route;
    const caller = services.callers.identify(request);
    const timeMs = services.clock.now();
    let fault: Fault | undefined;
    let response: WireResponse | undefined;
    try {
        services.journal.catchUp();
        fault = services.faults.take(operation);
        response = await answer(services, fault, route);
        // A change is written before the call is answered. If that fails, the answer is an error.
        services.journal.flush();
    } catch (error) {
        response = error instanceof CallerGoneError ? undefined : failureResponse(error, route.service);
    }
    services.calls.add({
        operation,
        timeMs,
        statusCode: response?.statusCode ?? 0,
        errorCode: response?.errorCode,
        fault: fault?.kind,
        accountId: caller?.accountId,
        callerArn: caller?.arn,
    });
    return response;
}

async function answer(
    services: SharedServices,
    fault: Fault | undefined,
    route: Route,
): Promise<WireResponse | undefined> {
    if (fault?.kind === "resetBefore") {
        return undefined;
    }
    if (fault?.kind === "delay") {
        await services.waiter.delay((fault.seconds ?? 1) * 1000);
    }
    const scripted = fault && faultResponse(fault, route.service, services.clock.now());
    if (scripted !== undefined) {
        return scripted;
    }
    const response = await route.answer(services, fault);
    return fault?.kind === "resetAfter" ? undefined : response;
}
