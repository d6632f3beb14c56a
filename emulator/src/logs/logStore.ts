import { invalidParameter, resourceNotFound } from "../errors";
import type { Journal } from "../journal";

/** The text of the events before the rows, as in logs that people have shown. */
const testLog = "Cognito User Pools Import - Test Log";

/** A user pool or an import job. */
interface Named {
    readonly id: string;
    readonly name: string;
}

/** What happened to a row. */
export type RowVerdict = "SUCCEEDED" | "SKIPPED" | "FAILED";

/** One line of a log stream. */
export interface LogEvent {
    /** Milliseconds since 1970. */
    readonly timestampMs: number;
    readonly message: string;
}

/** An event whose message is put together when it is read: half a million messages would take as much memory as their users. */
interface StoredEvent {
    readonly timestampMs: number;
    readonly line: number;
    /** `undefined`: the event is not about a line. */
    readonly verdict: RowVerdict | undefined;
    readonly text: string;
}

/** The lines of one import job. */
export class LogStream {
    private readonly events: StoredEvent[] = [];

    constructor(
        readonly name: string,
        /** Milliseconds since 1970. */
        readonly createdMs: number,
    ) {}

    /** How many events there are. */
    get length(): number {
        return this.events.length;
    }

    /** Adds `[verdict] Line Number line - text`. */
    append(timestampMs: number, line: number, verdict: RowVerdict, text: string): void {
        this.events.push({ timestampMs, line, verdict, text });
    }

    /** Adds the event with which Cognito tries the job's role. */
    appendTest(timestampMs: number): void {
        this.events.push({ timestampMs, line: 0, verdict: undefined, text: testLog });
    }

    /** The event at `position`, counted from 0 for the oldest; `undefined` beyond the ends. */
    at(position: number): LogEvent | undefined {
        const event = this.events[position];
        if (event === undefined) {
            return undefined;
        }
        const { timestampMs, line, verdict, text } = event;
        return { timestampMs, message: verdict === undefined ? text : `[${verdict}] Line Number ${line} - ${text}` };
    }
}

/** What the journal is told about log streams. Rows are in the entries of jobs. */
export type LogEntry =
    | (StreamName & { readonly type: "stream"; readonly createdMs: number })
    | (StreamName & { readonly type: "testLog"; readonly timeMs: number });

/** Names a stream among those of all accounts. */
interface StreamName {
    readonly accountId: string;
    readonly group: string;
    readonly name: string;
}

/** A log group named by its name, or by its name or ARN as an identifier. */
export interface LogGroupReference {
    readonly logGroupName?: string | undefined;
    readonly logGroupIdentifier?: string | undefined;
}

/** The log groups of one account. They outlive their pools, as they do on AWS. */
export class LogStore {
    private readonly groups = new Map<string, Map<string, LogStream>>();

    constructor(
        private readonly accountId: string,
        private readonly journal: Journal<LogEntry>,
    ) {}

    /** The streams of a group by name; `undefined`: there is no such group. */
    group(name: string): ReadonlyMap<string, LogStream> | undefined {
        return this.groups.get(name);
    }

    /**
     * The name and streams of the group that a call means.
     * @throws EmulatorError InvalidParameterException when not exactly one of the two members is given,
     * ResourceNotFoundException when the account has no such group.
     */
    find(reference: LogGroupReference): {
        readonly name: string;
        readonly streams: ReadonlyMap<string, LogStream>;
    } {
        const { logGroupName, logGroupIdentifier } = reference;
        const given = logGroupName ?? logGroupIdentifier;
        if (given === undefined || (logGroupName !== undefined && logGroupIdentifier !== undefined)) {
            throw invalidParameter("Exactly one of logGroupName and logGroupIdentifier must be specified.");
        }
        const [, account = this.accountId, name = given] =
            /^arn:[^:]+:logs:[^:]*:([^:]*):log-group:(.*?)(?::\*)?$/.exec(given) ?? [];
        const streams = account === this.accountId ? this.groups.get(name) : undefined;
        if (streams === undefined) {
            throw resourceNotFound("The specified log group does not exist.");
        }
        return { name, streams };
    }

    /** The stream of that name, a new one where there is none. */
    openStream(groupName: string, streamName: string, createdMs: number): LogStream {
        return this.groups.get(groupName)?.get(streamName) ?? this.createStream(groupName, streamName, createdMs);
    }

    /** Writes the event with which Cognito tries a job's role into the job's stream. */
    tryRole(pool: Named, job: Named, timeMs: number): void {
        const [group, name] = [logGroupName(pool), logStreamName(job)];
        this.openStream(group, name, timeMs).appendTest(timeMs);
        this.journal.append({ type: "testLog", accountId: this.accountId, group, name, timeMs });
    }

    /** Makes the stream, and the group where there is none. */
    createStream(groupName: string, streamName: string, createdMs: number): LogStream {
        const group = this.groups.get(groupName) ?? new Map<string, LogStream>();
        this.groups.set(groupName, group);
        const stream = new LogStream(streamName, createdMs);
        group.set(streamName, stream);
        const { accountId } = this;
        this.journal.append({ type: "stream", accountId, group: groupName, name: streamName, createdMs });
        return stream;
    }
}

/**
 * The log group of a pool's import jobs, as the developer guide gives it.
 * Assumed: what CloudWatch does not allow in a group's name (spaces and `+=,@` of a pool's name) becomes `_`.
 */
export function logGroupName(pool: Named): string {
    return `/aws/cognito/userpools/${pool.id}/${pool.name.replace(/[^.\-_/#A-Za-z0-9]/g, "_")}`;
}

/** The log stream of a job, as the developer guide gives it. */
export function logStreamName(job: Named): string {
    return `${job.id}/${job.name}`;
}
