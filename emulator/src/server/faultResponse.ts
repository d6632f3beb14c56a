import { EmulatorError } from "../errors";
import type { Fault } from "../faults/fault";
import { expiredAnswer } from "../s3/handleUpload";
import { errorResponse, jsonResponse, queryError, queryErrorResponse, s3Response } from "../wire/respond";
import type { WireResponse } from "../wire/wire";

/** The service that a call is for; each has its own errors. */
export type ServiceName = "cognito" | "logs" | "s3" | "sts";

/** The answer that a fault puts in place of the operation's own; `undefined`: call the operation. */
export function faultResponse(fault: Fault, service: ServiceName, nowMs: number): WireResponse | undefined {
    switch (fault.kind) {
        case "throttle":
            return throttled(service);
        case "serverError":
            return serverError(service, fault.statusCode ?? 500);
        case "error":
            return scriptedError(service, fault.code ?? "", fault.message ?? "This error was scripted.");
        case "expiredUrl":
            return s3Response(expiredAnswer({ expiresMs: nowMs - 1000, expiresSeconds: 899 }, nowMs));
        default:
            return undefined;
    }
}

/** Errors of STS for which AWS answers 403, by its model and as seen. */
const forbidden = new Set([
    "AccessDenied",
    "ExpiredToken",
    "IDPRejectedClaim",
    "InvalidClientTokenId",
    "RegionDisabledException",
]);

function scriptedError(service: ServiceName, code: string, message: string): WireResponse {
    switch (service) {
        case "s3":
            return s3Response({ statusCode: 400, code, message });
        case "sts":
            return queryError({ code, message, statusCode: forbidden.has(code) ? 403 : 400 });
        default:
            return jsonResponse(400, { __type: code, message }, code);
    }
}

function throttled(service: ServiceName): WireResponse {
    if (service === "s3") {
        return s3Response({ statusCode: 503, code: "SlowDown", message: "Please reduce your request rate." });
    }
    if (service === "sts") {
        return queryErrorResponse(new EmulatorError("Throttling", "Rate exceeded"));
    }
    const code = service === "logs" ? "ThrottlingException" : "TooManyRequestsException";
    return errorResponse(new EmulatorError(code, "Rate exceeded"));
}

function serverError(service: ServiceName, statusCode: number): WireResponse {
    if (statusCode !== 500) {
        const body = Buffer.from("<html><body><h1>Service Unavailable</h1></body></html>");
        const headers = { "content-type": "text/html", "content-length": String(body.length) };
        return { statusCode, headers, body, errorCode: String(statusCode) };
    }
    if (service === "s3") {
        const message = "We encountered an internal error. Please try again.";
        return s3Response({ statusCode, code: "InternalError", message });
    }
    if (service === "sts") {
        return queryErrorResponse(new EmulatorError("InternalFailure", "Something went wrong.", statusCode));
    }
    const code = service === "logs" ? "ServiceUnavailableException" : "InternalErrorException";
    return errorResponse(new EmulatorError(code, "Something went wrong.", statusCode));
}

/** The answer to a call at which the emulator itself failed; no details unless the error is an EmulatorError. */
export function failureResponse(error: unknown, service: ServiceName): WireResponse {
    if (service !== "s3") {
        return service === "sts" ? queryErrorResponse(error) : errorResponse(error);
    }
    const message =
        error instanceof EmulatorError ? error.message : "We encountered an internal error. Please try again.";
    return s3Response({ statusCode: 500, code: "InternalError", message });
}
