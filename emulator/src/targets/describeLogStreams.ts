import { logGroup, logGroupIdentifier, logStream, nextToken } from "../model/logTypes";
import { boolean, integer, oneOf } from "../model/scalars";
import { structure } from "../model/shape";
import { findLogGroup } from "../services/findLogGroup";
import type { LogStream } from "../services/logStore";
import { decodeToken, encodeToken } from "../services/tokens";
import { target } from "./target";

const input = structure({
    logGroupName: logGroup,
    logGroupIdentifier,
    logStreamNamePrefix: logStream,
    orderBy: oneOf("LogStreamName", "LastEventTime"),
    descending: boolean(),
    nextToken,
    limit: integer({ min: 1, max: 50 }),
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const DescribeLogStreams = target(input, ({ logs, settings }, request) => {
    const group = findLogGroup(logs, request);
    const arn = `arn:aws:logs:${settings.region}:${settings.accountId}:log-group:${group.name}:log-stream:`;
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
