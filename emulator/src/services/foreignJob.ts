import type { Clock } from "../clock";
import type { ActivityLog } from "./activityLog";

/** A job of somebody else in the same account, made up by a fault. */
export class ForeignJob {
    /** When it ends, in milliseconds since 1970; `undefined`: there was none. */
    private endMs: number | undefined;

    constructor(
        private readonly clock: Clock,
        private readonly activity: ActivityLog,
    ) {}

    /** Whether it holds the account. */
    get isActive(): boolean {
        return this.endMs !== undefined && this.clock.now() < this.endMs;
    }

    /** Makes it active from now on. */
    start(seconds: number): void {
        const startedMs = this.clock.now();
        this.endMs = startedMs + seconds * 1000;
        const ended = { endedMs: this.endMs, endStatus: "Succeeded" } as const;
        this.activity.add({ jobId: undefined, userPoolId: undefined, startedMs, ...ended });
    }
}
