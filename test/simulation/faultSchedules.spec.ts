import assert from "node:assert/strict";
import { scheduleOf } from "./schedule";
import { simulate } from "./simulate";

/** How many schedules run, and where the seeds begin; a failure names its seed. */
const schedules = Number(process.env.SIMULATION_SCHEDULES ?? 2_000);
const firstSeed = Number(process.env.SIMULATION_SEED ?? 1);

describe("fault schedules", function () {
    this.timeout("15m");

    it(`end in one job, each user once, and a true state, ${schedules} of them`, async () => {
        for (let seed = firstSeed; seed < firstSeed + schedules; seed++) {
            await named(seed, simulate(scheduleOf(seed)));
        }
    });

    it("notice a provider that does not look for its own jobs", async () => {
        let noticed = 0;
        for (let seed = 1; seed <= 100; seed++) {
            await simulate(scheduleOf(seed), "blind").catch(() => noticed++);
        }
        assert.ok(noticed > 0, "100 schedules without adoption went unnoticed");
    });
});

async function named(seed: number, simulation: Promise<void>): Promise<void> {
    try {
        await simulation;
    } catch (error) {
        const schedule = JSON.stringify(scheduleOf(seed), undefined, 1);
        throw new Error(`SIMULATION_SEED=${seed} SIMULATION_SCHEDULES=1: ${String(error)}\n${schedule}`, {
            cause: error,
        });
    }
}
