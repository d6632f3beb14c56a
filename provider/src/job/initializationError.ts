import {
    beginning,
    binaryHeaderBytes,
    maxHeaderBytes,
    messageHeaderBytes,
    sendable,
    structBytes,
} from "../engine/headerBytes";
import { messageOf, shownCause } from "../errors/errors";
import type { UserImportJobOutputs } from "../resource/properties";

/** What the message may cost of the headers, and how long it gets for a person to read. */
const maxMessageBytes = 24_000;
const maxMessageLength = 4_000;

/** What the properties without `failures` may take: it leaves the message about 1,500 letters. */
const maxPropertyBytes = 40_000;

/** What stands beside the properties and the message: the id, the names of types, tags and lengths. */
const envelopeBytes = 1_000;

/** What `completionMessage` keeps where not all fits. AWS documents at most 128. */
const shortMessageLength = 500;

/** Without these nobody can find the job again, or tell whose it is. */
const indispensable = ["__provider", "userPoolId", "jobId", "jobName", "status", "isAdopted", "aws"];

/**
 * What `create` and `update` throw once a job exists: the engine then fails the update but keeps the resource, with
 * these properties, in state. The next `up` calls `diff`, and `update` where that finds nothing to replace.
 *
 * All of it travels in the headers of one answer, so it is bounded whatever is in it: the message twice as base64 and
 * once percent-encoded, the properties as base64.
 */
export class InitializationError extends Error {
    public override readonly name = "InitializationError";
    /** The resource's id. */
    public readonly id: string;
    public readonly properties: UserImportJobOutputs;
    /** The same text again: the engine records it in state and prints it. */
    public readonly reasons: readonly string[];

    public constructor(id: string, properties: UserImportJobOutputs, cause: unknown) {
        const shown = shownCause(cause);
        const { failures = [], ...others } = sendable(properties) as UserImportJobOutputs;
        const kept = fitting(others);
        const leftBytes = maxHeaderBytes - envelopeBytes - binaryHeaderBytes(structBytes(kept));
        super(beginning(messageOf(shown), Math.min(maxMessageBytes, leftBytes), messageCost), { cause: shown });
        this.id = id;
        this.properties = withFailures(kept, failures, leftBytes - messageCost(this.message));
        this.reasons = [this.message];
    }

    /** A thrown error with the properties of the resource that it keeps changed; any error that keeps none as it is. */
    public static changed(thrown: unknown, change: (properties: UserImportJobOutputs) => object): unknown {
        return thrown instanceof InitializationError
            ? new InitializationError(thrown.id, change(thrown.properties) as UserImportJobOutputs, thrown.cause)
            : thrown;
    }
}

type OtherOutputs = Omit<UserImportJobOutputs, "failures">;

/**
 * The properties, without the largest ones where they are too large together. All that has a bound of its own always
 * stays; what goes is what nobody expects, such as a URN of many kilobytes.
 */
function fitting(properties: OtherOutputs): OtherOutputs {
    if (structBytes(properties) <= maxPropertyBytes) {
        return properties;
    }
    const { completionMessage } = properties;
    const kept: Record<string, unknown> = {
        ...properties,
        ...(completionMessage !== undefined && {
            completionMessage: beginning(completionMessage, shortMessageLength, lengthOf),
        }),
    };
    const largestFirst = Object.keys(kept)
        .filter((key) => !indispensable.includes(key))
        .sort((one, other) => structBytes({ other: kept[other] }) - structBytes({ one: kept[one] }));
    for (const key of largestFirst) {
        if (structBytes(kept) <= maxPropertyBytes) {
            break;
        }
        delete kept[key];
    }
    return kept as unknown as OtherOutputs;
}

/** With the first failures that fit; `read` fills the list up again. */
function withFailures(
    properties: OtherOutputs,
    failures: UserImportJobOutputs["failures"],
    leftBytes: number,
): UserImportJobOutputs {
    let kept = failures.length;
    while (kept > 0 && binaryHeaderBytes(structBytes({ failures: failures.slice(0, kept) })) > leftBytes) {
        kept--;
    }
    return { ...properties, failures: failures.slice(0, kept) };
}

function messageCost(text: string): number {
    const isTooLong = text.length > maxMessageLength;
    return isTooLong
        ? Number.POSITIVE_INFINITY
        : messageHeaderBytes(text) + 2 * binaryHeaderBytes(Buffer.byteLength(text));
}

function lengthOf(text: string): number {
    return text.length;
}
