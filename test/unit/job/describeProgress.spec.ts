import assert from "node:assert/strict";
import { describeProgress, progressDescriber } from "../../../provider/src/job/describeProgress";
import type { ImportJob } from "../../../provider/src/types";
import { manualClock } from "../../support/process/manualClock";

function job(status: string, importedUsers: number, skippedUsers = 0, failedUsers = 0): ImportJob {
    return { status, importedUsers, skippedUsers, failedUsers } as ImportJob;
}

/** Before the text a terminal of 100 columns shows the resource's type, name and for how long it has been created. */
const roomColumns = 24;

describe("describeProgress", () => {
    it("begins with how many of how many are imported, and names what else there is", () => {
        assert.equal(describeProgress(job("InProgress", 594), 1000), "594/1,000 imported");
        assert.equal(describeProgress(job("Pending", 0), 1000), "0/1,000 imported, Pending");
        assert.equal(
            describeProgress(job("Stopping", 1, 2, 3), undefined),
            "1 imported, Stopping, 2 skipped, 3 failed",
        );
    });

    it("has its numbers where a narrow terminal shows them, of the largest job that there is", () => {
        assert.ok(describeProgress(job("InProgress", 499_999), 500_000).length <= roomColumns);
    });

    it("tells the time left and the rate, after the number", () => {
        const clock = manualClock();
        const describe = progressDescriber(clock, 1000);
        describe(job("InProgress", 0));
        clock.advance(10);

        assert.equal(describe(job("InProgress", 100, 100)), "100/1,000 imported, 100 skipped, 40 s left (20/s)");
    });
});
