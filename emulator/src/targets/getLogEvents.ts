import { invalidParameter, resourceNotFound } from "../errors";
import { logGroup, logGroupIdentifier, logStream, nextToken } from "../model/logTypes";
import { boolean, integer } from "../model/scalars";
import { required, structure } from "../model/shape";
import { findLogGroup } from "../services/findLogGroup";
import type { LogEvent, LogStream } from "../services/logStore";
import { target } from "./target";

const input = structure({
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
export const GetLogEvents = target(input, ({ logs }, request) => {
    const stream = findLogGroup(logs, request).streams.get(request.logStreamName);
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
