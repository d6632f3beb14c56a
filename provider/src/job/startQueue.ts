import type { Clock } from "../clock";

/** Ends one's turn. */
export type Leave = () => void;

/**
 * Lets the jobs of one run start one after another, first come first served: AWS runs one import job at a time, and
 * a Start that is bound to be refused is a wasted call. Other runs are not seen here; their jobs make Start try again.
 */
export class StartQueue {
    /** Per key, those who wait; the one whose turn it is has left the list. */
    private readonly lines = new Map<string, Array<() => void>>();

    /**
     * Waits for one's turn.
     *
     * @param key what the one-at-a-time rule holds for: the Cognito endpoint, so account and region. Assumed: AWS says "per account" and does
     *   not speak of regions; where jobs of two regions exclude each other, Start refuses one and is tried again.
     * @param deadline when to give up, in milliseconds since 1970
     * @param onWait called where somebody else has the turn
     * @returns what ends the turn, or `undefined` where the deadline came first
     * @throws the signal's reason
     */
    public async enter(
        key: string,
        clock: Clock,
        deadline: number,
        onWait: () => void,
        signal?: AbortSignal,
    ): Promise<Leave | undefined> {
        const line = this.lines.get(key);
        if (line === undefined) {
            this.lines.set(key, []);
            return this.leaveOnce(key);
        }
        onWait();
        const patience = new AbortController();
        const called = new Promise<"turn">((resolve) => {
            const call = (): void => resolve("turn");
            line.push(call);
            patience.signal.addEventListener("abort", () => remove(line, call), { once: true });
        });
        const late = clock
            .sleep(Math.max(0, (deadline - clock.now()) / 1000), either(patience.signal, signal))
            .then(() => "late" as const);
        late.catch(() => undefined);
        try {
            return (await Promise.race([called, late])) === "turn" ? this.leaveOnce(key) : undefined;
        } finally {
            patience.abort();
        }
    }

    private leaveOnce(key: string): Leave {
        let left = false;
        return () => {
            if (left) {
                return;
            }
            left = true;
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

function either(first: AbortSignal, second: AbortSignal | undefined): AbortSignal {
    return second === undefined ? first : AbortSignal.any([first, second]);
}
