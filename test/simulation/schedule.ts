import type { Fault } from "../../emulator/src";
import type { Death } from "./crashingProcess";
import { Random } from "./random";

/** What the program says in one run. */
export interface Program {
    /** How many users are in the CSV. */
    readonly users: number;
    readonly timeout: string;
    readonly waitForCompletion: boolean;
    readonly role: string;
    readonly trigger: number;
}

/** One `pulumi up` in trouble. */
export interface TroubledRun {
    readonly program: Program;
    readonly faults: readonly Fault[];
    readonly death: Death | undefined;
    /** Seconds that pass before it. */
    readonly afterSeconds: number;
    readonly refreshBefore: boolean;
    /** Whether `pulumi destroy` comes first, which then dies in the run's stead. */
    readonly destroyBefore: boolean;
    /** Whether the engine is told to replace the resource, whatever `diff` finds. */
    readonly isToldToReplace: boolean;
    /** Whether somebody stops the newest job before it, as far as it can be stopped. */
    readonly stoppedBefore: boolean;
}

/** Everything that happens to one resource, or to that of two stacks, out of a seed. */
export interface Schedule {
    readonly seed: number;
    readonly rowsPerSecond: number;
    readonly pendingSeconds: number;
    /** How far the clock of the machine is ahead of AWS's. */
    readonly clockAheadSeconds: number;
    readonly runs: readonly TroubledRun[];
    /** Runs of a second stack that has the same name, project and pool, each at the same time as that of the first. */
    readonly beside?: readonly TroubledRun[];
}

/** The schedule of a seed, always the same. */
export function scheduleOf(seed: number): Schedule {
    const random = randomOf(seed);
    const runs = troubledRuns(random);
    return {
        seed,
        rowsPerSecond: random.pick([0.05, 1, 100]),
        pendingSeconds: random.pick([0, 2, 30]),
        clockAheadSeconds: random.pick([0, 0, 0, 0, 1000, -1000]),
        runs,
    };
}

/** The same with a second stack beside it, mostly with the program of the first. */
export function scheduleOfTwo(seed: number): Schedule {
    const schedule = scheduleOf(seed);
    const random = randomOf(seed ^ 0x2_0000);
    const others = troubledRuns(random);
    const beside = others.map((run, index) => ({
        ...run,
        // Who does not wait may find a job of the other stack while it runs, and who destroys may stop it.
        program: {
            ...(random.chance(0.7) ? (schedule.runs[index]?.program ?? run.program) : run.program),
            waitForCompletion: random.chance(0.5),
        },
        destroyBefore: random.chance(0.3),
        afterSeconds: random.chance(0.7) ? 0 : run.afterSeconds,
    }));
    return { ...schedule, beside };
}

/** Numbers that follow one another begin alike, so the first ones are left out. */
function randomOf(seed: number): Random {
    const random = new Random(seed);
    for (let warmUp = 0; warmUp < 4; warmUp++) {
        random.next();
    }
    return random;
}

function troubledRuns(random: Random): TroubledRun[] {
    const runs: TroubledRun[] = [];
    let program = firstProgram(random);
    for (let count = 1 + random.below(3); count > 0; count--) {
        runs.push(troubledRun(random, program));
        program = nextProgram(random, program, runs);
    }
    return runs;
}

const roles = ["CognitoImportLogs", "OtherLogs"] as const;

function firstProgram(random: Random): Program {
    return {
        users: 1 + random.below(4),
        timeout: random.pick(["2h", "2h", "20s"]),
        waitForCompletion: random.chance(0.7),
        role: roles[0],
        trigger: 0,
    };
}

/** Mostly as it was; sometimes with more users, or back to what it said in an earlier run. */
function nextProgram(random: Random, last: Program, runs: readonly TroubledRun[]): Program {
    if (random.chance(0.1)) {
        return random.pick(runs).program;
    }
    return {
        users: last.users + (random.chance(0.25) ? 1 : 0),
        timeout: random.pick(["2h", "2h", "20s"]),
        waitForCompletion: random.chance(0.8) ? last.waitForCompletion : !last.waitForCompletion,
        role: random.chance(0.85) ? last.role : random.pick(roles),
        trigger: last.trigger + (random.chance(0.05) ? 1 : 0),
    };
}

function troubledRun(random: Random, program: Program): TroubledRun {
    return {
        program,
        faults: Array.from({ length: random.below(4) }, () => fault(random)),
        death: random.chance(0.6) ? { atAwait: 1 + random.below(24), after: random.chance(0.5) } : undefined,
        afterSeconds: random.pick([0, 0, 5, 120, 1000, 90_000]),
        refreshBefore: random.chance(0.2),
        destroyBefore: random.chance(0.08),
        isToldToReplace: random.chance(0.1),
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

/** The role is refused at Create, or at Start, or the job fails for it. */
const unassumableRoles: readonly Fault[] = [
    { operation: "CreateUserImportJob", kind: "unassumableRole" },
    { operation: "StartUserImportJob", kind: "unassumableRole" },
    { operation: "StartUserImportJob", kind: "unassumableRole", atStart: true },
];

function fault(random: Random): Fault {
    const times = random.chance(0.15) ? 8 : 1 + random.below(2);
    const operation = random.pick([...importOperations, "*" as const]);
    switch (random.below(9)) {
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
            return { operation, kind: "delay", seconds: random.pick([2, 70, 1000]), times };
        case 6:
            return { operation: "PutObject", kind: "expiredUrl", times };
        case 7:
            return { ...random.pick(unassumableRoles), times };
        default:
            return { operation: "StartUserImportJob", kind: "foreignJob", seconds: random.pick([3, 90, 900]) };
    }
}
