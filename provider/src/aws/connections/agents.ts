import type { Agent } from "node:http";

/** What Node's `http.request` or `https.request` takes as `agent`; `undefined`: Node's own. */
export interface Agents {
    readonly httpAgent?: Agent;
    readonly httpsAgent?: Agent;
}
