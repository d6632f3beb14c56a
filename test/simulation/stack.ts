import { CrashingProcess, type Death } from "./crashingProcess";
import { EngineModel } from "./engineModel";
import type { Program, TroubledRun } from "./schedule";
import type { World } from "./world";

/** One stack: what its engine records, its CSV, and the jobs that it made and asked to stop. */
export class Stack {
    public readonly engine = new EngineModel();
    public readonly processes: CrashingProcess[] = [];

    public constructor(
        public readonly file: string,
        public readonly runs: readonly TroubledRun[],
    ) {}

    /** What it says in the end. */
    public get program(): Program {
        return { ...(this.runs.at(-1)?.program as Program), timeout: "2h" };
    }

    public begin(world: World, death?: Death): CrashingProcess {
        const process = new CrashingProcess(world, death);
        this.processes.push(process);
        return process;
    }
}

/** In the order that the pool lists them in: there are fewer than ten. */
export function userNames(count: number): string[] {
    return Array.from({ length: count }, (_, index) => `user${index}`);
}
