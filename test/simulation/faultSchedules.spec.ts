import assert from "node:assert/strict";
import type { BrokenProvider } from "./crashingProcess";
import { type Schedule, scheduleOf, scheduleOfTwo } from "./schedule";
import { simulate } from "./simulate";
import { seeds, simulateAll } from "./simulateAll";

const of = seeds();

describe("fault schedules", () => {
    it(`end in one job, each user once, and a true state, ${of.length} of them`, async () => {
        await simulateAll(scheduleOf, of);
    });

    it("notice a provider that takes each job that it finds for its own", async () => {
        // Only a slow job is still there to be found by one stack and stopped later.
        const telling = Array.from({ length: 4_000 }, (_, seed) => scheduleOfTwo(seed)).filter(
            ({ rowsPerSecond, beside }) =>
                rowsPerSecond < 1 && beside?.some(({ destroyBefore }, round) => round > 0 && destroyBefore),
        );

        assert.ok(await isNoticed(telling, "greedy"), `${telling.length} schedules went unnoticed`);
    });

    it("notice a provider that does not look for its own jobs", async () => {
        const any = Array.from({ length: 100 }, (_, seed) => scheduleOf(seed));

        assert.ok(await isNoticed(any, "blind"), "schedules without adoption went unnoticed");
    });

    it("notice a provider that does not know which jobs it keeps", async () => {
        // Only then is a running job replaced that diff keeps.
        const telling = Array.from({ length: 4_000 }, (_, seed) => scheduleOf(seed)).filter(({ runs }) =>
            runs.some(({ isToldToReplace, program }) => isToldToReplace && !program.waitForCompletion),
        );

        assert.ok(await isNoticed(telling, "forgetful"), `${telling.length} schedules went unnoticed`);
    });
});

async function isNoticed(candidates: readonly Schedule[], broken: BrokenProvider): Promise<boolean> {
    for (const schedule of candidates) {
        const noticed = await simulate(schedule, broken).then(
            () => false,
            () => true,
        );
        if (noticed) {
            return true;
        }
    }
    return false;
}
