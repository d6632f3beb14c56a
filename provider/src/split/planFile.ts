import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { type PartLimits, PartPlanner } from "./partPlan";
import { RepeatedUsernames } from "./repeatedUsernames";
import type { SourcePlan } from "./sourcePlan";

const chunkBytes = 1 << 20;

/**
 * Where a local CSV is cut, found at once: a program has to say how many resources it has before anything else runs.
 * Half a second for a million rows.
 *
 * @param path relative to the folder where the program runs, or absolute
 * @returns `undefined` where there is no regular file that can be read
 */
export function planFile(path: string, limits: PartLimits): SourcePlan | undefined {
    let file: number | undefined;
    try {
        // Without waiting for a writer, should it be a FIFO.
        file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
        return fstatSync(file).isFile() ? plan(file, limits) : undefined;
    } catch {
        return undefined;
    } finally {
        if (file !== undefined) {
            closeSync(file);
        }
    }
}

function plan(file: number, limits: PartLimits): SourcePlan {
    const planner = new PartPlanner(limits);
    const usernames = new RepeatedUsernames();
    const chunk = Buffer.allocUnsafe(chunkBytes);
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) {
        planner.push(chunk.subarray(0, bytes));
        usernames.push(chunk.subarray(0, bytes));
    }
    return { parts: planner.finish().parts, repeated: usernames.finish() };
}
