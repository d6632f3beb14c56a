import type { Schedule } from "./schedule";
import { simulate } from "./simulate";

/** How many schedules of a kind run, and where their seeds begin. A failure names its seed. */
const schedules = Number(process.env.SIMULATION_SCHEDULES ?? 2_000);
const firstSeed = Number(process.env.SIMULATION_SEED ?? 1);

/** The seeds of one kind of schedule, or of one of its shares: two files run at the same time. */
export function seeds(share = 1, shares = 1): readonly number[] {
    const ends = [share - 1, share].map((count) => Math.ceil((schedules * count) / shares));
    const [start = 0, end = 0] = ends;
    return Array.from({ length: end - start }, (_, index) => firstSeed + start + index);
}

/**
 * Plays the schedules of these seeds, one after another.
 *
 * @throws Error naming the seed whose schedule broke a promise, and the schedule
 */
export async function simulateAll(scheduleOf: (seed: number) => Schedule, of: readonly number[]): Promise<void> {
    for (const seed of of) {
        const schedule = scheduleOf(seed);
        await simulate(schedule).catch((error: unknown) => {
            const text = JSON.stringify(schedule, undefined, 1);
            const replay = `SIMULATION_SEED=${seed} SIMULATION_SCHEDULES=1`;
            throw new Error(`${replay}: ${String(error)}\n${text}`, { cause: error });
        });
    }
}
