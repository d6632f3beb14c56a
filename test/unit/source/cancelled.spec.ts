import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import type { AlarmClock } from "../../../provider/src/clock";
import { UserImportError } from "../../../provider/src/errors/errors";
import { openRemoteSource } from "../../../provider/src/source/remoteSource";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { openS3Source } from "../../../provider/src/source/s3Source";
import type { Source } from "../../../provider/src/source/source";
import { manualClock } from "../../support/process/manualClock";
import { textOf } from "../../support/sources/textOf";
import { type FileServer, fileServer } from "../../support/web/fileServer";

const content = "made-up row\n".repeat(20_000);
const reason = new UserImportError("interrupted", "The run was cancelled.");

type Open = (server: FileServer, signal: AbortSignal, clock?: AlarmClock) => Promise<Source>;

const openers: Readonly<Record<string, Open>> = {
    "an object in S3": async ({ url }, signal, clock = manualClock()) => {
        const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
        const config = { endpoint: url, region: "us-east-1", credentials, forcePathStyle: true, maxAttempts: 1 };
        return await openS3Source(createS3Objects(config, signal), parseS3Url("s3://people/users.csv"), clock, signal);
    },
    "a remote asset": async ({ url }, signal, clock = manualClock()) =>
        await openRemoteSource({
            url: new URL(`${url}/people/users.csv`),
            description: "users.csv",
            trustedOrigins: [url],
            maxBytes: 1_000_000,
            clock,
            signal,
        }),
};

describe("a source in a run that is cancelled", () => {
    let server: FileServer;
    beforeEach(async () => {
        server = await fileServer();
        server.files.set("/people/users.csv", content);
    });
    afterEach(async () => await server.close());

    /** Cancels the run in the middle of the next request, which the server leaves as `answer` begins it, for ever. */
    const cancelInRequest = (run: AbortController, answer: (response: ServerResponse, sent: () => void) => void) => {
        server.intercept = (_request, response) => {
            answer(response, () => run.abort(reason));
            return true;
        };
    };

    for (const [what, open] of Object.entries(openers)) {
        it(`is not waited for where it does not answer: ${what}`, async () => {
            const run = new AbortController();
            cancelInRequest(run, (_response, sent) => sent());

            await assert.rejects(open(server, run.signal), reason);
        });

        it(`is not waited for in the middle of its content: ${what}`, async () => {
            const run = new AbortController();
            const source = await open(server, run.signal);
            cancelInRequest(run, (response, sent) => {
                response.writeHead(200, { "Content-Length": content.length });
                response.write(content.slice(0, 50_000), () => sent());
            });

            await assert.rejects(textOf(source), reason);
        });

        it(`is not waited for in a pause after a break: ${what}`, async () => {
            const run = new AbortController();
            const clock: AlarmClock = {
                ...manualClock(),
                // The run is cancelled while it sleeps.
                sleep: async (_seconds, signal) => {
                    run.abort(reason);
                    signal?.throwIfAborted();
                    await new Promise(() => undefined);
                },
            };
            const source = await open(server, run.signal, clock);
            server.intercept = (_request, response) => {
                response.destroy();
                return true;
            };

            await assert.rejects(textOf(source), reason);
        });

        it(`is not asked for afterwards: ${what}`, async () => {
            const run = new AbortController();
            run.abort(reason);

            await assert.rejects(open(server, run.signal), reason);
            assert.deepEqual(server.requests, []);
        });
    }
});
