import { EmulatorError } from "../errors";
import type { Settings } from "../options";
import { errorResponse, queryError, s3Response } from "../wire/respond";
import { hostNameOf, type WireRequest, type WireResponse } from "../wire/wire";
import { OwnHosts } from "./ownHosts";
import { serviceOf } from "./routes";

/** What is wrong with where a request comes from: its Host, its Origin, or that it is from another site's page. */
type RefusalReason = "host" | "origin" | "site";

/**
 * Keeps web pages out. Any page can make a browser send requests to any address, so listening on this machine only is not enough.
 * A page whose own name leads here (DNS rebinding) even reads the answers, as those of its server; that name is in the Host header.
 * Other pages are named by the Origin header, which only browsers send.
 */
export class Admission {
    private readonly hosts: OwnHosts;
    private readonly origins: ReadonlySet<string>;

    constructor(settings: Pick<Settings, "host" | "allowedHosts" | "allowedOrigins">) {
        this.hosts = new OwnHosts(settings.host, settings.allowedHosts);
        this.origins = new Set(settings.allowedOrigins);
    }

    /** The answer of `answer`, unless the request is not let in: it is refused then, and nothing else happens. */
    async admit(
        request: WireRequest,
        answer: (request: WireRequest) => Promise<WireResponse | undefined>,
    ): Promise<WireResponse | undefined> {
        const reason = this.refuse(request);
        if (reason !== undefined) {
            return refusal(reason, request);
        }
        const { origin } = request.headers;
        if (origin === undefined || !this.origins.has(origin)) {
            return answer(request);
        }
        const response = isPreflight(request) ? preflightAnswer(request) : await answer(request);
        return response && { ...response, headers: { ...response.headers, ...sharedWith(origin) } };
    }

    private refuse(request: WireRequest): RefusalReason | undefined {
        const { host, origin, "sec-fetch-site": site } = request.headers;
        // A request without a Host is HTTP/1.0, which no browser sends.
        if (host !== undefined && !this.hosts.answersTo(hostNameOf(host))) {
            return "host";
        }
        if (origin === undefined) {
            // Images, scripts and links name no origin.
            return site === "cross-site" ? "site" : undefined;
        }
        if (this.origins.has(origin)) {
            return undefined;
        }
        // A page of this machine may come through a proxy of its development server, but not directly unless it is allowed to.
        return isPreflight(request) || !this.isOwn(origin, host) ? "origin" : undefined;
    }

    private isOwn(origin: string, host: string | undefined): boolean {
        const name = hostNameOf(/^https?:\/\/(.*)$/.exec(origin)?.[1] ?? "");
        return name !== undefined && (this.hosts.has(name) || name === hostNameOf(host ?? ""));
    }
}

/** Whether this is a browser's preflight request. */
function isPreflight({ method, headers }: WireRequest): boolean {
    return (
        method === "OPTIONS" && headers.origin !== undefined && headers["access-control-request-method"] !== undefined
    );
}

function preflightAnswer({ headers }: WireRequest): WireResponse {
    const asked = headers["access-control-request-headers"] ?? "";
    return {
        statusCode: 204,
        headers: {
            "access-control-allow-methods": "GET, HEAD, PUT, POST, DELETE",
            ...(/^[\w, -]+$/.test(asked) ? { "access-control-allow-headers": asked } : {}),
            "access-control-max-age": "600",
        },
        body: Buffer.alloc(0),
        errorCode: undefined,
    };
}

/** Lets the page at `origin` read an answer, but no other one. */
function sharedWith(origin: string): Record<string, string> {
    return { "access-control-allow-origin": origin, "access-control-expose-headers": "*", vary: "Origin" };
}

/** The answer to a request that is not let in, in the words of the service that it is for. It says what to set. */
function refusal(reason: RefusalReason, request: WireRequest): WireResponse {
    const code = reason === "host" ? "HostNotAllowed" : "OriginNotAllowed";
    const message = messages[reason](request.headers);
    switch (serviceOf(request)) {
        case "s3":
            return s3Response({ statusCode: 403, code, message });
        case "sts":
            return queryError({ code, message, statusCode: 403 });
        default:
            return errorResponse(new EmulatorError(`${code}Exception`, message, 403));
    }
}

const messages: Readonly<Record<RefusalReason, (headers: WireRequest["headers"]) => string>> = {
    host: ({ host = "" }) => {
        const name = hostNameOf(host);
        return name === undefined
            ? "The emulator does not accept this Host header."
            : `The emulator does not answer to the host ${name}. If that is its name, start it with --allowed-host ${name} (allowedHosts).`;
    },
    origin: ({ origin = "" }) =>
        /^[a-z][a-z0-9+.-]{0,20}:\/\/[\w.:[\]-]{1,260}$/.test(origin)
            ? `The emulator does not answer to web pages of ${origin}. If they are yours, start it with --allowed-origin ${origin} (allowedOrigins).`
            : "The emulator does not answer to web pages without an origin, such as local files.",
    site: () =>
        "The emulator does not answer to web pages of other sites. If the page is yours, start it with --allowed-origin (allowedOrigins) and let the page use CORS.",
};
