import type { Fault } from "../../emulator/src";
import type { Death } from "./mortalProcess";
import { Random } from "./random";

/** One `pulumi up` in trouble. */
export interface TroubledRun {
    readonly faults: readonly Fault[];
    readonly death: Death | undefined;
    /** Seconds that pass before it. */
    readonly afterSeconds: number;
    /** How many users are in the CSV. */
    readonly users: number;
    readonly timeout: string;
    readonly refreshBefore: boolean;
    /** Whether somebody stops the newest job before it, as far as it can be stopped. */
    readonly stoppedBefore: boolean;
}

/** Everything that happens to one resource, out of a seed. */
export interface Schedule {
    readonly seed: number;
    readonly rowsPerSecond: number;
    readonly pendingSeconds: number;
    readonly runs: readonly TroubledRun[];
}

/** The schedule of a seed, always the same. */
export function scheduleOf(seed: number): Schedule {
    const random = new Random(seed);
    // Numbers that follow one another begin alike.
    for (let warmUp = 0; warmUp < 4; warmUp++) {
        random.next();
    }
    const runs: TroubledRun[] = [];
    let users = 1 + random.below(4);
    for (let count = 1 + random.below(3); count > 0; count--) {
        runs.push(troubledRun(random, users));
        users += random.chance(0.25) ? 1 : 0;
    }
    return { seed, rowsPerSecond: random.pick([0.05, 1, 100]), pendingSeconds: random.pick([0, 2, 30]), runs };
}

function troubledRun(random: Random, users: number): TroubledRun {
    return {
        faults: Array.from({ length: random.below(4) }, () => fault(random)),
        death: random.chance(0.6) ? { atAwait: 1 + random.below(24), after: random.chance(0.5) } : undefined,
        afterSeconds: random.pick([0, 0, 5, 120, 1000, 90_000]),
        users,
        timeout: random.pick(["2h", "2h", "20s"]),
        refreshBefore: random.chance(0.2),
        stoppedBefore: random.chance(0.1),
    };
}

const importOperations = [
    "GetCSVHeader",
    "DescribeUserPool",
    "CreateUserImportJob",
    "DescribeUserImportJob",
    "ListUserImportJobs",
    "StartUserImportJob",
    "StopUserImportJob",
    "PutObject",
] as const;

function fault(random: Random): Fault {
    const times = random.chance(0.15) ? 8 : 1 + random.below(2);
    const operation = random.pick([...importOperations, "*" as const]);
    switch (random.below(8)) {
        case 0:
            return { operation, kind: "throttle", times };
        case 1:
            return { operation, kind: "serverError", statusCode: random.pick([500, 502, 503]), times };
        case 2:
            return { operation, kind: "resetBefore", times };
        case 3:
        case 4:
            return { operation, kind: "resetAfter", times };
        case 5:
            return { operation: "PutObject", kind: "expiredUrl", times };
        case 6:
            return {
                operation: random.pick(["CreateUserImportJob", "StartUserImportJob"] as const),
                kind: "unassumableRole",
                times,
            };
        default:
            return { operation: "StartUserImportJob", kind: "foreignJob", seconds: random.pick([3, 90, 900]) };
    }
}
