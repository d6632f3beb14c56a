import assert from "node:assert/strict";
import { waitForJob } from "../../../provider/src/job/waitForJob";
import type { ImportJob } from "../../../provider/src/types";
import { fakeImportApi, fakePoolId } from "../../support/aws/fakeImportApi";
import { manualClock } from "../../support/process/manualClock";

/** How a job goes. */
interface Course {
    readonly pendingSeconds: number;
    readonly totalSeconds: number;
    /** Rows of the CSV; `undefined`: the wait does not know them. */
    readonly rows: number | undefined;
    /** Pinned chance of the pauses. */
    readonly chance: number;
    /** The share of the rows that are done after a share of the import's time; by default at a steady rate. */
    readonly done?: (share: number) => number;
}

/** What a wait for such a job came to. */
interface Watched {
    readonly looks: number;
    readonly lateSeconds: number;
    readonly longestSeconds: number;
}

async function watch({
    pendingSeconds,
    totalSeconds,
    rows,
    chance,
    done = (share) => share,
}: Course): Promise<Watched> {
    const clock = manualClock();
    clock.chance = chance;
    const api = fakeImportApi(clock);
    const beganAt = clock.now();
    const job = api.addJob();
    const look = (): ImportJob => {
        const seconds = (clock.now() - beganAt) / 1000;
        if (seconds < pendingSeconds) {
            return { ...job, status: "Pending" };
        }
        const share = Math.min(1, (seconds - pendingSeconds) / (totalSeconds - pendingSeconds));
        const importedUsers = Math.floor(done(share) * (rows ?? 1000));
        return { ...job, status: seconds < totalSeconds ? "InProgress" : "Succeeded", importedUsers };
    };
    let looks = 0;
    await waitForJob({
        api: {
            ...api,
            describeJob: async () => {
                looks++;
                return { job: look(), uploadUrl: undefined };
            },
        },
        clock,
        userPoolId: fakePoolId,
        jobId: job.jobId,
        until: ["succeeded"],
        deadlineMs: beganAt + 7200 * 1000,
        expectedUsers: rows,
        onPoll: () => undefined,
    });
    const lateSeconds = (clock.now() - beganAt) / 1000 - totalSeconds;
    return { looks, lateSeconds, longestSeconds: Math.max(...clock.sleeps) };
}

const chances = [0, 0.5, 0.999];

describe("the looks of a wait", () => {
    for (const pendingSeconds of [0, 5, 30, 60, 120, 300, 600, 890, 900]) {
        it(`are at most 120 for a job of 15 minutes that pends for ${pendingSeconds} s, and 10 s apart at most`, async () => {
            for (const chance of chances) {
                for (const rows of [undefined, 20, 1000, 400_000]) {
                    const { looks, longestSeconds } = await watch({ pendingSeconds, totalSeconds: 900, rows, chance });

                    assert.ok(looks <= 120, `${looks} looks at ${rows} rows with chance ${chance}`);
                    assert.ok(longestSeconds <= 10, `${longestSeconds} s`);
                }
            }
        });
    }

    it("are at most 120 in 15 minutes whatever the counts say", async () => {
        const courses: ((share: number) => number)[] = [
            // Nearly done all the time; in lumps; not counted before the end.
            () => 0.999,
            (share) => Math.floor(share * 7) / 7,
            (share) => Math.floor(share),
        ];
        for (const done of courses) {
            for (const chance of chances) {
                const { looks } = await watch({ pendingSeconds: 10, totalSeconds: 900, rows: 1000, chance, done });
                assert.ok(looks <= 120, `${looks} looks with chance ${chance}`);
            }
        }
    });

    for (const totalSeconds of [3, 20, 45, 61, 70.5, 100, 200, 900, 5000]) {
        it(`notice a success after ${totalSeconds} s at most 1 s or 5 % late where its counts went up`, async () => {
            for (const chance of chances) {
                for (const pendingShare of [0, 0.1, 0.5, 0.84]) {
                    for (const rows of [10, 1000]) {
                        const course = { pendingSeconds: totalSeconds * pendingShare, totalSeconds, rows, chance };
                        const { lateSeconds } = await watch(course);

                        const what = `${lateSeconds} s late after pending ${course.pendingSeconds} s, ${rows} rows`;
                        assert.ok(lateSeconds <= Math.max(1, totalSeconds * 0.05), what);
                    }
                }
            }
        });

        it(`notice an end after ${totalSeconds} s at most 1 s or 10 % late where nothing announces it`, async () => {
            for (const chance of chances) {
                for (const rows of [undefined, 1000]) {
                    const course = { pendingSeconds: totalSeconds, totalSeconds, rows, chance };
                    const { lateSeconds } = await watch(course);

                    assert.ok(lateSeconds <= Math.max(1, Math.min(totalSeconds * 0.1, 10)), `${lateSeconds} s late`);
                }
            }
        });
    }

    it("come just after the end that steady counts announce, and are few", async () => {
        for (const totalSeconds of [3, 5, 10, 60, 300]) {
            for (const chance of chances) {
                const course = { pendingSeconds: 0.5, totalSeconds, rows: 1000, chance };
                const { lateSeconds, looks } = await watch(course);
                const unannounced = await watch({ ...course, rows: undefined });

                assert.ok(
                    lateSeconds <= Math.max(0.3, totalSeconds * 0.02),
                    `${lateSeconds} s late of ${totalSeconds} s`,
                );
                assert.ok(looks <= unannounced.looks + 10, `${looks} looks, and ${unannounced.looks} without counts`);
            }
        }
    });

    it("do not chase an end that stays away", async () => {
        for (const chance of chances) {
            const { looks } = await watch({
                pendingSeconds: 0.5,
                totalSeconds: 60,
                rows: 1000,
                chance,
                // Done but for what gets slower and slower.
                done: (share) => 1 - 0.1 ** (share * 8),
            });
            assert.ok(looks <= 35, `${looks} looks`);
        }
    });

    it("notice a success at most 1 s or 5 % late also where the import gets faster all the time", async () => {
        for (const totalSeconds of [30, 60, 100, 150]) {
            for (const chance of chances) {
                const course = { pendingSeconds: 0, totalSeconds, rows: 1000, chance };
                const { lateSeconds } = await watch({ ...course, done: (share) => share ** 2 });
                assert.ok(lateSeconds <= Math.max(1, totalSeconds * 0.05), `${lateSeconds} s late`);
            }
        }
    });
});
