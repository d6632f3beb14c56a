import type { FaultKind } from "./faults/fault";
import type { ImportJobStatus } from "./model/types";
import type { StsOperation } from "./operations";

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
    /** The account of the caller's credentials; `undefined`: it sent none, as those who sign in or upload. */
    readonly accountId: string | undefined;
    /** The ARN of the caller, such as `arn:aws:sts::123456789012:assumed-role/Deploy/ci`; `undefined` as above. */
    readonly callerArn: string | undefined;
}

/** A role that was assumed, as the caller asked for it. Never holds a token or a secret. */
export interface AssumedRole {
    readonly operation: StsOperation;
    /** Milliseconds since 1970. */
    readonly timeMs: number;
    /** Who asked; `undefined`: somebody with a web identity. */
    readonly callerArn: string | undefined;
    readonly roleArn: string;
    readonly roleSessionName: string;
    /** As asked for, else AWS's default of an hour. */
    readonly durationSeconds: number;
    readonly externalId: string | undefined;
    readonly policy: string | undefined;
    readonly policyArns: readonly string[];
    readonly tags: Readonly<Record<string, string>>;
    readonly transitiveTagKeys: readonly string[];
    readonly sourceIdentity: string | undefined;
    /** What the token said; `undefined`: the role was assumed with credentials. */
    readonly webIdentity: { readonly issuer: string; readonly subject: string; readonly audience: string } | undefined;
}

/** A time in which a job was active in its account: from Pending to its end. Times are milliseconds since 1970. */
export interface JobActivity {
    readonly accountId: string;
    /** `undefined`: the job of another caller, which a fault made up. */
    readonly jobId: string | undefined;
    readonly userPoolId: string | undefined;
    readonly startedMs: number;
    /** `undefined`: it is still active. */
    endedMs: number | undefined;
    /** How it ended. */
    endStatus: ImportJobStatus | undefined;
}

/** A message that AWS would have sent to a user. Only tests can see it. */
export interface SentMessage {
    readonly userPoolId: string;
    readonly username: string;
    readonly medium: "EMAIL" | "SMS";
    /** The code in it. */
    readonly code: string;
    /** Milliseconds since 1970. */
    readonly timeMs: number;
}

/** Remembers the latest records of one kind for tests, at most `limit` of them. */
export class RecordLog<R> {
    private records: R[] = [];
    private count = 0;

    constructor(
        private readonly limit: number,
        private readonly onAdd: (record: R) => void = () => {},
    ) {}

    /** How many records there ever were. */
    get total(): number {
        return this.count;
    }

    /** Oldest first. */
    get all(): readonly R[] {
        return this.records;
    }

    /** Adds a record and returns it; forgets the older half when there are too many. */
    add(record: R): R {
        if (this.records.length >= this.limit) {
            this.records = this.records.slice(this.limit / 2);
        }
        this.records.push(record);
        this.count++;
        this.onAdd(record);
        return record;
    }

    /** Forgets all records. */
    clear(): void {
        this.records = [];
    }
}
