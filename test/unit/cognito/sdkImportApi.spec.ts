import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { clientSettings } from "../../../provider/src/aws/clientSettings";
import { readAwsSettings } from "../../../provider/src/aws/settings/config";
import { createSdkImportApi } from "../../../provider/src/cognito/sdkImportApi";
import { fakePoolId } from "../../support/aws/fakeImportApi";

/** Answers each call with the same document of AWS. */
function answering(document: object): { handle(): Promise<{ response: object }> } {
    return {
        handle: async () => ({
            response: { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(JSON.stringify(document))]) },
        }),
    };
}

async function completionMessageOf(said: string | undefined): Promise<string | undefined> {
    const keys: Readonly<Record<string, string>> = { "aws:accessKey": "AKIDEXAMPLE", "aws:secretKey": "secret" };
    const settings = clientSettings(
        readAwsSettings((key) => keys[key]),
        fakePoolId,
        1,
    );
    const job = { JobId: "import-1", CompletionMessage: said };
    const requestHandler = answering({ UserImportJob: job, UserImportJobs: [job] });
    const api = createSdkImportApi({ ...settings, cognito: { ...settings.cognito, requestHandler } } as never);
    const described = (await api.describeJob(fakePoolId, "import-1")).job.completionMessage;
    assert.equal((await api.listJobs(fakePoolId, 1, undefined)).jobs[0]?.completionMessage, described);
    return described;
}

describe("a job as AWS tells of it", () => {
    it("has AWS's message, and no value of a person that is in it", async () => {
        const known = "Too many users have failed or been skipped during the import.";

        assert.equal(await completionMessageOf(known), known);
        assert.equal(
            await completionMessageOf("The username ada already exists."),
            "The username [redacted] already exists.",
        );
        assert.equal(await completionMessageOf(undefined), undefined);
    });
});
