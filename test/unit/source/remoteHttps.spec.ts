import assert from "node:assert/strict";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import path from "node:path";
import execa from "execa";
import { withTemporaryFolder } from "../../support/pulumi/fakePrograms";
import { type Authority, makeAuthority, type ServerCertificate } from "../../support/web/certificates";
import { type FileServer, fileServer } from "../../support/web/fileServer";
import type { RemoteReading } from "../../support/web/readRemoteChild";

const child = path.resolve(__dirname, "../../support/web/readRemoteChild.ts");
const content = "made-up row\n".repeat(20_000);

describe("openRemoteSource, over https", () => {
    const servers: Server[] = [];
    let plain: FileServer;
    beforeEach(async () => {
        plain = await fileServer();
        plain.files.set("/users.csv", content);
    });
    afterEach(async () => {
        await plain.close();
        for (const server of servers.splice(0)) {
            server.closeAllConnections();
            server.close();
        }
    });

    /** Serves the content, and below /to/ redirects to wherever the path says. */
    const serve = async (certificate: ServerCertificate): Promise<string> => {
        const server = createServer(certificate, ({ url = "" }, response) => {
            const target = /^\/to\/(.*)$/.exec(url)?.[1];
            if (target === undefined) {
                response.writeHead(200, { "Content-Length": content.length }).end(content);
            } else {
                response.writeHead(302, { Location: decodeURIComponent(target) }).end();
            }
        });
        servers.push(server);
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    };

    const read = async (trusted: Authority, ...urls: string[]): Promise<RemoteReading[]> => {
        const { stdout } = await execa.node(child, urls, {
            nodeOptions: ["-r", "ts-node/register/transpile-only"],
            env: { NODE_EXTRA_CA_CERTS: trusted.certificatePath },
        });
        return JSON.parse(stdout);
    };

    it("reads from a server whose certificate is trusted, and after a redirect to another one, but never without TLS", async () => {
        await withTemporaryFolder(async (folder) => {
            const authority = await makeAuthority(folder, "known");
            const url = await serve(await authority.sign("IP:127.0.0.1"));
            const other = await serve(await authority.sign("IP:127.0.0.1"));
            const to = (target: string): string => `${url}/to/${encodeURIComponent(target)}`;

            const [direct, redirected, downgraded, unsafe] = await read(
                authority,
                `${url}/users.csv`,
                to(`${other}/users.csv`),
                to(`${plain.url}/users.csv`),
                `${plain.url}/users.csv`,
            );

            assert.deepEqual(direct, { text: content });
            assert.deepEqual(redirected, { text: content });
            const danger = "so others on the network could read and change the users.";
            assert.deepEqual(downgraded, {
                code: "source-unreadable",
                message: `The source ${to(`${plain.url}/users.csv`)} cannot be read: it redirects to a URL that is not https, ${danger}`,
            });
            assert.deepEqual(unsafe, {
                code: "source-unreadable",
                message: `The source ${plain.url}/users.csv cannot be read: its URL is not https, ${danger}`,
            });
            assert.deepEqual(plain.requests, []);
        });
    });

    it("says of a certificate that cannot be trusted why, and what to do about one of an own authority", async () => {
        await withTemporaryFolder(async (folder) => {
            const known = await makeAuthority(folder, "known");
            const unknown = await makeAuthority(folder, "unknown");
            const ofNobody = await serve(await unknown.sign("IP:127.0.0.1"));
            const ofAnotherHost = await serve(await known.sign("DNS:example.com"));

            const readings = await read(known, `${ofNobody}/users.csv`, `${ofAnotherHost}/users.csv`);

            for (const [index, [url, why]] of [
                [ofNobody, "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
                [ofAnotherHost, "ERR_TLS_CERT_ALTNAME_INVALID"],
            ].entries()) {
                assert.deepEqual(readings[index], {
                    code: "source-unreadable",
                    message:
                        `The source ${url}/users.csv cannot be read: the certificate of ${new URL(String(url)).host} cannot be ` +
                        `trusted (${why}), and nothing was read. If your own certificate authority signed it, set the ` +
                        "Pulumi config aws:customCaBundle or the environment variable NODE_EXTRA_CA_CERTS to the authority's certificate.",
                });
            }
        });
    });
});
