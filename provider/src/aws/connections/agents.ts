import { type Agent, type ClientRequest, request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";

/** What Node's `http.request` or `https.request` takes as `agent`; `undefined`: Node's own. */
export interface Agents {
    readonly httpAgent?: Agent;
    readonly httpsAgent?: Agent;
}

/** A request by the protocol of its URL, through the agent for it. It is sent once it is ended. */
export function requestThrough(agents: Agents | undefined, url: URL, options: RequestOptions): ClientRequest {
    const [send, agent] =
        url.protocol === "https:" ? [httpsRequest, agents?.httpsAgent] : [httpRequest, agents?.httpAgent];
    return send(url, { ...options, ...(agent !== undefined && { agent }) });
}
