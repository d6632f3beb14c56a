import { type Fault, parseFault } from "./fault";

/** The faults that calls will meet. A call meets at most one: the first that is for its operation. */
export class FaultScript {
    private entries: { readonly fault: Fault; left: number }[] = [];

    /**
     * Appends faults; they are used up in this order.
     * @throws RangeError for an invalid fault; nothing is appended then.
     */
    add(...faults: readonly Fault[]): void {
        const parsed = faults.map(parseFault);
        this.entries.push(...parsed.map((fault) => ({ fault, left: fault.times ?? 1 })));
    }

    /** What is not used up yet, with how many calls are left for each. */
    get pending(): readonly Fault[] {
        return this.entries.map(({ fault, left }) => ({ ...fault, times: left }));
    }

    /** Forgets everything that is not used up. */
    clear(): void {
        this.entries = [];
    }

    /** The fault that a call of `operation` meets now; `undefined`: none. */
    take(operation: string): Fault | undefined {
        const entry = this.entries.find(({ fault }) => fault.operation === "*" || fault.operation === operation);
        if (entry === undefined) {
            return undefined;
        }
        entry.left--;
        if (entry.left === 0) {
            this.entries.splice(this.entries.indexOf(entry), 1);
        }
        return entry.fault;
    }
}
