import type { Fault } from "../faults/fault";
import { handleS3 } from "../s3/handleS3";
import { handleUpload, isUploadPath } from "../s3/handleUpload";
import { parseS3Request, s3OperationOf } from "../s3/s3Request";
import type { SharedServices } from "../services";
import { findTarget } from "../targets/targets";
import { jsonResponse } from "../wire/respond";
import type { WireRequest, WireResponse } from "../wire/wire";
import type { ServiceName } from "./faultResponse";
import { handleApiCall } from "./handleApiCall";
import { handleControl, isControlPath } from "./handleControl";
import { isQueryCall, readQueryCall } from "./handleQueryCall";

/** Who answers a request. */
export interface Route {
    readonly service: ServiceName;
    /** As call records and fault scripts name it; `undefined`: no call of AWS, neither recorded nor faulted. */
    readonly operation: string | undefined;
    answer(services: SharedServices, fault: Fault | undefined): Promise<WireResponse>;
}

/** The service that a request is for, in whose words it is refused. */
export function serviceOf(request: WireRequest): ServiceName {
    return isQueryCall(request) ? "sts" : routeOf(request).service;
}

/**
 * Finds out what a request is: a call of an AWS API, an upload, or something of the emulator's own. The body is read only where
 * it names the operation. Never rejects: what is wrong with that body is what `answer` rejects with.
 */
export async function findRoute(request: WireRequest): Promise<Route> {
    if (!isQueryCall(request)) {
        return routeOf(request);
    }
    try {
        const { operation = "Unknown", answer } = await readQueryCall(request);
        return { service: "sts", operation, answer };
    } catch (error) {
        return { service: "sts", operation: "Unknown", answer: () => Promise.reject(error) };
    }
}

function routeOf(request: WireRequest): Route {
    const url = URL.canParse(request.target, "http://emulator")
        ? new URL(request.target, "http://emulator")
        : undefined;
    const path = url?.pathname ?? "";
    if (url !== undefined && isUploadPath(path)) {
        const answer = (services: SharedServices) => handleUpload(services, request, url);
        return { service: "s3", operation: "PutObject", answer };
    }
    if (request.method === "GET" && path === "/health") {
        return own(async () => jsonResponse(200, { status: "ok" }));
    }
    if (isControlPath(path)) {
        return own((services) => handleControl(services, request, path));
    }
    if (request.method === "POST") {
        const header = request.headers["x-amz-target"] ?? "";
        const found = findTarget(header);
        return {
            service: header.startsWith("Logs_") ? "logs" : "cognito",
            operation: found?.name ?? "Unknown",
            answer: (services, fault) => handleApiCall(services, found, request, fault),
        };
    }
    const s3Request = url && parseS3Request(request, url);
    if (s3Request !== undefined) {
        const operation = s3OperationOf(s3Request) ?? "Unknown";
        return { service: "s3", operation, answer: (services) => handleS3(services, s3Request) };
    }
    const nothing = { __type: "UnknownOperationException", message: "There is nothing at this path." };
    return own(async () => jsonResponse(404, nothing, nothing.__type));
}

function own(answer: Route["answer"]): Route {
    return { service: "cognito", operation: undefined, answer };
}
