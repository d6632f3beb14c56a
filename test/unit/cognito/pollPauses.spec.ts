import assert from "node:assert/strict";
import { estimateLeftSeconds, pauseSeconds } from "../../../provider/src/cognito/pollPauses";
import { fakeImportApi } from "../../support/fakeImportApi";
import { manualClock } from "../../support/manualClock";

const job = fakeImportApi(manualClock()).addJob({
    status: "InProgress",
    startDate: "2026-01-02T03:04:05.000Z",
    importedUsers: 90,
    skippedUsers: 5,
    failedUsers: 5,
});
const afterTenSeconds = Date.parse("2026-01-02T03:04:15.000Z");

describe("pauseSeconds", () => {
    for (const chance of [0, 0.5, 0.999]) {
        for (const durationSeconds of [3, 45, 200, 900, 5000]) {
            it(`notices a success after ${durationSeconds} s at most 1 s or 5 % late, with few looks (chance ${chance})`, () => {
                let waited = 0;
                let looks = 1;
                while (waited < durationSeconds) {
                    // Rows go at a steady rate.
                    waited += pauseSeconds(waited, waited === 0 ? undefined : durationSeconds - waited, chance);
                    looks++;
                }

                assert.ok(
                    waited - durationSeconds <= Math.max(1, durationSeconds * 0.05),
                    `${waited - durationSeconds} s late`,
                );
                assert.ok(durationSeconds > 900 || looks <= 120, `${looks} looks`);
            });
        }
    }

    it("never waits longer than 10 s", () => {
        assert.equal(pauseSeconds(100_000, 100_000, 0), 10);
    });
});

describe("estimateLeftSeconds", () => {
    it("goes by the rate since the start", () => {
        assert.equal(estimateLeftSeconds(job, 1000, afterTenSeconds), 90);
    });

    it("says nothing before the first rows, without their number, and of a job that is not in progress", () => {
        assert.equal(
            estimateLeftSeconds({ ...job, importedUsers: 0, skippedUsers: 0, failedUsers: 0 }, 10, afterTenSeconds),
            undefined,
        );
        assert.equal(estimateLeftSeconds(job, undefined, afterTenSeconds), undefined);
        assert.equal(estimateLeftSeconds({ ...job, status: "Pending" }, 1000, afterTenSeconds), undefined);
    });
});
