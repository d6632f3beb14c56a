import type { Journal } from "../durability/journalEntry";
import type { ImportJob } from "./importJob";
import type { UserPool } from "./userPool";

/** The text of the events that stand before the rows, as in the logs that people have shown. */
const testLog = "Cognito User Pools Import - Test Log";

type NamedPool = Pick<UserPool, "id" | "name">;
type NamedJob = Pick<ImportJob, "id" | "name">;

/** What became of a row. */
export type RowVerdict = "SUCCEEDED" | "SKIPPED" | "FAILED";

/** One line of a log stream. */
export interface LogEvent {
    /** Milliseconds since 1970. */
    readonly timestampMs: number;
    readonly message: string;
}

/** The lines of one import job. Half a million lines are kept as numbers, the text is put together when read. */
export class LogStream {
    private lines = new Uint32Array(64);
    private delays = new Uint32Array(64);
    private reasons = new Uint16Array(64);
    private readonly texts: string[] = [];
    private readonly textNumbers = new Map<string, number>();
    private count = 0;

    constructor(
        readonly name: string,
        /** Milliseconds since 1970. */
        readonly createdMs: number,
    ) {}

    /** How many events there are. */
    get length(): number {
        return this.count;
    }

    /** Adds `[verdict] Line Number line - text`; there are few different verdicts and texts. */
    append(timestampMs: number, line: number, verdict: RowVerdict, text: string): void {
        this.add(timestampMs, line, `[${verdict}] Line Number\0 - ${text}`);
    }

    /** Adds the event with which Cognito tries the job's role. */
    appendTest(timestampMs: number): void {
        this.add(timestampMs, 0, testLog);
    }

    private add(timestampMs: number, line: number, template: string): void {
        if (this.count === this.lines.length) {
            this.grow();
        }
        let number = this.textNumbers.get(template);
        if (number === undefined) {
            number = this.texts.push(template) - 1;
            this.textNumbers.set(template, number);
        }
        this.lines[this.count] = line;
        this.delays[this.count] = timestampMs - this.createdMs;
        this.reasons[this.count] = number;
        this.count++;
    }

    /** The event at `position`, counted from 0 for the oldest; `undefined` beyond the ends. */
    at(position: number): LogEvent | undefined {
        const text = this.texts[this.reasons[position] ?? 0];
        if (text === undefined || position < 0 || position >= this.count) {
            return undefined;
        }
        const message = text.replace("\0", ` ${this.lines[position] ?? 0}`);
        return { timestampMs: this.createdMs + (this.delays[position] ?? 0), message };
    }

    private grow(): void {
        const [lines, delays, reasons] = [this.lines, this.delays, this.reasons];
        this.lines = new Uint32Array(this.count * 2);
        this.lines.set(lines);
        this.delays = new Uint32Array(this.count * 2);
        this.delays.set(delays);
        this.reasons = new Uint16Array(this.count * 2);
        this.reasons.set(reasons);
    }
}

/** All log groups. They outlive their pools, as they do on AWS. */
export class LogStore {
    private readonly groups = new Map<string, Map<string, LogStream>>();

    constructor(private readonly journal: Journal) {}

    /** The streams of a group by name; `undefined`: there is no such group. */
    group(name: string): ReadonlyMap<string, LogStream> | undefined {
        return this.groups.get(name);
    }

    /** The stream of that name, a new one where there is none. */
    openStream(groupName: string, streamName: string, createdMs: number): LogStream {
        return this.groups.get(groupName)?.get(streamName) ?? this.createStream(groupName, streamName, createdMs);
    }

    /** Writes the event with which Cognito tries a job's role into the job's stream. */
    tryRole(pool: NamedPool, job: NamedJob, timeMs: number): void {
        const [group, name] = [logGroupName(pool), logStreamName(job)];
        this.openStream(group, name, timeMs).appendTest(timeMs);
        this.journal.append({ type: "testLog", group, name, timeMs });
    }

    /** Makes the stream, and the group where there is none. */
    createStream(groupName: string, streamName: string, createdMs: number): LogStream {
        const group = this.groups.get(groupName) ?? new Map<string, LogStream>();
        this.groups.set(groupName, group);
        const stream = new LogStream(streamName, createdMs);
        group.set(streamName, stream);
        this.journal.append({ type: "stream", group: groupName, name: streamName, createdMs });
        return stream;
    }
}

/**
 * The log group of a pool's import jobs, as the developer guide gives it.
 * Assumed: what CloudWatch does not allow in a group's name (spaces and `+=,@` of a pool's name) becomes `_`.
 */
export function logGroupName(pool: NamedPool): string {
    return `/aws/cognito/userpools/${pool.id}/${pool.name.replace(/[^.\-_/#A-Za-z0-9]/g, "_")}`;
}

/** The log stream of a job, as the developer guide gives it. */
export function logStreamName(job: NamedJob): string {
    return `${job.id}/${job.name}`;
}
