import { EmulatorError } from "../errors";
import type { ServiceName } from "./faultResponse";
import { errorResponse, s3Response } from "./respond";
import type { WireResponse } from "./wire";

/** The answer to a call that the emulator itself has failed at; what is no EmulatorError is told without details. */
export function failureResponse(error: unknown, service: ServiceName): WireResponse {
    if (service !== "s3") {
        return errorResponse(error);
    }
    const message =
        error instanceof EmulatorError ? error.message : "We encountered an internal error. Please try again.";
    return s3Response({ statusCode: 500, code: "InternalError", message });
}
