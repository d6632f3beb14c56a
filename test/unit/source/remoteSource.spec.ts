import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { openRemoteSource } from "../../../provider/src/source/remoteSource";
import type { Source } from "../../../provider/src/source/source";
import { manualClock } from "../../support/process/manualClock";
import { textOf } from "../../support/sources/textOf";
import { type FileServer, fileServer } from "../../support/web/fileServer";

const content = "made-up row\n".repeat(20_000);

describe("openRemoteSource", () => {
    let server: FileServer;
    beforeEach(async () => {
        server = await fileServer();
        server.files.set("/users.csv", content);
    });
    afterEach(async () => await server.close());

    const open = async (path = "/users.csv", trusted = true): Promise<Source> =>
        await openRemoteSource({
            url: new URL(`${server.url}${path}?signature=secret`),
            description: `${server.url}${path}`,
            trustedOrigins: trusted ? [server.url] : [],
            maxBytes: 1_000_000,
            clock: manualClock(),
        });

    it("tells the size and reads the content, again and again", async () => {
        const source = await open();

        assert.equal(source.sizeBytes, content.length);
        assert.equal(await textOf(source), content);
        assert.equal(await textOf(source), content);
    });

    it("sends a user and password in the URL to that server only, and tells nobody", async () => {
        const seen: (string | undefined)[] = [];
        const other = await fileServer();
        other.files.set("/elsewhere.csv", content);
        for (const each of [server, other]) {
            each.intercept = (request, response) => {
                seen.push(request.headers.authorization);
                if (each === server) {
                    response.writeHead(302, { Location: `${other.url}/elsewhere.csv` }).end();
                }
                return each === server;
            };
        }
        const url = new URL(`${server.url}/users.csv`.replace("//", "//ada:p%40ss@"));
        const location = { description: "users.csv", trustedOrigins: [server.url, other.url], maxBytes: 1_000_000 };
        const source = await openRemoteSource({ url, ...location, clock: manualClock() });
        await other.close();

        assert.equal(source.sizeBytes, content.length);
        assert.deepEqual(seen, [`Basic ${Buffer.from("ada:p@ss").toString("base64")}`, undefined]);
    });

    it("takes a percent sign in a password for itself where it encodes nothing", async () => {
        let seen: string | undefined;
        server.intercept = (request) => {
            seen = request.headers.authorization;
            return false;
        };
        const url = new URL(`${server.url}/users.csv`.replace("//", "//ada:100%@"));
        const location = { description: "users.csv", trustedOrigins: [server.url], maxBytes: 1_000_000 };

        await openRemoteSource({ url, ...location, clock: manualClock() });

        assert.equal(seen, `Basic ${Buffer.from("ada:100%").toString("base64")}`);
    });

    it("says so where the connection breaks while an unknown size is counted", async () => {
        server.intercept = (_request, response) => {
            response.write("made-up row\n", () => response.destroy());
            return true;
        };

        await assert.rejects(open(), {
            code: "unreachable",
            message: /no answer from 127\.0\.0\.1:\d+ \(.*\)\. Run again/,
        });
    });

    it("counts what a server does not tell the size of, up to the limit", async () => {
        server.intercept = (_request, response) => sendChunked(response, content);

        assert.equal((await open()).sizeBytes, content.length);
        server.intercept = (_request, response) => sendChunked(response, content.repeat(10));
        assert.ok((await open()).sizeBytes > 1_000_000);
    });

    it("goes on where a connection broke, with a server that knows ranges and with one that does not", async () => {
        for (const knowsRanges of [true, false]) {
            const source = await open();
            let breaks = 0;
            server.intercept = (request, response) => {
                if (!knowsRanges) {
                    delete request.headers.range;
                }
                if (breaks++ > 1) {
                    return false;
                }
                response.writeHead(200, { "Content-Length": content.length });
                response.write(content.slice(0, 50_000), () => response.destroy());
                return true;
            };
            if (knowsRanges) {
                breaks = 1;
            }

            assert.equal(await textOf(source), content);
            server.intercept = () => false;
        }
    });

    it("throws where it has become shorter", async () => {
        const source = await open();
        server.intercept = (request, response) => {
            if (request.headers.range === undefined) {
                response.writeHead(200, { "Content-Length": 12 }).end("made-up row\n");
            } else {
                response.writeHead(416).end();
            }
            return true;
        };

        await assert.rejects(textOf(source), { code: "source-changed" });
    });

    it("follows redirects, but not away from what is trusted, nor for ever", async () => {
        server.intercept = (request, response) => {
            const to = request.url?.startsWith("/moved") ? "/users.csv" : undefined;
            const away = request.url?.startsWith("/away") ? "http://example.com/users.csv" : to;
            const target = request.url?.startsWith("/loop") ? "/loop" : away;
            if (target !== undefined) {
                response.writeHead(302, { Location: target }).end();
            }
            return target !== undefined;
        };

        assert.equal(await textOf(await open("/moved")), content);
        await assert.rejects(open("/away"), { message: /redirects to a URL that is not https/ });
        await assert.rejects(open("/loop"), { message: /more than 5 redirects/ });
    });

    it("says that a redirect to something that is not a URL is no answer, and nothing of what it says", async () => {
        server.intercept = (_request, response) =>
            response.writeHead(302, { Location: "https://ada:secret@[secret/?secret" }).end() !== undefined;

        await assert.rejects(open(), (error: Error & { code?: string }) => {
            assert.equal(error.code, "unreachable");
            assert.match(
                error.message,
                /no answer from 127\.0\.0\.1:\d+ \(it redirects to something that is not a URL\)\. Run again\.$/,
            );
            assert.equal(inspect(error, { depth: Infinity }).includes("secret"), false);
            return true;
        });
    });

    it("takes a mistake in code for no broken connection, and does not ask again", async () => {
        const mistake = new TypeError("trustedOrigins.includes is not a function");
        const thrown: Error[] = [];
        const source = await openRemoteSource({
            url: new URL(`${server.url}/users.csv`),
            description: "users.csv",
            get trustedOrigins() {
                for (const error of thrown) {
                    throw error;
                }
                return [server.url];
            },
            maxBytes: 1_000_000,
            clock: manualClock(),
        });
        thrown.push(mistake);

        await assert.rejects(textOf(source), mistake);
        assert.equal(server.requests.length, 1);
    });

    it("says what the server answered, and nothing of the URL's query", async () => {
        const withoutSecret = (text: RegExp) => (error: Error) =>
            text.test(error.message) && !error.message.includes("secret");

        await assert.rejects(open("/nothing.csv"), withoutSecret(/answered 404/));
        await assert.rejects(open("/users.csv", false), withoutSecret(/its URL is not https/));
        server.intercept = (_request, response) => response.writeHead(503).end() !== undefined;
        await assert.rejects(open(), withoutSecret(/no answer from 127\.0\.0\.1:\d+ \(status 503\)/));
    });
});

function sendChunked(response: ServerResponse, text: string): boolean {
    response.writeHead(200);
    response.end(text);
    return true;
}
