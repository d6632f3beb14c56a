import assert from "node:assert/strict";
import { hasEnded, type JobPhase, phaseOf, phaseOfJob } from "../../../provider/src/cognito/jobStatus";
import type { ImportJobStatus } from "../../../provider/src/types";
import { fakeImportApi } from "../../support/aws/fakeImportApi";
import { manualClock } from "../../support/process/manualClock";

/** A status that a new SDK brings does not compile until it has a row here too. */
const table: Readonly<Record<ImportJobStatus, readonly [phase: JobPhase, hasEnded: boolean]>> = {
    Created: ["created", false],
    Pending: ["running", false],
    InProgress: ["running", false],
    Stopping: ["stopping", false],
    Stopped: ["unsuccessful", true],
    Succeeded: ["succeeded", true],
    Failed: ["unsuccessful", true],
    Expired: ["unsuccessful", true],
};

describe("phaseOf", () => {
    for (const [status, [phase, ended]] of Object.entries(table)) {
        it(`knows ${status} as ${phase}`, () => {
            assert.equal(phaseOf(status), phase);
            assert.equal(hasEnded(status), ended);
        });
    }

    it("knows neither a status of tomorrow nor an object's own properties", () => {
        assert.equal(phaseOf("Archived"), undefined);
        assert.equal(phaseOf("toString"), undefined);
        assert.equal(hasEnded("Archived"), false);
        assert.equal(hasEnded(undefined), false);
    });
});

describe("phaseOfJob", () => {
    it("names an unknown status, its job and what to do", () => {
        const job = fakeImportApi(manualClock()).addJob({ status: "Archived" });

        assert.throws(() => phaseOfJob(job), {
            code: "unknown-status",
            jobId: "import-Fake1",
            status: "Archived",
            message: /import-Fake1 .*"Archived".*upgrade/,
        });
    });
});
