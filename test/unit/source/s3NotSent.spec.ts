import assert from "node:assert/strict";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { readAwsSettings } from "../../../provider/src/aws/settings/config";
import { explainS3Error, isBrokenConnection } from "../../../provider/src/source/s3Error";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { openS3Source } from "../../../provider/src/source/s3Source";
import { type ScriptedS3, scriptedS3 } from "../../support/aws/scriptedS3";
import { manualClock } from "../../support/process/manualClock";

const accessPoint = "arn:aws:s3:us-east-1:123456789012:accesspoint/people";

/** With the settings that the stack's config gives, and addresses that the SDK makes of them. */
async function open(url: string, config: Readonly<Record<string, string>> = {}): Promise<ScriptedS3> {
    const keys: Record<string, string> = { "aws:accessKey": "nobody", "aws:secretKey": "nobody", ...config };
    const settings = clientSettings(
        readAwsSettings((key) => keys[key]),
        undefined,
        1,
    );
    const s3 = scriptedS3(() => ({ status: 200, headers: { etag: '"one"' } }));
    const objects = createS3Objects({ region: "us-east-1", ...settings.s3, requestHandler: s3.requestHandler });
    await openS3Source(objects, parseS3Url(url), manualClock());
    return s3;
}

describe("openS3Source, of an address that the SDK makes no request of", () => {
    for (const [what, bucket, config, said, advice] of [
        [
            "an access point of several regions",
            "arn:aws:s3::123456789012:accesspoint:mfzwi23gnjvgw.mrap",
            {},
            /Neither CRT nor JS SigV4a implementation is available/,
            "Name a bucket, or an access point of one region.",
        ],
        [
            "an access point that no AWS account can have",
            "arn:aws:s3:us-east-1:123456789012:accesspoint/pe_ople",
            {},
            /Invalid ARN: The access point name may only contain a-z, A-Z, 0-9 and `-`\. Found: /,
            "Check the bucket, aws:region and, if it is set, the Pulumi config aws:endpoints.",
        ],
        [
            "a region that is none",
            "people",
            { "aws:region": "us east 1" },
            /Region not accepted: region=\[redacted\] is not a valid hostname component/,
            "Check the bucket, aws:region and, if it is set, the Pulumi config aws:endpoints.",
        ],
    ] as const) {
        it(`says of ${what} what the SDK says, and what to do`, async () => {
            const url = `s3://${bucket}/users.csv`;

            await assert.rejects(open(url, config), (error: Error & { code?: string }) => {
                assert.equal(error.code, "source-unreadable");
                const start = `The source ${url} cannot be read: no request can be made (`;
                assert.equal(error.message.slice(0, start.length), start);
                assert.match(error.message, said);
                assert.equal(error.message.slice(-advice.length), advice);
                return true;
            });
        });
    }

    it("reads an access point through a configured endpoint, as a host of it and not in its path", async () => {
        const endpoints = JSON.stringify([{ s3: "https://accesspoint.vpce-1a2b3c4d.s3.us-east-1.vpce.amazonaws.com" }]);

        const { requests } = await open(`s3://${accessPoint}/users.csv`, { "aws:endpoints": endpoints });

        assert.equal(
            requests[0]?.hostname,
            "people-123456789012.accesspoint.vpce-1a2b3c4d.s3.us-east-1.vpce.amazonaws.com",
        );
    });

    it("repeats no credential that the SDK's message may hold", () => {
        const presigned = "https://ada:secret@people.s3.amazonaws.com/users.csv?X-Amz-Signature=secret#secret";
        const error = new Error(`Invalid URL: ${presigned}`);

        const { message } = explainS3Error(error, parseS3Url("s3://people/users.csv"));

        assert.match(message, /\(Invalid URL: https:\/\/people\.s3\.amazonaws\.com\/\[redacted\]\)/);
        assert.doesNotMatch(message, /secret/);
    });

    it("is not tried again while an object is read, as a broken connection is", () => {
        assert.equal(isBrokenConnection(new Error("Region not accepted")), false);
        assert.equal(isBrokenConnection(new TypeError("Invalid URL")), false);
        assert.equal(isBrokenConnection(Object.assign(new Error("Invalid URL"), { code: "ERR_INVALID_URL" })), false);
        for (const code of ["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", "HPE_INVALID_CONSTANT", "EPROTO"]) {
            assert.equal(isBrokenConnection(Object.assign(new Error("aborted"), { code })), true, code);
        }
        assert.equal(isBrokenConnection(Object.assign(new Error("timed out"), { name: "TimeoutError" })), true);
    });
});
