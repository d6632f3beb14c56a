import assert from "node:assert/strict";
import {
    explainAwsError,
    isAccessDenied,
    isNotFound,
    isPreconditionNotMet,
    isThrottled,
    isTransient,
} from "../../../provider/src/aws/awsError";
import { UserImportError } from "../../../provider/src/errors/errors";
import {
    accessDenied,
    awsError,
    networkError,
    notFound,
    preconditionNotMet,
    serverError,
    throttled,
} from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";

const call = { operation: "StartUserImportJob", userPoolId: fakePoolId, jobId: "import-1" };

describe("explainAwsError", () => {
    it("says what was tried, on which ids, what AWS answered and what to do", () => {
        const explained = explainAwsError(notFound(), call);

        assert.equal(explained.code, "not-found");
        assert.equal(explained.jobId, "import-1");
        assert.equal(
            explained.message,
            `StartUserImportJob of import job import-1 in user pool ${fakePoolId} failed. ResourceNotFoundException: The ` +
                "job does not exist. Check the id. Check that aws:region, aws:profile and the credentials belong to the " +
                "pool's account.",
        );
    });

    it("keeps what may be shown of the cause and leaves an error of ours alone", () => {
        const explained = explainAwsError(serverError(), call);
        const { name, message, $metadata } = explained.cause as Error & { $metadata: object };

        assert.deepEqual(
            { name, message, $metadata },
            { name: "InternalErrorException", message: "Something went wrong", $metadata: { httpStatusCode: 500 } },
        );
        assert.equal(isNotFound(explainAwsError(notFound(), call).cause), true);
        assert.equal(explainAwsError(explained, call), explained);
    });

    it("names the IAM action and the pool where access is denied", () => {
        const explained = explainAwsError(accessDenied(), call);

        assert.equal(explained.code, "access-denied");
        assert.match(
            explained.message,
            new RegExp(
                `allow cognito-idp:StartUserImportJob on arn:aws:cognito-idp:eu-west-1:123456789012:userpool/${fakePoolId}\\.`,
            ),
        );
    });

    it("leaves out the request that AWS repeats where a signature is wrong: a session token is among its headers", () => {
        const text =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key.\n\n" +
            "The Canonical String for this request should have been\n'POST\n/\n\nhost:cognito-idp.eu-west-1.amazonaws.com\n" +
            "x-amz-security-token:CanaryToken==\n\nhost;x-amz-security-token\n0123'\n\n" +
            "The String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260101T000000Z'\n";
        const { message } = explainAwsError(awsError("InvalidSignatureException", text), call);

        assert.match(message, /Check your AWS Secret Access Key\. Check the credentials/);
        assert.doesNotMatch(message, /CanaryToken|Canonical String|String-to-Sign/);
    });

    for (const name of ["ExpiredTokenException", "UnrecognizedClientException", "CredentialsProviderError"]) {
        it(`takes ${name} for a lack of access`, () => {
            assert.equal(explainAwsError(awsError(name, "no"), call).code, "access-denied");
            assert.equal(isTransient(awsError(name, "no")), false);
        });
    }

    it("says what to do about a limit, and where a pool has too many jobs; not how many, since that can be raised", () => {
        assert.match(explainAwsError(awsError("LimitExceededException", "Too many"), call).message, /Service Quotas/);
        assert.match(
            explainAwsError(awsError("LimitExceededException", "Too many"), {
                ...call,
                operation: "CreateUserImportJob",
            }).message,
            /reached its quota of import jobs\..*no call that deletes one\. Ask for a higher quota .*another user pool\.$/,
        );
    });

    it("does not ask to correct what is AWS's own problem", () => {
        const { message } = explainAwsError(serverError(), call);

        assert.match(message, /InternalErrorException: .* Run again later/);
        assert.doesNotMatch(message, /Correct/);
    });

    it("says where nobody answered", () => {
        const refused = networkError("ECONNREFUSED", { address: "127.0.0.1", port: 9229 });
        const both = Object.assign(new AggregateError([refused], ""), { code: "ECONNREFUSED" });

        for (const error of [refused, both]) {
            const explained = explainAwsError(error, call);
            assert.equal(explained.code, "unreachable");
            assert.match(explained.message, /No answer from 127\.0\.0\.1:9229 \(ECONNREFUSED\)\..*aws:endpoints/);
        }
        const unresolved = networkError("ENOTFOUND", { hostname: "cognito-idp.eu-west-9.amazonaws.com" });
        assert.match(explainAwsError(unresolved, call).message, /from cognito-idp\.eu-west-9\.amazonaws\.com/);
    });

    it("repeats no more of a URL than its server: the rest may sign an upload", () => {
        const error = new Error("Invalid URL: https://bucket.s3.amazonaws.com/users.csv?X-Amz-Signature=abc123&x=1");
        const explained = explainAwsError(error, call);

        assert.doesNotMatch(explained.message, /Signature|abc123|users\.csv/);
        assert.match(explained.message, /https:\/\/bucket\.s3\.amazonaws\.com\/\[redacted\]/);
    });

    it("takes whatever was thrown", () => {
        for (const thrown of [undefined, null, "text", { code: 7 }, new Error("")]) {
            const explained = explainAwsError(thrown, call);
            assert.ok(explained instanceof UserImportError);
            assert.equal(explained.code, "aws-error");
        }
    });
});

describe("isTransient", () => {
    it("holds for throttling, errors of the server and of the network", () => {
        for (const error of [throttled(), serverError(), networkError("ECONNRESET"), networkError("EAI_AGAIN")]) {
            assert.equal(isTransient(error), true, error.message);
        }
        assert.equal(isThrottled(throttled()), true);
        assert.equal(isTransient(awsError("TimeoutError", "slow")), true);
    });

    it("does not hold for what stays as it is", () => {
        for (const error of [notFound(), accessDenied(), preconditionNotMet("no"), undefined, null, "text"]) {
            assert.equal(isTransient(error), false);
        }
        assert.equal(isNotFound(notFound()), true);
        assert.equal(isAccessDenied(accessDenied()), true);
        assert.equal(isAccessDenied(new Error("Could not load credentials from any providers")), true);
        assert.equal(isPreconditionNotMet(preconditionNotMet("no")), true);
    });
});
