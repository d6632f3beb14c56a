import type { AwsArgument } from "../aws/settings/awsArgument";
import type { Clock } from "../clock";
import { contentTokenIn } from "./jobName";

/** What the operations of one process know of each other. There is one for the whole process, and none is kept after it. */
export interface ProcessMemory {
    /** Content that was found valid for a pool (see `validationKey`): `create` does not check again what `check` has just checked. */
    readonly validContent: Set<string>;
    readonly jobs: JobDecisions;
    readonly startQueue: StartQueue;
    /** By the source that was split: its parts are checked one after another, since each check takes memory for its usernames. */
    readonly partChecks: Turns;
}

/** The memory of a process that begins. */
export function emptyProcessMemory(): ProcessMemory {
    return { validContent: new Set(), jobs: new JobDecisions(), startQueue: new StartQueue(), partChecks: new Turns() };
}

/**
 * What this run has decided about the jobs that the engine knows, by resource id. `diff` decides, and `create` and `update`
 * do for the jobs that they take on.
 *
 * One job can be in the state twice: as the resource, and as the old half of a replacement that is still to be deleted. This
 * happens if the engine was told to replace (`--replace`, `replaceOnChanges`) and create found the same job again, or if the
 * content went back to what it was before the deletion. Deleting the old half must not stop the job then.
 */
export class JobDecisions {
    private readonly decisions = new Map<string, "kept" | "replaced">();
    private readonly made = new Set<string>();
    private readonly access = new Map<string, AwsArgument | undefined>();
    /** By the token of their content, the URNs of the resources that import it. */
    private readonly importers = new Map<string, string>();

    /** The resource is this job, and stays so. */
    public keep(id: string): void {
        this.decisions.set(id, "kept");
    }

    /** Another job replaces this one. */
    public replace(id: string): void {
        this.decisions.set(id, "replaced");
    }

    public isKept(id: string): boolean {
        return this.decisions.get(id) === "kept";
    }

    public isReplaced(id: string): boolean {
        return this.decisions.get(id) === "replaced";
    }

    /** The argument `aws` with which this run reaches a job: the one in the state may hold credentials that have expired. */
    public reachWith(id: string, aws: AwsArgument | undefined): void {
        this.access.set(id, aws);
    }

    /** @param recorded the argument in the state, if this run has no other one */
    public accessTo(id: string, recorded: AwsArgument | undefined): AwsArgument | undefined {
        return this.access.has(id) ? this.access.get(id) : recorded;
    }

    /** The state says that this stack has made the job, and did not only find it. */
    public own(id: string): void {
        this.made.add(id);
    }

    public isOwn(id: string): boolean {
        return this.made.has(id);
    }

    /**
     * Notes which content a resource imports.
     *
     * @returns the URN of another resource of this run that imports the same; `undefined`: none is known
     */
    public claim(jobName: string, resourceUrn: string): string | undefined {
        const content = contentTokenIn(jobName);
        if (content === undefined) {
            return undefined;
        }
        const first = this.importers.get(content) ?? resourceUrn;
        this.importers.set(content, first);
        return first === resourceUrn ? undefined : first;
    }
}

/** Lets what concerns one thing be done one after another. */
export class Turns {
    private readonly last = new Map<string, Promise<unknown>>();

    /** Does the work once what came before has ended, however it did. Throws what the work throws. */
    public async inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
        const turn = (this.last.get(key) ?? Promise.resolve()).then(work, work);
        this.last.set(key, turn);
        return await turn;
    }
}

/** Ends one's turn. */
export type Release = () => void;

/**
 * Lets the jobs of one run start one after another, first come first served. AWS runs one import job at a time, so a Start
 * that is bound to be refused is a wasted call. Other runs are not seen here; their jobs make Start try again.
 */
export class StartQueue {
    /** Per key, those who wait. The one whose turn it is has left the list. */
    private readonly lines = new Map<string, Array<() => void>>();

    /**
     * Waits for one's turn.
     *
     * @param key what the one-at-a-time rule holds for: the Cognito endpoint, so the region, and the account. Assumed: AWS says "per
     *   account" and does not mention regions. If jobs of two regions exclude each other, Start refuses one and is tried again.
     * @param deadlineMs when to give up, in milliseconds since 1970
     * @param onWait called if somebody else has the turn
     * @returns what ends the turn, or `undefined` if the deadline came first
     * @throws the signal's reason
     */
    public async acquire(
        key: string,
        clock: Clock,
        deadlineMs: number,
        onWait: () => void,
        signal?: AbortSignal,
    ): Promise<Release | undefined> {
        const line = this.lines.get(key);
        if (line === undefined) {
            this.lines.set(key, []);
            return this.releaseOnce(key);
        }
        onWait();
        const deadlineTimer = new AbortController();
        const called = new Promise<"turn">((resolve) => {
            const call = (): void => resolve("turn");
            line.push(call);
            deadlineTimer.signal.addEventListener("abort", () => remove(line, call), { once: true });
        });
        const signals = signal === undefined ? [deadlineTimer.signal] : [deadlineTimer.signal, signal];
        const late = clock
            .sleep(Math.max(0, (deadlineMs - clock.now()) / 1000), AbortSignal.any(signals))
            .then(() => "late" as const);
        late.catch(() => undefined);
        try {
            return (await Promise.race([called, late])) === "turn" ? this.releaseOnce(key) : undefined;
        } finally {
            deadlineTimer.abort();
        }
    }

    private releaseOnce(key: string): Release {
        let isReleased = false;
        return () => {
            if (isReleased) {
                return;
            }
            isReleased = true;
            const next = this.lines.get(key)?.shift();
            if (next === undefined) {
                this.lines.delete(key);
            } else {
                next();
            }
        };
    }
}

function remove<T>(list: T[], item: T): void {
    const index = list.indexOf(item);
    if (index >= 0) {
        list.splice(index, 1);
    }
}
