import { Agent as HttpsAgent } from "node:https";
import type { AwsSettings } from "../settings/awsSettings";
import type { Agents } from "./agents";
import { type CertificateChecks, certificateChecks } from "./certificates";
import { type ProxyOf, proxiesOf } from "./proxies";

/** How long connecting may take, and how long a connection may be silent, before the try counts as failed. */
const connectionMilliseconds = 5_000;
const silenceMilliseconds = 60_000;

/** Connections are kept for the next call; so many at a time, as the SDK has it. */
const pool = { keepAlive: true, maxSockets: 50 };

/** How the calls of one account are connected: through which proxy, and whose certificates are trusted. */
export interface Connections {
    /** What each of the SDK's clients takes as `requestHandler`. */
    readonly requestHandler: object;
    /** For uploads, which go to AWS without the SDK. */
    forUploads(): Promise<Agents>;
    /** For sources at a URL, which need not be AWS's: their certificates are checked even where `insecure` is set. */
    forSources(): Promise<Agents>;
}

/**
 * How calls with these settings are connected. Nothing is loaded or opened before the first call.
 *
 * @throws UserImportError `config-invalid` where a file of certificates cannot be used
 */
export function connectionsOf(settings: AwsSettings): Connections {
    const known = made.get(settings) ?? makeConnections(settings);
    made.set(settings, known);
    return known;
}

/** Calls with the same settings share their connections. */
const made = new WeakMap<AwsSettings, Connections>();

function makeConnections(settings: AwsSettings): Connections {
    const timeouts = { connectionTimeout: connectionMilliseconds, socketTimeout: silenceMilliseconds };
    const proxyOf = proxiesOf(settings);
    const checks = certificateChecks(settings);
    const awsAgents = once(() => makeAgents(proxyOf, checks));
    const strictAgents = once(() => makeAgents(proxyOf, checks && { ...checks, rejectUnauthorized: true }));
    return {
        requestHandler:
            proxyOf === undefined && checks === undefined
                ? timeouts
                : async () => ({ ...timeouts, ...(await awsAgents()) }),
        forUploads: awsAgents,
        forSources: settings.insecure === true ? strictAgents : awsAgents,
    };
}

async function makeAgents(proxyOf: ProxyOf | undefined, checks: CertificateChecks | undefined): Promise<Agents> {
    if (proxyOf !== undefined) {
        // Few have a proxy, and all load what they do not need.
        const { proxyAgents } = await import("./proxyAgents");
        return proxyAgents(proxyOf, pool, checks);
    }
    return checks === undefined ? {} : { httpsAgent: new HttpsAgent({ ...pool, ...checks }) };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
    let value: Promise<T> | undefined;
    return () => {
        value ??= make();
        return value;
    };
}
