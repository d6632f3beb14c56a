import { cpus, release, totalmem, type } from "node:os";

/** What a figure depends on beside the code. */
export interface Machine {
    readonly processor: string;
    readonly cores: number;
    readonly memoryGigabytes: number;
    readonly system: string;
    readonly node: string;
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
    return {
        processor: cpus()[0]?.model.trim() ?? "unknown processor",
        cores: cpus().length,
        memoryGigabytes: Math.round(totalmem() / 2 ** 30),
        system: `${type()} ${release()}`,
        node: process.version,
    };
}

/** One line for people. */
export function describeMachine({ processor, cores, memoryGigabytes, system, node }: Machine): string {
    return `${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}`;
}
