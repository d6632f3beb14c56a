import assert from "node:assert/strict";
import { parseS3Url } from "../../../provider/src/source/s3Location";
import { createS3Objects } from "../../../provider/src/source/s3Objects";
import { openS3Source } from "../../../provider/src/source/s3Source";
import type { Source } from "../../../provider/src/source/source";
import { type S3Answer, s3Failure, scriptedS3 } from "../../support/aws/scriptedS3";
import { manualClock } from "../../support/process/manualClock";
import { textOf } from "../../support/sources/textOf";

const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
const accessPoint = "arn:aws:s3:us-east-1:123456789012:accesspoint/people";
const key = "arn:aws:kms:us-east-1:123456789012:key/0b0b0b0b-made-up";

/** As KMS refuses somebody whose session is named by an e-mail address. */
const keyDenied =
    "User: arn:aws:sts::123456789012:assumed-role/deploy/ada@example.com is not authorized to perform: kms:Decrypt on " +
    `resource: ${key} because no identity-based policy allows the kms:Decrypt action`;

/** As KMS refuses the key of another account, which it does not name. */
const otherKeyDenied =
    "User: arn:aws:sts::123456789012:assumed-role/deploy/ada@example.com is not authorized to perform: kms:Decrypt on the " +
    "resource associated with this ciphertext because the resource does not exist in this Region, or no policy allows access";

/** Every refusal of S3, through the SDK that reads it, as the person reads it. */
describe("explainS3Error", () => {
    const open = async (answer: S3Answer, url = "s3://people/users.csv"): Promise<Source> => {
        const { requestHandler } = scriptedS3(() => answer);
        const objects = createS3Objects({ region: "us-east-1", credentials, maxAttempts: 1, requestHandler });
        return await openS3Source(objects, parseS3Url(url), manualClock());
    };

    for (const [status, errorCode, code, reason] of [
        [404, "NoSuchBucket", "source-unreadable", "there is no such bucket; check its name."],
        [
            404,
            "NoSuchKey",
            "source-unreadable",
            "the bucket has no such object; check the key, upper and lower case matter.",
        ],
        // What S3 answers to a version id that it could not have made.
        [400, "InvalidArgument", "source-unreadable", "S3 does not accept this address; check versionId."],
        [404, "NoSuchVersion", "source-unreadable", "the object has no such version; check versionId."],
        [
            405,
            "MethodNotAllowed",
            "source-unreadable",
            "this version is a delete marker: the object was deleted; name another version.",
        ],
        [403, "InvalidObjectState", "source-unreadable", "it is in an archive class (Glacier); restore it first."],
        [400, "KMS.DisabledException", "source-unreadable", "its KMS key is disabled; enable the key."],
        [418, "ATeapot", "source-unreadable", "S3 answered 418 ATeapot."],
        [400, "ExpiredToken", "access-denied", /^ExpiredToken\. Check the credentials \(aws:profile, aws:accessKey or/],
        [403, "InvalidAccessKeyId", "access-denied", /^InvalidAccessKeyId\. Check the credentials/],
    ] as const) {
        it(`says of ${status} ${errorCode} what it means and what to do`, async () => {
            await assert.rejects(open(s3Failure(status, errorCode, "As S3 says.")), (error: Error) => {
                const said = /^The source s3:\/\/people\/users\.csv cannot be read: (.*)$/s.exec(error.message)?.[1];
                assert.equal((error as Error & { code: string }).code, code);
                typeof reason === "string" ? assert.equal(said, reason) : assert.match(said ?? "", reason);
                return true;
            });
        });
    }

    it("says of a deleted object that it was deleted", async () => {
        await assert.rejects(open(s3Failure(404, "NoSuchKey", "", { "x-amz-delete-marker": "true" })), {
            code: "source-unreadable",
            message: /users\.csv cannot be read: the object was deleted \(its newest version is a delete marker\)/,
        });
    });

    for (const [url, allow, list] of [
        [
            "s3://people/a b.csv",
            "s3:GetObject on arn:aws:s3:::people/a b.csv and",
            "s3:ListBucket on arn:aws:s3:::people S3",
        ],
        [
            "s3://people/users.csv?versionId=one",
            "s3:GetObjectVersion on arn:aws:s3:::people/users.csv and",
            "on arn:aws:s3:::people S3",
        ],
        [
            `s3://${accessPoint}/users.csv`,
            `s3:GetObject on ${accessPoint}/object/users.csv and`,
            `s3:ListBucket on ${accessPoint} S3`,
        ],
    ] as const) {
        it(`names the actions and the resources that ${url} takes`, async () => {
            await assert.rejects(open(s3Failure(403, "AccessDenied", "Access Denied"), url), (error: Error) => {
                assert.ok(error.message.includes(`AccessDenied. Check the credentials`), error.message);
                assert.ok(error.message.includes(allow), error.message);
                assert.ok(error.message.includes("encrypted with a KMS key, kms:Decrypt on that key."), error.message);
                assert.ok(error.message.includes(list), error.message);
                return (error as Error & { code: string }).code === "access-denied";
            });
        });
    }

    it("tells a refused aws:assumeRole from what S3 refuses", async () => {
        const role = "arn:aws:iam::123456789012:role/deploy";
        const refused = `User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sts:AssumeRole on resource: ${role}`;

        await assert.rejects(open(s3Failure(403, "AccessDenied", refused)), (error: Error) => {
            assert.match(
                error.message,
                new RegExp(`Allow sts:AssumeRole on ${role}, .*trust policy .* the credentials`),
            );
            assert.doesNotMatch(error.message, /s3:GetObject/);
            return true;
        });
    });

    it("names s3:GetObjectVersion where the bucket keeps versions and the one that was looked at may not be read", async () => {
        const { requestHandler } = scriptedS3(({ method }) =>
            method === "HEAD"
                ? { status: 200, headers: { "content-length": "12", "x-amz-version-id": "one" } }
                : s3Failure(403, "AccessDenied", "Access Denied"),
        );
        const objects = createS3Objects({ region: "us-east-1", credentials, maxAttempts: 1, requestHandler });
        const opened = await openS3Source(objects, parseS3Url("s3://people/users.csv"), manualClock());

        await assert.rejects(textOf(opened), {
            code: "access-denied",
            message:
                /^The source s3:\/\/people\/users\.csv cannot .* s3:GetObjectVersion on arn:aws:s3:::people\/users\.csv and/,
        });
    });

    for (const [which, refusedBy, resource] of [
        ["the key", keyDenied, key],
        ["a key that it does not name", otherKeyDenied, "its key"],
    ] as const) {
        it(`names kms:Decrypt where KMS refuses ${which}, when the object is opened or read, and not who was refused`, async () => {
            const refusal = s3Failure(403, "AccessDenied", refusedBy);
            const { requestHandler } = scriptedS3(({ method }) =>
                method === "HEAD" ? { status: 200, headers: { "content-length": "12" } } : refusal,
            );
            const objects = createS3Objects({ region: "us-east-1", credentials, maxAttempts: 1, requestHandler });
            const opened = await openS3Source(objects, parseS3Url("s3://people/users.csv"), manualClock());

            for (const reading of [textOf(opened), open(refusal)]) {
                await assert.rejects(reading, {
                    code: "access-denied",
                    message:
                        "The source s3://people/users.csv cannot be read: it is encrypted, and these credentials may not use its key. Allow " +
                        `kms:Decrypt on ${resource} in the policy of the credentials and, if the key is in another account, in the key's policy too.`,
                });
            }
        });
    }
});
