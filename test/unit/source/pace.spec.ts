import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { openRemoteSource } from "../../../provider/src/source/remoteSource";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { openS3Source } from "../../../provider/src/source/s3Source";
import type { Source } from "../../../provider/src/source/source";
import { manualClock, type ProviderClock } from "../../support/process/manualClock";
import { textOf } from "../../support/sources/textOf";
import { type FileServer, fileServer } from "../../support/web/fileServer";

const content = "made-up row\n".repeat(50_000);

const openers: Readonly<Record<string, (server: FileServer, clock: ProviderClock) => Promise<Source>>> = {
    "an object in S3": async ({ url }, clock) => {
        const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
        const config = { endpoint: url, region: "us-east-1", credentials, forcePathStyle: true, maxAttempts: 8 };
        return await openS3Source(createS3Objects(config), parseS3Url("s3://people/users.csv"), clock);
    },
    "a remote asset": openRemote,
};

async function openRemote({ url }: FileServer, clock: ProviderClock): Promise<Source> {
    return await openRemoteSource({
        url: new URL(`${url}/people/users.csv`),
        description: "users.csv",
        trustedOrigins: [url],
        maxBytes: 1_000_000,
        clock,
    });
}

describe("the pace of a source", () => {
    let server: FileServer;
    let clock: ProviderClock;
    beforeEach(async () => {
        server = await fileServer();
        server.files.set("/people/users.csv", content);
        clock = manualClock();
    });
    afterEach(async () => await server.close());

    /** Lets half a minute pass again and again until the connection ends, and calls `tick` each time. */
    function passTime(response: ServerResponse, tick: () => void = () => undefined): boolean {
        const ticks = setInterval(() => {
            tick();
            clock.advance(30);
        }, 1);
        response.once("close", () => clearInterval(ticks));
        return true;
    }

    function trickle(response: ServerResponse, headers: Readonly<Record<string, number>> = {}): boolean {
        response.writeHead(200, headers);
        return passTime(response, () => response.write("m"));
    }

    for (const [what, open] of Object.entries(openers)) {
        it(`gives a server up that sends a byte in half a minute: ${what}`, async () => {
            const source = await open(server, clock);
            const asked = server.requests.length;
            server.intercept = (_request, response) => trickle(response, { "Content-Length": content.length });

            await assert.rejects(textOf(source), {
                code: "unreachable",
                message: /is too slow \(it sent less than 256 KiB in 60 s\).*run again/i,
            });
            assert.equal(server.requests.length - asked, 3);
        });

        it(`gives a server up that never answers, and its connection too: ${what}`, async () => {
            const closed: Promise<unknown>[] = [];
            server.intercept = (_request, response) => {
                closed.push(once(response, "close"));
                return passTime(response);
            };

            await assert.rejects(open(server, clock), {
                code: "unreachable",
                message: /does not answer \(it sent nothing in \d+ s\)\..*run again/i,
            });
            await Promise.all(closed);
            assert.equal(server.requests.length, 1);
        });

        it(`says of a server that no longer answers that it does not: ${what}`, async () => {
            const source = await open(server, clock);
            server.intercept = (_request, response) => passTime(response);

            await assert.rejects(textOf(source), {
                code: "unreachable",
                message: /does not answer \(it sent nothing in 60 s\)/,
            });
        });

        it(`goes on where a server was too slow once: ${what}`, async () => {
            const source = await open(server, clock);
            let answers = 0;
            server.intercept = (_request, response) =>
                answers++ === 0 && trickle(response, { "Content-Length": content.length });

            assert.equal((await textOf(source)).length, content.length);
        });

        it(`does not take the time of whoever reads for the server's: ${what}`, async () => {
            const source = await open(server, clock);
            const asked = server.requests.length;
            let readBytes = 0;
            for await (const chunk of source.read()) {
                readBytes += chunk.byteLength;
                clock.advance(3600);
            }

            assert.equal(readBytes, content.length);
            assert.equal(server.requests.length - asked, 1);
        });
    }

    it("holds where the size of a remote asset is counted", async () => {
        server.intercept = (_request, response) => trickle(response);

        await assert.rejects(openRemote(server, clock), {
            code: "unreachable",
            message: /127\.0\.0\.1:\d+ is too slow/,
        });
    });

    it("holds over many connections that each bring a byte", async () => {
        const source = await openRemote(server, clock);
        let sent = 0;
        server.intercept = (_request, response) => {
            response.writeHead(sent === 0 ? 200 : 206, { "Content-Length": content.length - sent++ });
            response.write("m", () => response.socket?.end());
            clock.advance(25);
            return true;
        };

        await assert.rejects(textOf(source), { code: "unreachable", message: /is too slow/ });
    });
});
