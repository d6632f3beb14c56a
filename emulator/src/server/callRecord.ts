import type { FaultKind } from "../faults/fault";

/** One call to the emulator. Never holds anything of a request's or an answer's body. */
export interface CallRecord {
    /** The operation's name in AWS's spelling; `PutObject` for uploads. */
    readonly operation: string;
    /** When the call came, in milliseconds since 1970 on the emulator's clock. */
    readonly timeMs: number;
    /** The HTTP status of the answer; 0 where the connection was cut instead. */
    readonly statusCode: number;
    /** AWS's code of the error; `undefined` for a success. */
    readonly errorCode: string | undefined;
    /** The scripted fault that the call met; `undefined`: none. */
    readonly fault: FaultKind | undefined;
}

const mostRecords = 100_000;

/** Remembers the last 100,000 calls. */
export class CallLog {
    private records: CallRecord[] = [];
    private count = 0;

    constructor(private readonly onCall: (record: CallRecord) => void = () => {}) {}

    /** How many calls there ever were. */
    get total(): number {
        return this.count;
    }

    /** Oldest first. */
    get calls(): readonly CallRecord[] {
        return this.records;
    }

    /** Adds a call; forgets the older half when there are too many. */
    add(record: CallRecord): void {
        if (this.records.length >= mostRecords) {
            this.records = this.records.slice(mostRecords / 2);
        }
        this.records.push(record);
        this.count++;
        this.onCall(record);
    }

    /** Forgets all calls. */
    clear(): void {
        this.records = [];
    }
}
