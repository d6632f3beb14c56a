import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import { makeAuthority } from "./certificates";

/** A network as companies have it: the only way out is a proxy, and all servers' certificates are the company's own. */
export interface CompanyNetwork {
    /** `http://127.0.0.1:<port>` */
    readonly proxyUrl: string;
    /** The certificate of the authority that signed for every server. */
    readonly certificatePath: string;
    /** What the proxy was asked for, such as `sts.us-east-1.amazonaws.com:443`; a URL for what is not in a tunnel. */
    readonly asked: string[];
    /** The credentials of the last request to the proxy, as `user:password`; `undefined`: there were none. */
    credentials: string | undefined;
    /** The status with which the proxy refuses tunnels; `undefined`: it opens them. */
    refusal: number | undefined;
}

/** All names that its servers have. */
const names = ["*.example.com", "*.us-east-1.amazonaws.com", "*.s3.us-east-1.amazonaws.com"];

/**
 * Runs a test in such a network. Whatever server a tunnel leads to, it takes every PUT, has the CSV `csv` at every path of
 * `files.example.com`, and answers all else as the service at `serviceUrl` does.
 */
export async function withCompanyNetwork(
    { folder, serviceUrl, csv = "" }: { readonly folder: string; readonly serviceUrl: string; readonly csv?: string },
    test: (network: CompanyNetwork) => Promise<void>,
): Promise<void> {
    const authority = await makeAuthority(folder, "company");
    const certificate = await authority.sign(names.map((name) => `DNS:${name}`).join(","));
    const answer = (incoming: IncomingMessage, response: ServerResponse): void => {
        if (incoming.method === "PUT") {
            incoming.resume().once("end", () => response.end());
        } else if (incoming.headers.host?.startsWith("files.example.com")) {
            response.writeHead(200, { "Content-Length": csv.length }).end(csv);
        } else {
            forward(serviceUrl, incoming, response);
        }
    };
    const servers = createTlsServer(certificate, answer).listen(0, "127.0.0.1");
    const proxy = createServer((incoming, response) => {
        note(network, incoming);
        forward(serviceUrl, incoming, response);
    }).listen(0, "127.0.0.1");
    const sockets = new Set<Socket>();
    proxy.on("connect", (incoming: IncomingMessage, client: Socket) => {
        note(network, incoming);
        if (network.refusal !== undefined) {
            client.end(`HTTP/1.1 ${network.refusal} No\r\n\r\n`);
            return;
        }
        const server = connect(portOf(servers), "127.0.0.1", () => {
            client.write("HTTP/1.1 200 Connection established\r\n\r\n");
            server.pipe(client).pipe(server);
        });
        for (const socket of [client, server]) {
            sockets.add(socket);
            socket.on("error", () => undefined);
        }
    });
    await Promise.all([once(servers, "listening"), once(proxy, "listening")]);
    const network: CompanyNetwork = {
        proxyUrl: `http://127.0.0.1:${portOf(proxy)}`,
        certificatePath: authority.certificatePath,
        asked: [],
        credentials: undefined,
        refusal: undefined,
    };
    try {
        await test(network);
    } finally {
        for (const socket of sockets) {
            socket.destroy();
        }
        for (const server of [servers, proxy]) {
            server.closeAllConnections();
            server.close();
        }
    }
}

function note(network: CompanyNetwork, { url = "", headers }: IncomingMessage): void {
    const [, credentials] = /^Basic (.*)$/.exec(headers["proxy-authorization"] ?? "") ?? [];
    network.asked.push(url);
    network.credentials = credentials && Buffer.from(credentials, "base64").toString();
}

/** The service knows its own name only. */
function forward(serviceUrl: string, incoming: IncomingMessage, response: ServerResponse): void {
    const { host: _host, ...headers } = incoming.headers;
    const path = (incoming.url ?? "").replace(/^http:\/\/[^/]*/, "");
    const onward = request(new URL(path, serviceUrl), { method: incoming.method ?? "GET", headers, agent: false });
    onward.on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    incoming.pipe(onward);
}

function portOf(server: { address(): AddressInfo | string | null }): number {
    return (server.address() as AddressInfo).port;
}
