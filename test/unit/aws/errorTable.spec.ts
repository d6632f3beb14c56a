import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { explainAwsError } from "../../../provider/src/aws/awsError";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { readAwsSettings } from "../../../provider/src/aws/settings/config";
import type { ImportApi } from "../../../provider/src/cognito/importApi";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { createJob } from "../../../provider/src/job/importAnew";
import { startJob } from "../../../provider/src/job/startJob";
import { deleteJob } from "../../../provider/src/lifecycle/deleteJob";
import { read } from "../../../provider/src/lifecycle/read";
import { toOutputs } from "../../../provider/src/resource/outputs";
import { answeringHandler } from "../../support/aws/answeringHandler";
import * as errors from "../../support/aws/awsErrors";
import { fakePoolId } from "../../support/aws/fakeImportApi";
import { checkedInputs, type LifecycleFixture, lifecycleFixture } from "../../support/lifecycle/lifecycleFixture";

const { awsError, networkError, preconditionNotMet } = errors;
const document = readFileSync(path.resolve(__dirname, "../../../docs/lifecycle.md"), "utf8");

/** Every error of the import operations in AWS's model, of access, and of the network. All of a row are met in the same way. */
const rows: readonly (readonly [string, readonly Error[]])[] = [
    ["TooManyRequestsException", [errors.throttled()]],
    ["ThrottlingException (CloudWatch Logs)", [awsError("ThrottlingException", "Rate exceeded")]],
    ["InternalErrorException, any HTTP 5xx", [errors.serverError(), awsError("BadGateway", "", 502)]],
    [
        "connection refused, reset or timed out, DNS",
        ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"].map((code) => networkError(code)),
    ],
    ["TLS: the connection fails or breaks", [networkError("EPROTO"), networkError("ERR_SSL_WRONG_VERSION_NUMBER")]],
    [
        "TLS: the certificate is not trusted",
        [networkError("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"), networkError("CERT_NOT_YET_VALID")],
    ],
    ["ResourceNotFoundException", [errors.notFound()]],
    [
        "NotAuthorizedException, AccessDeniedException",
        [
            errors.accessDenied(),
            errors.actionDenied("iam:PassRole", "arn:aws:iam::123456789012:role/CognitoImportLogs"),
            awsError("NotAuthorizedException", "Not authorized."),
        ],
    ],
    [
        "UnrecognizedClientException, ExpiredTokenException",
        [awsError("UnrecognizedClientException", "No."), awsError("ExpiredTokenException", "The token has expired.")],
    ],
    ["AccessDenied (STS, where `aws:assumeRole` is refused)", [errors.assumeRoleDenied()]],
    [
        "a CloudWatch Logs role that Cognito cannot use",
        [errors.roleNotAssumable(), preconditionNotMet("CloudWatch Logs role missing permission")],
    ],
    ["LimitExceededException", [awsError("LimitExceededException", "Exceeded the limit of import jobs.")]],
    [
        "PreconditionNotMetException",
        [preconditionNotMet("Another import job is active."), preconditionNotMet("Import job limit reached.")],
    ],
    [
        "PreconditionNotMetException that names the CSV, an attribute, MFA …",
        [preconditionNotMet("No csv file was uploaded."), preconditionNotMet("MFA must be off.")],
    ],
    ["InvalidParameterException", [awsError("InvalidParameterException", "1 validation error detected.")]],
    ["OperationNotEnabledException", [awsError("OperationNotEnabledException", "The operation is not enabled.")]],
];

/** Lets the real SDK client meet the error: how often it calls, and what it throws. */
async function meet(error: Error): Promise<{ calls: number; thrown: unknown }> {
    const keys: Readonly<Record<string, string>> = { "aws:accessKey": "AKIDEXAMPLE", "aws:secretKey": "secret" };
    const requestHandler = answeringHandler(error);
    const { cognito, logs } = clientSettings(
        readAwsSettings((key) => keys[key]),
        fakePoolId,
        2,
    );
    const api = createSdkImportApi({
        cognito: { ...cognito, requestHandler },
        logs: { ...logs, requestHandler },
    } as never);
    const thrown = await callThatMeets(error, api).then(
        () => assert.fail("it succeeded"),
        (reason: unknown) => reason,
    );
    return { calls: requestHandler.calls, thrown };
}

/** A call that AWS's model has the error for. */
async function callThatMeets(error: Error, api: ImportApi): Promise<unknown> {
    switch (error.name) {
        case "ThrottlingException":
            return await api.findLogStreams("group", "stream");
        case "LimitExceededException":
            return await api.createJob({ ...checkedInputs(), passwordHashingAlgorithm: undefined });
        default:
            return await api.describeJob(fakePoolId, "import-1");
    }
}

/** Lets an operation meet the error each time: for how many seconds it goes on. */
async function triedSeconds(
    error: Error,
    operation: "createJob" | "startJob",
    act: (fixture: LifecycleFixture, jobId: string) => Promise<unknown>,
): Promise<number> {
    const fixture = lifecycleFixture();
    fixture.clock.chance = 1;
    const { jobId } = fixture.api.addJob();
    fixture.api.script(operation, ...Array.from({ length: 10_000 }, () => error));
    const began = fixture.clock.now();
    await assert.rejects(act(fixture, jobId));
    return (fixture.clock.now() - began) / 1000;
}

/** Whether refresh and destroy take what does not exist for gone. */
async function isTakenForGone(error: Error): Promise<boolean> {
    const { api, deps } = lifecycleFixture();
    const job = api.addJob();
    const [id, props] = [`${fakePoolId}/${job.jobId}`, toOutputs(checkedInputs(), job)];
    api.script("describeJob", error, error);
    const refreshed = await read(deps, id, props).catch(() => undefined);
    const isDestroyed = await deleteJob(deps, id, props).then(
        () => true,
        () => false,
    );
    assert.equal(refreshed?.id === "", isDestroyed, `${error.name}: refresh and destroy differ`);
    return isDestroyed;
}

async function whatIsDone(error: Error, calls: number): Promise<string> {
    const createSeconds = await triedSeconds(error, "createJob", async ({ context }) => await createJob(context()));
    const startSeconds = await triedSeconds(
        error,
        "startJob",
        async ({ context }, jobId) => await startJob(context({ timeout: "30m" }), jobId),
    );
    if (await isTakenForGone(error)) {
        return "refresh: removed from the state; destroy: done; else reported";
    }
    if (calls > 1) {
        return "retried, then reported";
    }
    if (createSeconds === 60 && startSeconds === 60) {
        return "CreateUserImportJob and StartUserImportJob are retried for a minute; else reported at once";
    }
    if (startSeconds === 30 * 60 && createSeconds === 0) {
        return "StartUserImportJob waits for its turn until `timeout`; else reported at once";
    }
    assert.equal(startSeconds, 0);
    return createSeconds > 0 ? "CreateUserImportJob is retried; else reported at once" : "reported at once";
}

describe("docs/lifecycle.md", () => {
    it("says what is done about each error", async () => {
        const lines = ["| error | what is done | code |", "| --- | --- | --- |"];
        for (const [name, alike] of rows) {
            const cells = new Set<string>();
            for (const error of alike) {
                const { calls, thrown } = await meet(error);
                const { code } = explainAwsError(thrown, {
                    operation: "DescribeUserImportJob",
                    userPoolId: fakePoolId,
                });
                cells.add(`${await whatIsDone(error, calls)} | \`${code}\``);
            }
            lines.push(...[...cells].map((cell) => `| ${name} | ${cell} |`));
        }

        assert.ok(document.includes(lines.join("\n")), `the table is:\n${lines.join("\n")}`);
    });
});
