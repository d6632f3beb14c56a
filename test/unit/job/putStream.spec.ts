import assert from "node:assert/strict";
import { systemClock } from "../../../provider/src/clock";
import { UserImportError } from "../../../provider/src/errors/errors";
import { type PutAnswer, putStream, type StreamPut } from "../../../provider/src/job/putStream";
import { manualClock } from "../../support/process/manualClock";
import { reset, s3Error, startUploadServer, type UploadServer } from "../../support/web/uploadServer";

const chunk = Buffer.alloc(1 << 16, "x");

describe("putStream", () => {
    let server: UploadServer;
    let sentChunks: number;
    beforeEach(async () => {
        server = await startUploadServer();
        sentChunks = 0;
    });
    afterEach(async () => await server.close());

    async function* body(chunks: number): AsyncGenerator<Uint8Array> {
        for (; sentChunks < chunks; sentChunks++) {
            yield chunk;
        }
    }

    async function put(chunks: number, overrides: Partial<StreamPut> = {}): Promise<PutAnswer | { brokenBy: string }> {
        return await putStream({
            url: new URL(`${server.origin}/key?signature`),
            headers: {},
            body: body(chunks),
            bodyBytes: chunks * chunk.length,
            clock: manualClock(),
            ...overrides,
        });
    }

    it("sends no byte of the body where the server refuses by the headers", async () => {
        server.script(s3Error(403, "AccessDenied", "Request has expired"));

        const answer = await put(1000, { clock: systemClock });

        assert.deepEqual(answer, {
            status: 403,
            errorCode: "AccessDenied",
            errorMessage: "Request has expired",
        });
        assert.equal(sentChunks, 0);
    });

    it("stops sending as soon as a refusal comes", async () => {
        server.script((request, response) => {
            request.once("data", () => s3Error(503, "SlowDown")(request, response));
            response.writeContinue();
        });

        const answer = await put(5000);

        assert.equal("status" in answer && answer.status, 503);
        assert.ok(sentChunks < 5000, `${sentChunks} chunks`);
    });

    it("sends at the pace of the server", async () => {
        let atPause = 0;
        server.script((request, response) => {
            request.pause();
            response.writeContinue();
            setTimeout(() => {
                atPause = sentChunks;
                request.resume().once("end", () => response.end());
            }, 50);
        });

        const answer = await put(2000);

        assert.equal("status" in answer && answer.status, 200);
        assert.ok(atPause < 500, `${atPause} chunks were read ahead`);
        assert.equal(sentChunks, 2000);
    });

    it("tells of a connection that breaks before and while the body is sent", async () => {
        server.script(reset, (request, response) => {
            request.once("data", () => reset(request, response));
            response.writeContinue();
        });

        assert.deepEqual(await put(1, { clock: systemClock }), { brokenBy: "ECONNRESET" });
        const answer = await put(1000);
        assert.match("brokenBy" in answer ? answer.brokenBy : "", /^(ECONNRESET|EPIPE)$/);
    });

    it("tells of a server that nobody runs", async () => {
        const { origin, close } = await startUploadServer();
        await close();

        assert.deepEqual(await put(1, { url: new URL(origin) }), { brokenBy: "ECONNREFUSED" });
    });

    it("passes on what the body throws", async () => {
        const failure = new UserImportError("source-unreadable", "The disk is gone.");
        async function* failing(): AsyncGenerator<Uint8Array> {
            yield chunk;
            throw failure;
        }

        await assert.rejects(put(2, { body: failing() }), failure);
    });

    it("takes nothing that the body throws for a broken connection, whatever it is", async () => {
        const reset = Object.assign(new Error("of the source"), { code: "ECONNRESET" });
        for (const failure of [new TypeError("a mistake"), new RangeError("another"), reset]) {
            async function* failing(): AsyncGenerator<Uint8Array> {
                yield chunk;
                throw failure;
            }

            await assert.rejects(put(2, { body: failing() }), failure);
        }
    });

    it("reads no code out of an answer that is not S3's", async () => {
        server.script((_request, response) => response.writeHead(502).end("<html><Code>a b</Code></html>"));

        const answer = await put(0);

        assert.deepEqual(answer, { status: 502, errorCode: "", errorMessage: "" });
    });
});
