import { execFileSync } from "node:child_process";

/** A core that clients leave alone. */
export interface CoreForServers {
    /** For people: who may use which. */
    readonly description: string;
    /** Lets a server that this process has started use all cores. */
    giveTo(processId: number): void;
    /** Lets this process, and all that it starts from now on, use all cores again. */
    release(): void;
}

/**
 * Keeps this process, and all that it starts from now on, off the first core that it may use, so that a server has one for
 * itself, as where clients are on other machines. On two shared cores a server's threads wait for whichever client has more
 * of its own, by turns and with what the machine's host does: what is measured is the kernel's choice then. Where there is
 * one core only, or no `taskset` (it is Linux's), all is left as it is.
 */
export function coreForServers(): CoreForServers {
    const all = usableCores();
    const [first, ...others] = all;
    if (others.length === 0) {
        return { description: "server and clients on all cores", giveTo: () => undefined, release: () => undefined };
    }
    moveTo(process.pid, others);
    return {
        description: `core ${first} is the server's only`,
        giveTo: (processId) => moveTo(processId, all),
        release: () => moveTo(process.pid, all),
    };
}

/** None where it cannot be told. */
function usableCores(): number[] {
    try {
        const list =
            taskset(["--cpu-list", "--pid", String(process.pid)])
                .split(":")
                .at(-1) ?? "";
        return list.split(",").flatMap((range) => {
            const [from = 0, to = from] = range.split("-").map(Number);
            return Array.from({ length: to - from + 1 }, (_, index) => from + index);
        });
    } catch {
        return [];
    }
}

function moveTo(processId: number, cores: readonly number[]): void {
    taskset(["--all-tasks", "--cpu-list", "--pid", cores.join(","), String(processId)]);
}

function taskset(args: readonly string[]): string {
    return execFileSync("taskset", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}
