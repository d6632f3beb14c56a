import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { defaultCsvLimits } from "../../../provider/src/csv/csvLimits";
import { check } from "../../../provider/src/lifecycle/check";
import { openSource } from "../../../provider/src/source/openSource";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { scriptedS3 } from "../../support/aws/scriptedS3";
import { checkedInputs, lifecycleFixture, programInputs } from "../../support/lifecycle/lifecycleFixture";
import { manualClock } from "../../support/process/manualClock";
import { remoteAsset } from "../../support/sources/remoteAsset";
import { type FileServer, fileServer } from "../../support/web/fileServer";

const tooLarge = 200_000_000;
const chunk = Buffer.alloc(1 << 20, "x");

/** More than a connection takes without anybody reading: what its two ends and the SDK hold. */
const buffersBytes = 16 * 2 ** 20;

const { requests, requestHandler } = scriptedS3(() => ({ status: 200, headers: { "content-length": `${tooLarge}` } }));
const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };

describe("check, of a source over the limit of one job", () => {
    let server: FileServer;
    let sentBytes: number;
    let isClosed: Promise<void>;
    beforeEach(async () => {
        sentBytes = 0;
        server = await fileServer();
    });
    afterEach(async () => await server.close());

    /** What check says of a source that is in state with other content, or in none. */
    const reasonsOf = async (source: unknown): Promise<string[]> => {
        const environment = {
            s3: () => createS3Objects({ region: "us-east-1", credentials, requestHandler }),
            trustedOrigins: [server.url],
            maxBytes: defaultCsvLimits.maxBytes,
            clock: manualClock(),
        };
        const { deps } = lifecycleFixture({ openSource: async (named) => await openSource(named, environment) });
        const said: string[] = [];
        for (const olds of [{}, checkedInputs()]) {
            said.push(...(await check(deps, olds, programInputs({ source }))).failures.map(({ reason }) => reason));
        }
        return said;
    };

    /** Sends for as long as somebody reads. */
    const sendOn = (response: ServerResponse): true => {
        isClosed = new Promise((resolve) => response.once("close", resolve));
        const send = (): void => {
            while (response.write(chunk)) {
                sentBytes += chunk.length;
            }
            sentBytes += chunk.length;
        };
        response.on("drain", send);
        send();
        return true;
    };

    it("refuses an object in S3 by its size, and never gets it", async () => {
        const said = await reasonsOf("s3://people/users.csv");

        const reason =
            "The source s3://people/users.csv has 200,000,000 bytes; one import job takes at most 104,857,600. Split it. [file-too-large]";
        assert.deepEqual(said, [reason, reason]);
        assert.deepEqual([...new Set(requests.map(({ method }) => method))], ["HEAD"]);
    });

    it("refuses a download by its Content-Length, and hangs up", async () => {
        server.intercept = (_request, response) => sendOn(response.writeHead(200, { "Content-Length": tooLarge }));

        const said = await reasonsOf(remoteAsset(`${server.url}/users.csv`));

        assert.match(
            said.join(),
            /users\.csv has 200,000,000 bytes; one import job takes at most 104,857,600\. Split it/,
        );
        await isClosed;
        assert.equal(server.requests.length, 2);
        assert.ok(sentBytes < 2 * buffersBytes, `${sentBytes} bytes were sent`);
    });

    it("hangs up at the limit on a server that tells no size and sends for ever", async () => {
        server.intercept = (_request, response) => sendOn(response.writeHead(200));

        const said = await reasonsOf(remoteAsset(`${server.url}/users.csv`));

        assert.match(said.join(), /users\.csv has [\d,]+ bytes; one import job takes at most 104,857,600\. Split it/);
        await isClosed;
        assert.equal(server.requests.length, 2);
        assert.ok(sentBytes > 2 * defaultCsvLimits.maxBytes);
        assert.ok(sentBytes < 2 * (defaultCsvLimits.maxBytes + buffersBytes), `${sentBytes} bytes were sent`);
    });
});
