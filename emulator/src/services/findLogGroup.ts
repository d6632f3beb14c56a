import { invalidParameter, resourceNotFound } from "../errors";
import type { LogStore, LogStream } from "./logStore";

/** A log group named by its name, or by its name or ARN as an identifier. */
export interface LogGroupReference {
    readonly logGroupName?: string | undefined;
    readonly logGroupIdentifier?: string | undefined;
}

/**
 * The group's name and streams.
 * @throws EmulatorError InvalidParameterException when not exactly one of the two is given, ResourceNotFoundException when
 * there is no such group.
 */
export function findLogGroup(
    logs: LogStore,
    reference: LogGroupReference,
): { readonly name: string; readonly streams: ReadonlyMap<string, LogStream> } {
    const { logGroupName, logGroupIdentifier } = reference;
    const given = logGroupName ?? logGroupIdentifier;
    if (given === undefined || (logGroupName !== undefined && logGroupIdentifier !== undefined)) {
        throw invalidParameter("Exactly one of logGroupName and logGroupIdentifier must be specified.");
    }
    const name = given.replace(/^arn:[^:]+:logs:[^:]*:[^:]*:log-group:/, "").replace(/:\*$/, "");
    const streams = logs.group(name);
    if (streams === undefined) {
        throw resourceNotFound("The specified log group does not exist.");
    }
    return { name, streams };
}
