import assert from "node:assert/strict";
import { UserImportError } from "../../../provider/src/errors/errors";
import { InitializationError } from "../../../provider/src/job/initializationError";
import { toOutputs } from "../../../provider/src/resource/outputs";
import type { UserImportJobOutputs } from "../../../provider/src/resource/properties";
import type { RowFailure } from "../../../provider/src/types";
import { fakeImportApi } from "../../support/aws/fakeImportApi";
import { checkedInputs } from "../../support/lifecycle/lifecycleFixture";
import { manualClock } from "../../support/process/manualClock";

const { Any } = require("google-protobuf/google/protobuf/any_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");
const { ErrorResourceInitFailed } = require("@pulumi/pulumi/proto/provider_pb");
const { Status } = require("@pulumi/pulumi/proto/status_pb");

const job = fakeImportApi(manualClock()).addJob({ status: "Failed", failedUsers: 500 });

const failures = (reasonLength: number): RowFailure[] =>
    Array.from({ length: 100 }, (_, index) => ({ line: index + 2, reason: "x".repeat(reasonLength) }));

describe("InitializationError", () => {
    it("carries what the engine keeps: id, properties and reasons", () => {
        const cause = new UserImportError("timeout", "too slow");
        const properties = toOutputs(checkedInputs(), job, failures(110));

        const error = new InitializationError("pool/import-1", properties, cause);

        assert.equal(error.message, "too slow");
        assert.equal(error.id, "pool/import-1");
        assert.deepEqual(error.properties, properties);
        assert.deepEqual(error.reasons, ["too slow"]);
        assert.equal(error.cause, cause);
    });

    it("lists as many failures as fit into the headers that take it to the engine", () => {
        const properties = toOutputs(checkedInputs(), job, failures(500));

        const error = new InitializationError("pool/import-1", properties, new Error("x"));

        const { properties: kept } = error;
        assert.ok(kept.failures.length >= 20 && kept.failures.length < 100, `${kept.failures.length} failures`);
        assert.deepEqual({ ...kept, failures: [] }, { ...properties, failures: [] });
        assert.deepEqual(kept.failures, properties.failures.slice(0, kept.failures.length));
        assert.ok(headerBytes(error) < 65_000, `${headerBytes(error)} bytes`);
    });

    it("cuts an endless message", () => {
        const endless = new UserImportError("job-failed", "x".repeat(9999));
        const { message, reasons } = new InitializationError("id", toOutputs(checkedInputs(), job), endless);

        assert.equal(message.length, 4000);
        assert.ok(message.endsWith("…"));
        assert.deepEqual(reasons, [message]);
    });

    const longest = checkedInputs({
        source: "路".repeat(4096),
        cloudWatchLogsRoleArn: `arn:aws:iam::123456789012:role/${"r".repeat(2017)}`,
        jobName: "n".repeat(128),
        triggers: Array.from({ length: 2000 }, () => 1),
    });
    const endless = "很长的消息".repeat(9999);
    const endlessError = new UserImportError("job-failed", endless);

    it("keeps every argument at its longest, beside the longest message", () => {
        const properties = toOutputs(longest, { ...job, completionMessage: "说".repeat(128) }, failures(500));

        const error = new InitializationError("pool/import-1", properties, endlessError);

        assert.deepEqual({ ...error.properties, failures: [] }, { ...properties, failures: [] });
        assert.ok(error.message.length > 300, `${error.message.length} letters`);
        assert.ok(headerBytes(error) < 65_000, `${headerBytes(error)} bytes`);
    });

    for (const [what, extra] of Object.entries({
        "a text": { completionMessage: endless, resourceUrn: endless },
        "many short numbers": { later: Array.from({ length: 50_000 }, () => 1) },
        "many short texts": { later: Object.fromEntries(Array.from({ length: 20_000 }, (_, key) => [`k${key}`, ""])) },
        "no list of failures": { later: endless, failures: undefined },
    })) {
        it(`is small enough whatever else is large, and keeps the job: ${what}`, () => {
            const properties = { ...toOutputs(longest, job, failures(500)), ...extra } as UserImportJobOutputs;

            const error = new InitializationError("pool/import-1", properties, endlessError);

            assert.ok(headerBytes(error) < 65_000, `${headerBytes(error)} bytes`);
            const { jobId, status, source, triggers, failedUsers, __provider } = error.properties;
            assert.deepEqual(
                { jobId, status, source, triggers, failedUsers, __provider },
                {
                    jobId: job.jobId,
                    status: "Failed",
                    source: longest.source,
                    triggers: longest.triggers,
                    failedUsers: 500,
                    __provider: longest.__provider,
                },
            );
        });
    }

    it("holds nothing that cannot be sent: no key without a value, and no half of a letter", () => {
        const reason = `${"x".repeat(3998)}😀`;
        const properties = {
            ...toOutputs(checkedInputs(), job),
            completionMessage: "half \ud83d",
            startDate: undefined,
        };

        const error = new InitializationError(
            "pool/import-1",
            properties,
            new UserImportError("job-failed", `${reason}${reason}`),
        );

        assert.equal(error.message, `${"x".repeat(3998)}…`);
        assert.equal(error.properties.completionMessage, "half \ufffd");
        assert.equal("startDate" in error.properties, false);
        assert.ok(headerBytes(error) > 0);
    });
});

/** What the SDK's plugin puts into the headers of its answer (`grpcResponseFromError`), in bytes. */
function headerBytes({ message, id, properties, reasons }: InitializationError): number {
    const detail = new ErrorResourceInitFailed();
    detail.setId(id);
    detail.setProperties(Struct.fromJavaScript(properties));
    detail.setReasonsList(reasons);
    const details = new Any();
    details.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new Status();
    status.setCode(2);
    status.setMessage(message);
    status.addDetails(details);
    return encodeURI(message).length + Buffer.from(status.serializeBinary()).toString("base64").length;
}
