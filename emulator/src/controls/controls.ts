import { type Clock, ManualClock } from "../clock/clock";
import { moveClock } from "../clock/waiter";
import type { FaultScript } from "../faults/faultScript";
import type { AssumedRole, CallRecord, JobActivity, SentMessage } from "../records";
import type { SharedServices } from "../services";
import { runUntil } from "./runUntil";

/** What tests see of an emulator, and how they control it. */
export interface EmulatorControls {
    readonly region: string;
    readonly accountId: string;
    readonly clock: Clock;
    /** The last 100,000 calls, oldest first. Never holds anything of a body. */
    readonly calls: readonly CallRecord[];
    /** When jobs were active, oldest first, with the jobs of other callers that faults made up. */
    readonly jobActivity: readonly JobActivity[];
    /** The roles that callers assumed, oldest first, with what they asked for. */
    readonly assumedRoles: readonly AssumedRole[];
    /** The reset codes that AWS would have sent to users, oldest first. */
    readonly messages: readonly SentMessage[];
    /** The script of what will go wrong. */
    readonly faults: FaultScript;
    /** Resolves when no job works, except those that wait for time to pass. */
    settled(): Promise<void>;
    /**
     * Moves a {@link ManualClock} forward, runs everything that becomes due on the way, and waits for jobs to settle.
     * @throws Error when the emulator was not started with such a clock.
     */
    advance(seconds: number): Promise<void>;
    /**
     * Runs `work`, whose waiting is on the same {@link ManualClock}, and moves the clock whenever nothing else happens.
     * @returns what `work` resolves to.
     * @throws what `work` rejects with; Error when it is not done after `mostSeconds` of the clock (default: one week), or
     * when it waits for neither the clock nor the emulator.
     */
    runUntil<T>(work: Promise<T>, mostSeconds?: number): Promise<T>;
}

/** The controls over one set of services. */
export function controlsOf(services: SharedServices): EmulatorControls {
    const { settings, clock, waiter } = services;
    const manualClock = (): ManualClock => {
        if (!(clock instanceof ManualClock)) {
            throw new Error("only an emulator that was started with a ManualClock can move its time");
        }
        return clock;
    };
    return {
        region: settings.region,
        accountId: settings.accountId,
        clock,
        faults: services.faults,
        get calls() {
            return services.calls.all;
        },
        get jobActivity() {
            return services.activity.all;
        },
        get assumedRoles() {
            return services.assumedRoles.all;
        },
        get messages() {
            return services.messages.all;
        },
        settled: () => waiter.settled(),
        advance: async (seconds) => moveClock(manualClock(), waiter, seconds * 1000),
        runUntil: async (work, mostSeconds = 604_800) => runUntil(manualClock(), services, work, mostSeconds * 1000),
    };
}
