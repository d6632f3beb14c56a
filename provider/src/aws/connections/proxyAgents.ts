import { type AgentOptions, type ClientRequest, Agent as HttpAgent, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { HttpProxyAgent } from "http-proxy-agent";
import { HttpsProxyAgent } from "https-proxy-agent";
import { ProxyFault } from "../networkError";
import type { Agents } from "./agents";
import type { CertificateChecks } from "./certificates";
import { type ProxyOf, shownProxy } from "./proxies";

/** Where a request goes, as Node tells an agent. */
interface Destination {
    readonly host?: string | null;
    readonly port?: number | string | null;
}

/** What every agent of Node has, though Node does not document it: it is how `http.request` hands over its request. */
interface Requests {
    addRequest(request: ClientRequest, options: Destination): void;
}

/**
 * Agents that send each request through its proxy, or straight to its server where it has none: in a tunnel (`CONNECT`) to a
 * server with https, so that the proxy sees no more than its name.
 */
export function proxyAgents(proxyOf: ProxyOf, pool: AgentOptions, checks: CertificateChecks = {}): Agents {
    const httpAgent = new HttpAgent(pool);
    const httpsAgent = new HttpsAgent({ ...pool, ...checks });
    const plain = kept((proxy) => new HttpProxyAgent(proxy, { ...pool, ...checks }));
    const tunnels = kept((proxy) => new Tunnel(proxy, { ...pool, ...checks }, checks));
    return {
        httpAgent: new HttpRouter(pool, (target) => agentFor("http:", target, httpAgent, plain)),
        httpsAgent: new HttpsRouter(pool, (target) => agentFor("https:", target, httpsAgent, tunnels)),
    };

    function agentFor(protocol: string, target: Destination, direct: HttpAgent, byProxy: typeof plain): Requests {
        const host = target.host ?? "localhost";
        const named = host.includes(":") ? `[${host}]` : host;
        const proxy = proxyOf(new URL(`${protocol}//${named}:${target.port ?? ""}`));
        return (proxy === undefined ? direct : byProxy(proxy)) as HttpAgent & Requests;
    }
}

/** Node takes one agent for all servers; each of these hands a request on to the one that its server needs. */
class HttpRouter extends HttpAgent implements Requests {
    public constructor(
        options: AgentOptions,
        private readonly agentFor: (target: Destination) => Requests,
    ) {
        super(options);
    }

    public addRequest(request: ClientRequest, options: Destination): void {
        this.agentFor(options).addRequest(request, options);
    }
}

class HttpsRouter extends HttpsAgent implements Requests {
    public constructor(
        options: AgentOptions,
        private readonly agentFor: (target: Destination) => Requests,
    ) {
        super(options);
    }

    public addRequest(request: ClientRequest, options: Destination): void {
        this.agentFor(options).addRequest(request, options);
    }
}

type Connect = HttpsProxyAgent<string>["connect"];

/** A tunnel whose errors say that they are the proxy's, and that checks the server's certificate as the settings say. */
class Tunnel extends HttpsProxyAgent<string> {
    public constructor(
        proxy: URL,
        options: AgentOptions,
        private readonly checks: CertificateChecks,
    ) {
        super(proxy, options);
    }

    /** The base class guesses it, and fails to where a request had to wait for a connection. */
    public override isSecureEndpoint(): boolean {
        return true;
    }

    public override async connect(request: ClientRequest, target: Parameters<Connect>[1]): ReturnType<Connect> {
        const proxy = shownProxy(this.proxy);
        let status: number | undefined;
        request.once("proxyConnect", ({ statusCode }: IncomingMessage) => {
            status = statusCode;
        });
        const connecting = super.connect(request, { ...target, ...this.checks });
        const socket = await connecting.catch((error: unknown) => {
            throw new ProxyFault(proxy, { cause: error });
        });
        if (status !== 200) {
            socket.destroy();
            throw new ProxyFault(proxy, { status });
        }
        return socket;
    }
}

/** One agent for each proxy, which keeps its connections. */
function kept(make: (proxy: URL) => HttpAgent): (proxy: URL) => HttpAgent {
    const agents = new Map<string, HttpAgent>();
    return (proxy) => {
        const agent = agents.get(proxy.href) ?? make(proxy);
        agents.set(proxy.href, agent);
        return agent;
    };
}
