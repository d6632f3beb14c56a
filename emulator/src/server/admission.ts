import type { Settings } from "../options";
import { OwnHosts } from "./ownHosts";
import { type RefusalReason, refusal } from "./refusal";
import { hostNameOf, type WireRequest, type WireResponse } from "./wire";

/**
 * Keeps web pages out. A browser sends what any page wants to any address, so listening on this machine only is no protection.
 * A page whose own name leads here (DNS rebinding) even reads the answers, as those of its server; that name is in the Host header.
 * Others are named by the Origin header, which clients that are no browsers do not send.
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
        // What comes without a Host is HTTP/1.0, and from no browser.
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

/** Whether a browser asks what it may send. */
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
