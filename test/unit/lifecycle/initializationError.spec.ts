import assert from "node:assert/strict";
import { UserImportError } from "../../../provider/src/errors";
import { InitializationError } from "../../../provider/src/lifecycle/initializationError";
import { toOutputs } from "../../../provider/src/lifecycle/outputs";
import type { RowFailure } from "../../../provider/src/types";
import { fakeImportApi } from "../../support/fakeImportApi";
import { checkedInputs } from "../../support/lifecycleFixture";
import { manualClock } from "../../support/manualClock";

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

    // The details travel in one header of at most 64 KiB; with more of them the engine gets no answer at all.
    it("lists as many failures as fit into the header that takes it to the engine", () => {
        const properties = toOutputs(checkedInputs(), job, failures(500));

        const kept = new InitializationError("pool/import-1", properties, new Error("x")).properties;

        assert.ok(kept.failures.length >= 20 && kept.failures.length < 40, `${kept.failures.length} failures`);
        assert.deepEqual({ ...kept, failures: [] }, { ...properties, failures: [] });
        assert.deepEqual(kept.failures, properties.failures.slice(0, kept.failures.length));
    });

    it("cuts an endless message", () => {
        const endless = new UserImportError("job-failed", "ä".repeat(9999));
        const { message, reasons } = new InitializationError("id", toOutputs(checkedInputs(), job), endless);

        assert.equal(message.length, 4000);
        assert.ok(message.endsWith("…"));
        assert.deepEqual(reasons, [message]);
    });
});
