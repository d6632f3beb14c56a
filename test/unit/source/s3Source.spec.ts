import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { openS3Source } from "../../../provider/src/source/s3Source";
import type { Source } from "../../../provider/src/source/source";
import { manualClock } from "../../support/process/manualClock";
import { textOf } from "../../support/sources/textOf";
import { type FileServer, fileServer } from "../../support/web/fileServer";

const content = "made-up row\n".repeat(20_000);

/** What S3 does wrong, against a server that answers as S3 does; moto and the emulator tell the rest. */
describe("openS3Source", () => {
    let server: FileServer;
    beforeEach(async () => {
        server = await fileServer();
        server.files.set("/people/users.csv", content);
    });
    afterEach(async () => await server.close());

    const open = async (url = "s3://people/users.csv"): Promise<Source> => {
        const objects = createS3Objects({
            endpoint: server.url,
            region: "us-east-1",
            credentials: { accessKeyId: "nobody", secretAccessKey: "nobody" },
            forcePathStyle: true,
            maxAttempts: 1,
        });
        return await openS3Source(objects, parseS3Url(url), manualClock());
    };

    it("goes on from where a connection broke", async () => {
        const source = await open();
        let breaks = 0;
        server.intercept = (_request, response) => {
            if (breaks++ > 0) {
                return false;
            }
            response.writeHead(200, { "Content-Length": content.length });
            response.write(content.slice(0, 50_000), () => response.destroy());
            return true;
        };

        assert.equal(await textOf(source), content);
        assert.ok(server.requests.some(({ range }) => range !== undefined && range !== "bytes=0-"));
    });

    it("gives up where it breaks again and again without a byte", async () => {
        const source = await open();
        server.intercept = (_request, response) => response.destroy() !== undefined;

        await assert.rejects(textOf(source), { code: "unreachable", message: /S3 does not answer/ });
    });

    it("throws where the object was replaced, or has become shorter, since it was opened", async () => {
        for (const [status, code] of [
            [412, "PreconditionFailed"],
            [416, "InvalidRange"],
        ] as const) {
            server.intercept = () => false;
            const source = await open();
            server.intercept = (_request, response) => sendError(response, status, code);

            await assert.rejects(textOf(source), { code: "source-changed" });
        }
    });

    it("asks S3 for the version that the URL names, to the letter", async () => {
        const versionId = "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY+MTRCxv3vjVBH40Nr8X8gdRQBpUMLUo";
        const asked: unknown[] = [];
        server.intercept = ({ url = "" }) => {
            asked.push(/[?&]versionId=([^&]*)/.exec(url)?.[1]);
            return false;
        };

        await textOf(await open(`s3://people/users.csv?versionId=${versionId}`));

        assert.deepEqual(asked, [encodeURIComponent(versionId), encodeURIComponent(versionId)]);
    });

    it("says that nobody answers", async () => {
        await server.close();

        await assert.rejects(open(), { code: "unreachable", message: /ECONNREFUSED.*aws:endpoints/ });
    });
});

function sendError(response: ServerResponse, status: number, code: string): boolean {
    response.writeHead(status, { "Content-Type": "application/xml" });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>As S3 says.</Message></Error>`);
    return true;
}
