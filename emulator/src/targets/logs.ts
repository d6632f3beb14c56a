import { invalidParameter, resourceNotFound } from "../errors";
import type { LogEvent, LogStream } from "../logs/logStore";
import { logGroup, logGroupIdentifier, logStream, nextToken } from "../model/logTypes";
import { boolean, integer, oneOf } from "../model/scalars";
import { required, structure } from "../model/shape";
import { decodeToken, encodeToken, target } from "./target";

const describeLogStreamsInput = structure({
    logGroupName: logGroup,
    logGroupIdentifier,
    logStreamNamePrefix: logStream,
    orderBy: oneOf("LogStreamName", "LastEventTime"),
    descending: boolean(),
    nextToken,
    limit: integer({ min: 1, max: 50 }),
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const DescribeLogStreams = target(describeLogStreamsInput, ({ logs, settings, accountId }, request) => {
    const group = logs.find(request);
    const arn = `arn:aws:logs:${settings.region}:${accountId}:log-group:${group.name}:log-stream:`;
    const streams = [...group.streams.values()]
        .filter((stream) => stream.name.startsWith(request.logStreamNamePrefix ?? ""))
        .sort((left, right) =>
            request.orderBy === "LastEventTime"
                ? lastEventMs(left) - lastEventMs(right)
                : compare(left.name, right.name),
        );
    if (request.descending === true) {
        streams.reverse();
    }
    const list = `streams:${group.name}`;
    const start = request.nextToken === undefined ? 0 : decodeToken(list, request.nextToken);
    const end = start + (request.limit ?? 50);
    return {
        logStreams: streams.slice(start, end).map((stream) => streamType(stream, arn)),
        nextToken: end < streams.length ? encodeToken(list, end) : undefined,
    };
});

function streamType(stream: LogStream, arn: string): object {
    const times = {
        firstEventTimestamp: stream.at(0)?.timestampMs,
        lastEventTimestamp: stream.at(stream.length - 1)?.timestampMs,
        lastIngestionTime: stream.at(stream.length - 1)?.timestampMs,
    };
    const name = stream.name;
    return { logStreamName: name, creationTime: stream.createdMs, ...times, arn: arn + name, storedBytes: 0 };
}

function lastEventMs(stream: LogStream): number {
    return stream.at(stream.length - 1)?.timestampMs ?? stream.createdMs;
}

function compare(left: string, right: string): number {
    return left < right ? -1 : Number(left > right);
}

const getLogEventsInput = structure({
    logGroupName: logGroup,
    logGroupIdentifier,
    logStreamName: required(logStream),
    startTime: integer({ min: 0 }),
    endTime: integer({ min: 0 }),
    nextToken,
    limit: integer({ min: 1, max: 10000 }),
    startFromHead: boolean(),
    unmask: boolean(),
});

const pageBytes = 1024 * 1024;
/** What CloudWatch counts for an event besides its text. */
const eventOverheadBytes = 26;

/**
 * Events oldest first, at most 10,000 or 1 MB a page; without startFromHead or a token the newest page. At either end the
 * token comes back unchanged.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
 */
export const GetLogEvents = target(getLogEventsInput, ({ logs }, request) => {
    const stream = logs.find(request).streams.get(request.logStreamName);
    if (stream === undefined) {
        throw resourceNotFound("The specified log stream does not exist.");
    }
    const first = firstFrom(stream, request.startTime ?? 0);
    const end = firstFrom(stream, request.endTime ?? Number.POSITIVE_INFINITY);
    const token = parseToken(request.nextToken);
    const forward = token?.forward ?? request.startFromHead === true;
    const place = Math.min(Math.max(token?.place ?? (forward ? first : end), first), Math.max(first, end));
    const [from, to] = readPage(stream, place, forward ? end : first, forward, request.limit ?? 10000);
    return {
        events: Array.from({ length: to - from }, (_, index) => eventType(stream, from + index)),
        nextForwardToken: formatToken("f", to),
        nextBackwardToken: formatToken("b", from),
    };
});

/** The range of positions of one page from `place` towards `border`. */
function readPage(stream: LogStream, place: number, border: number, forward: boolean, limit: number): [number, number] {
    let [from, to, bytes] = [place, place, 0];
    while (to - from < limit && (forward ? to < border : from > border)) {
        bytes += eventOverheadBytes + Buffer.byteLength(stream.at(forward ? to : from - 1)?.message ?? "");
        if (bytes > pageBytes) {
            break;
        }
        if (forward) {
            to++;
        } else {
            from--;
        }
    }
    return [from, to];
}

/** The first position whose event is not older than `timeMs`; events are in the order of their time. */
function firstFrom(stream: LogStream, timeMs: number): number {
    let [low, high] = [0, stream.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((stream.at(middle)?.timestampMs ?? 0) < timeMs) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

function eventType(stream: LogStream, position: number): object {
    const { timestampMs = 0, message = "" }: Partial<LogEvent> = stream.at(position) ?? {};
    return { timestamp: timestampMs, message, ingestionTime: timestampMs };
}

function formatToken(direction: "f" | "b", position: number): string {
    return `${direction}/${String(position).padStart(56, "0")}`;
}

function parseToken(token: string | undefined): { readonly forward: boolean; readonly place: number } | undefined {
    if (token === undefined) {
        return undefined;
    }
    const match = /^([fb])\/([0-9]{56})$/.exec(token);
    if (match === null) {
        throw invalidParameter("The specified nextToken is invalid.");
    }
    return { forward: match[1] === "f", place: Number(match[2]) };
}
