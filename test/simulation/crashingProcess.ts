import type { ManualClock } from "../../emulator/src";
import type { Clock } from "../../provider/src/clock";
import type { ImportApi } from "../../provider/src/cognito/importApi";
import type { LifecycleDependencies } from "../../provider/src/job/dependencies";
import { emptyProcessMemory, JobDecisions } from "../../provider/src/job/processMemory";
import type { putStream } from "../../provider/src/job/putStream";
import { memorySource } from "../support/lifecycle/lifecycleFixture";

/** Where a process dies: at its n-th await of the outside world, before or after that has acted. */
export interface Death {
    readonly atAwait: number;
    readonly after: boolean;
}

/** What was thrown at whoever ran the process. The process itself never sees it: it just stops. */
export class ProcessDied extends Error {
    public override readonly name = "ProcessDied";
}

/** What all processes of a simulation share. */
export interface Surroundings {
    readonly clock: ManualClock;
    /** How far the clock of the machine is ahead of AWS's, which is `clock`. */
    readonly clockAheadSeconds: number;
    readonly api: ImportApi;
    readonly put: typeof putStream;
    /** The source's content by path, read when it is opened. */
    readonly files: ReadonlyMap<string, string>;
    readonly random: () => number;
    /** How the provider is broken on purpose, to see that simulations notice. */
    readonly broken: BrokenProvider | undefined;
}

/**
 * `blind` does not find its own jobs, `forgetful` does not know which jobs it keeps, `greedy` takes each job that it finds for
 * its own.
 */
export type BrokenProvider = "blind" | "forgetful" | "greedy";

/** One run of the plugin process, which may die at any await: from then on nothing of it goes on. */
export class CrashingProcess {
    public readonly deps: LifecycleDependencies;
    /** Every line that the person in front of it would see. */
    public readonly told: string[] = [];
    /** Ids of the jobs that it asked to stop. */
    public readonly stopped: string[] = [];
    /** Ids of the jobs that AWS said it has made. */
    public readonly made: string[] = [];
    private awaits = 0;
    private kill: (reason: Error) => void = () => undefined;
    private readonly died = new Promise<never>((_resolve, reject) => {
        this.kill = reject;
    });

    public constructor(
        private readonly surroundings: Surroundings,
        private readonly death: Death | undefined,
    ) {
        this.died.catch(() => undefined);
        const tell = (text: string): void => void this.told.push(text);
        this.deps = {
            connect: () => this.crashingApi(),
            hasConfiguredEndpoint: true,
            account: async () => undefined,
            region: undefined,
            openSource: async (path) => memorySource(String(path), surroundings.files.get(String(path))),
            put: (put) => this.crashing(() => surroundings.put(put)),
            clock: this.crashingClock(),
            progress: () => ({ status: tell, info: tell, warn: tell }),
            memory: { ...emptyProcessMemory(), jobs: decisionsOf(surroundings.broken) },
        };
    }

    /** Runs an operation until it ends or the process dies, whichever is first. */
    public run<T>(operation: (deps: LifecycleDependencies) => Promise<T>): Promise<T> {
        return Promise.race([operation(this.deps), this.died]);
    }

    private async crashing<T>(act: () => Promise<T>): Promise<T> {
        this.awaits++;
        const dies = this.death?.atAwait === this.awaits;
        if (dies && !this.death?.after) {
            return this.die();
        }
        try {
            return await act();
        } finally {
            if (dies) {
                await this.die();
            }
        }
    }

    private die(): Promise<never> {
        this.kill(new ProcessDied());
        return new Promise(() => undefined);
    }

    private crashingApi(): ImportApi {
        const { api, broken } = this.surroundings;
        return {
            getCsvHeader: (...args) => this.crashing(() => api.getCsvHeader(...args)),
            describeUserPool: (...args) => this.crashing(() => api.describeUserPool(...args)),
            getMfaConfig: (...args) => this.crashing(() => api.getMfaConfig(...args)),
            listUsers: (...args) => this.crashing(() => api.listUsers(...args)),
            findUser: (...args) => this.crashing(() => api.findUser(...args)),
            createJob: (...args) =>
                this.crashing(async () => {
                    const ticket = await api.createJob(...args);
                    this.made.push(ticket.job.jobId);
                    return ticket;
                }),
            describeJob: (...args) => this.crashing(() => api.describeJob(...args)),
            listJobs: (...args) =>
                this.crashing(async () =>
                    broken === "blind" ? { jobs: [], paginationToken: undefined } : await api.listJobs(...args),
                ),
            startJob: (...args) => this.crashing(() => api.startJob(...args)),
            stopJob: (userPoolId, jobId) => {
                this.stopped.push(jobId);
                return this.crashing(() => api.stopJob(userPoolId, jobId));
            },
            findLogStreams: (...args) => this.crashing(() => api.findLogStreams(...args)),
            readLog: (...args) => this.crashing(() => api.readLog(...args)),
            lastEndpoint: () => api.lastEndpoint(),
        };
    }

    private crashingClock(): Clock {
        const { clock, clockAheadSeconds, random } = this.surroundings;
        return {
            now: () => clock.now() + clockAheadSeconds * 1000,
            random,
            sleep: (seconds, signal) =>
                this.crashing(
                    () =>
                        new Promise<void>((resolve, reject) => {
                            signal?.throwIfAborted();
                            const cancel = clock.setTimer(seconds * 1000, resolve);
                            signal?.addEventListener("abort", () => {
                                cancel();
                                reject(signal.reason);
                            });
                        }),
                ),
        };
    }
}

function decisionsOf(broken: BrokenProvider | undefined): JobDecisions {
    switch (broken) {
        case "forgetful":
            return new ForgetfulJobs();
        case "greedy":
            return new GreedyJobs();
        default:
            return new JobDecisions();
    }
}

class GreedyJobs extends JobDecisions {
    public override isOwn(): boolean {
        return true;
    }
}

class ForgetfulJobs extends JobDecisions {
    public override keep(): void {
        // Forgotten.
    }
}
