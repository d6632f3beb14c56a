import { EmulatorError } from "../errors";
import { errorResponse, s3Response } from "./respond";
import { findRoute } from "./routes";
import { hostNameOf, type WireRequest, type WireResponse } from "./wire";

/** What is wrong with where a request comes from: its Host, its Origin, or that it is from another site's page. */
export type RefusalReason = "host" | "origin" | "site";

/** The answer to a request that is not let in, in the words of the service that it is for. It says what to set. */
export function refusal(reason: RefusalReason, request: WireRequest): WireResponse {
    const code = reason === "host" ? "HostNotAllowed" : "OriginNotAllowed";
    const message = messages[reason](request.headers);
    return findRoute(request).service === "s3"
        ? s3Response({ statusCode: 403, code, message })
        : errorResponse(new EmulatorError(`${code}Exception`, message, 403));
}

const messages: Readonly<Record<RefusalReason, (headers: WireRequest["headers"]) => string>> = {
    host: ({ host = "" }) => {
        const name = hostNameOf(host);
        return name === undefined
            ? "The emulator does not answer to such a Host header."
            : `The emulator does not answer to the host ${name}. If that is its name, start it with --allowed-host ${name} (allowedHosts).`;
    },
    origin: ({ origin = "" }) =>
        /^[a-z][a-z0-9+.-]{0,20}:\/\/[\w.:[\]-]{1,260}$/.test(origin)
            ? `The emulator does not answer to web pages of ${origin}. If they are yours, start it with --allowed-origin ${origin} (allowedOrigins).`
            : "The emulator does not answer to web pages that name no origin, as from a file.",
    site: () =>
        "The emulator does not answer to web pages of other sites. If the page is yours, start it with --allowed-origin (allowedOrigins) and let the page use CORS.",
};
