import assert from "node:assert/strict";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { readAwsSettings } from "../../../provider/src/aws/settings/config";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { openS3Source } from "../../../provider/src/source/s3Source";
import type { Source } from "../../../provider/src/source/source";
import { type S3Answer, type ScriptedS3, s3Failure, scriptedS3, signedRegion } from "../../support/aws/scriptedS3";
import { manualClock } from "../../support/process/manualClock";
import { noRegion, withEnvironment } from "../../support/process/withEnvironment";
import { textOf } from "../../support/sources/textOf";

const content = "made-up row\n".repeat(1000);

/** What the client's settings are made of. */
interface Settings {
    readonly config?: Readonly<Record<string, string>>;
    readonly userPoolId?: string | undefined;
}

/** The addresses and signatures are those that the SDK makes with the settings that the stack's config gives. */
describe("openS3Source, of a bucket in another region than the user pool's", () => {
    const open = async (s3: ScriptedS3, given: Settings = {}): Promise<Source> => {
        const keys: Record<string, string> = { "aws:accessKey": "nobody", "aws:secretKey": "nobody", ...given.config };
        const settings = clientSettings(
            readAwsSettings((key) => keys[key]),
            "userPoolId" in given ? given.userPoolId : "us-east-1_AbCdEfGhI",
            1,
        );
        const objects = createS3Objects({ ...settings.s3, requestHandler: s3.requestHandler });
        return await openS3Source(objects, parseS3Url("s3://people/users.csv"), manualClock());
    };

    /** Has the object for whoever asks in its region, and tells everybody else as `elsewhere` says. */
    const bucketIn = (region: string, elsewhere: S3Answer): ScriptedS3 =>
        scriptedS3((request) =>
            signedRegion(request) === region
                ? { status: 200, headers: { etag: '"one"', "x-amz-bucket-region": region }, text: content }
                : elsewhere,
        );

    const there = { "x-amz-bucket-region": "eu-central-1" };
    for (const [how, elsewhere] of [
        ["a 301", s3Failure(301, "PermanentRedirect", "", there)],
        ["a 307", s3Failure(307, "TemporaryRedirect", "", there)],
        ["a 400", s3Failure(400, "AuthorizationHeaderMalformed", "expecting 'eu-central-1'", there)],
    ] as const) {
        it(`follows ${how} to it, whatever aws:region says`, async () => {
            const configs: readonly Record<string, string>[] = [{}, { "aws:region": "ap-south-1" }];
            for (const config of configs) {
                const s3 = bucketIn("eu-central-1", elsewhere);

                const source = await open(s3, { config });

                assert.equal(source.sizeBytes, content.length);
                assert.equal(await textOf(source), content);
                assert.equal(s3.requests[0]?.hostname, "people.s3.us-east-1.amazonaws.com");
                assert.equal(s3.requests.at(-1)?.hostname, "people.s3.eu-central-1.amazonaws.com");
            }
        });
    }

    for (const [known, environment, first] of [
        ["neither config nor environment", {}, "us-east-1"],
        ["only the environment", { AWS_REGION: "eu-west-3" }, "eu-west-3"],
    ] as const) {
        it(`asks in ${first} where the pool is not known yet and ${known} has a region`, async () => {
            await withEnvironment({ ...noRegion, ...environment }, async () => {
                const s3 = bucketIn("eu-central-1", s3Failure(301, "PermanentRedirect", "", there));

                assert.equal(await textOf(await open(s3, { userPoolId: undefined })), content);

                assert.equal(s3.requests[0]?.hostname, `people.s3.${first}.amazonaws.com`);
                assert.equal(s3.requests.at(-1)?.hostname, "people.s3.eu-central-1.amazonaws.com");
            });
        });
    }

    it("needs no second request for a bucket in the pool's region", async () => {
        const s3 = bucketIn("us-east-1", s3Failure(301, "PermanentRedirect", "", there));

        assert.equal(await textOf(await open(s3)), content);

        assert.deepEqual(
            s3.requests.map(({ method }) => method),
            ["HEAD", "GET"],
        );
    });

    for (const [status, code, expected] of [
        [301, "PermanentRedirect", /the bucket is in another region or at another endpoint; check aws:region/],
        [307, "TemporaryRedirect", /the bucket is new, and not all of S3 .* run again in a few minutes/],
        [
            400,
            "AuthorizationHeaderMalformed",
            /the bucket is in another region, and S3 did not say which; use a bucket in the user pool's region/,
        ],
    ] as const) {
        it(`says what to do where a ${status} names no region, and asks there no second time`, async () => {
            const s3 = scriptedS3(() => s3Failure(status, code));

            await assert.rejects(open(s3), { code: "source-unreadable", message: expected });
            assert.equal(s3.requests.length, 2);
        });
    }

    it("goes no further than from one region to another", async () => {
        const s3 = scriptedS3((request) =>
            s3Failure(400, "AuthorizationHeaderMalformed", "", {
                "x-amz-bucket-region": signedRegion(request) === "eu-central-1" ? "us-east-1" : "eu-central-1",
            }),
        );

        await assert.rejects(open(s3), { code: "source-unreadable" });
        assert.ok(s3.requests.length <= 4, `${s3.requests.length} requests`);
    });

    it("pays for its requests, in both regions", async () => {
        const s3 = bucketIn("eu-central-1", s3Failure(301, "PermanentRedirect", "", there));

        await textOf(await open(s3));

        assert.deepEqual(
            s3.requests.map(({ method, headers }) => `${method} ${headers["x-amz-request-payer"]}`),
            ["HEAD requester", "HEAD requester", "GET requester", "GET requester"],
        );
    });
});
