import assert from "node:assert/strict";
import { type CsvUpload, type UploadResult, uploadCsv } from "../../../provider/src/job/uploadCsv";
import { verifiedSource } from "../../../provider/src/source/verifiedSource";
import { digestOf, memorySource, peopleCsv } from "../../support/lifecycle/lifecycleFixture";
import { manualClock, type ProviderClock } from "../../support/process/manualClock";
import { reset, s3Error, startUploadServer, type UploadServer } from "../../support/web/uploadServer";

describe("uploadCsv", () => {
    let server: UploadServer;
    let clock: ProviderClock;
    beforeEach(async () => {
        server = await startUploadServer();
        clock = manualClock();
        clock.chance = 0.5;
    });
    afterEach(async () => await server.close());

    const path = "/bucket/import-1?X-Amz-Signature=presigned-secret";

    async function upload(overrides: Partial<CsvUpload> = {}): Promise<UploadResult> {
        return await uploadCsv({
            jobId: "import-1",
            uploadUrl: `${server.origin}${path}`,
            source: verifiedSource(memorySource("users.csv", peopleCsv), digestOf(peopleCsv)),
            trustedEndpoint: server.origin,
            clock,
            ...overrides,
        });
    }

    /** The pauses between tries; an upload also waits up to a second for leave to send its body. */
    const pauses = (): number[] => clock.sleeps.filter((_seconds, index) => index % 2 === 1);

    it("puts the whole source once, with Content-Length and the signed header", async () => {
        assert.equal(await upload(), "uploaded");

        assert.equal(server.puts.length, 1);
        const [put] = server.puts;
        assert.equal(put?.url, path);
        assert.equal(put?.body, peopleCsv);
        assert.equal(put?.headers["content-length"], String(Buffer.byteLength(peopleCsv)));
        assert.equal(put?.headers["transfer-encoding"], undefined);
        assert.equal(put?.headers["x-amz-server-side-encryption"], "aws:kms");
        assert.deepEqual(
            Object.keys(put?.headers ?? {}).filter((name) => name.startsWith("x-amz-")),
            ["x-amz-server-side-encryption"],
        );
    });

    it("uploads what was checked also where its lines end in CRLF and the last one does not end", async () => {
        const content = peopleCsv.replaceAll("\n", "\r\n").trimEnd();

        // The digest stands for the content: it is the same for LF and for CRLF.
        assert.equal(
            await upload({ source: verifiedSource(memorySource("users.csv", content), digestOf(peopleCsv)) }),
            "uploaded",
        );
        assert.equal(server.puts[0]?.body, content);
    });

    it("says that the URL has expired", async () => {
        server.script(s3Error(403, "AccessDenied", "Request has expired"));

        assert.equal(await upload(), "expired");
    });

    it("fails with S3's code, and neither message nor URL, where S3 refuses", async () => {
        server.script(s3Error(403, "SignatureDoesNotMatch", "The signature presigned-secret does not match"));

        await assert.rejects(upload(), (error: Error & { code: string; jobId: string }) => {
            assert.equal(error.code, "upload-failed");
            assert.equal(error.jobId, "import-1");
            assert.match(error.message, /import-1 failed\. 127\.0\.0\.1:\d+ answered 403 SignatureDoesNotMatch/);
            assert.doesNotMatch(error.message, /secret|bucket/);
            return true;
        });
        assert.equal(server.puts.length, 1);
    });

    it("says what to do where the CSV is too large, which no other try changes", async () => {
        server.script(s3Error(400, "EntityTooLarge"));

        await assert.rejects(upload(), (error: Error) => {
            assert.match(
                error.message,
                /answered 400 EntityTooLarge\. Nothing was imported\. .*Use UserImport, which splits it/,
            );
            assert.doesNotMatch(error.message, /run again/i);
            return true;
        });
    });

    it("tries once where the certificate cannot be trusted, and says what to do", async () => {
        let tries = 0;
        const put = async (): Promise<{ brokenBy: string }> => {
            tries++;
            return { brokenBy: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" };
        };

        await assert.rejects(upload({ put }), {
            code: "upload-failed",
            message:
                /certificate of 127\.0\.0\.1:\d+ cannot be trusted \(UNABLE_TO_GET_ISSUER_CERT_LOCALLY\).*NODE_EXTRA_CA_CERTS/,
        });
        assert.equal(tries, 1);
    });

    it("tries again as a whole after S3's 500 and 503 and a broken connection", async () => {
        server.script(s3Error(500, "InternalError"), s3Error(503, "SlowDown"), reset);

        assert.equal(await upload(), "uploaded");
        assert.equal(server.puts.length, 4);
        assert.equal(server.puts[3]?.body, peopleCsv);
        assert.deepEqual(pauses(), [0.5, 1, 2]);
    });

    it("gives up after five tries, saying why", async () => {
        server.script(...Array.from({ length: 5 }, () => s3Error(503, "SlowDown")));

        await assert.rejects(upload(), {
            code: "upload-failed",
            message: /answered 503 SlowDown, on each of 5 tries\. Run again\./,
        });
        assert.equal(server.puts.length, 5);
    });

    it("says which host broke the connection", async () => {
        server.script(reset, reset, reset, reset, reset);

        await assert.rejects(upload(), { message: /The connection to 127\.0\.0\.1:\d+ broke \(ECONNRESET\)/ });
    });

    it("refuses content other than what was checked", async () => {
        const changed = memorySource("users.csv", peopleCsv.replace("ada@", "eve@"));
        const source = verifiedSource(changed, digestOf(peopleCsv));

        await assert.rejects(upload({ source }), {
            code: "source-changed",
            jobId: "import-1",
            message: /users\.csv has changed since it was checked.*import-1 was not started/,
        });
        assert.deepEqual(server.puts, []);
    });

    it("refuses a source that is longer or shorter than it said", async () => {
        const source = memorySource("users.csv", peopleCsv);
        for (const sizeBytes of [source.sizeBytes - 1, source.sizeBytes + 1]) {
            await assert.rejects(upload({ source: { ...source, sizeBytes } }), { code: "source-changed" });
        }
        assert.deepEqual(
            server.puts.map(({ body }) => body),
            [],
        );
    });

    it("sends nothing to a host without https that is not the endpoint's", async () => {
        for (const trustedEndpoint of [undefined, "https://127.0.0.1", "http://127.0.0.1:1"]) {
            await assert.rejects(upload({ trustedEndpoint }), {
                code: "upload-failed",
                message: /not https \(host 127\.0\.0\.1:\d+\); no user data was sent/,
            });
        }
        assert.deepEqual(server.puts, []);
    });

    it("does not repeat an upload address that is none", async () => {
        await assert.rejects(upload({ uploadUrl: "presigned-secret" }), (error: Error & { code: string }) => {
            assert.equal(error.code, "upload-failed");
            assert.doesNotMatch(JSON.stringify({ ...error, message: error.message }), /secret/);
            return true;
        });
    });

    it("ends with the signal's reason when it is aborted", async () => {
        const controller = new AbortController();
        server.script(() => controller.abort(new Error("interrupted")));

        await assert.rejects(upload({ signal: controller.signal }), /interrupted/);
    });
});
