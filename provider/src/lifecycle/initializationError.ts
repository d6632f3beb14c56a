import { messageOf, shownCause } from "../errors";
import type { UserImportJobOutputs } from "./properties";

/**
 * Bounds of what travels to the engine in one HTTP/2 header, as base64 and, for the message, once more percent-encoded.
 * Beyond 64 KiB gRPC for Node never answers: `pulumi up` would hang and the job be lost (seen with @grpc/grpc-js 1.14 on
 * Node 20).
 */
const maxPropertyBytes = 16_000;
const maxMessageLength = 4_000;

/**
 * What `create` and `update` throw once a job exists: the engine then fails the update but keeps the resource, with
 * these properties, in state. The next `up` calls `diff`, and `update` where that finds nothing to replace.
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
        super(cut(messageOf(shown)), { cause: shown });
        this.id = id;
        this.properties = withFewerFailures(properties);
        this.reasons = [this.message];
    }
}

/** The first failures that fit; `read` fills the list up again. */
function withFewerFailures(properties: UserImportJobOutputs): UserImportJobOutputs {
    const { failures, ...others } = properties;
    let leftBytes = maxPropertyBytes - Buffer.byteLength(JSON.stringify(others));
    const fitting = failures.findIndex((failure) => {
        leftBytes -= Buffer.byteLength(JSON.stringify(failure));
        return leftBytes < 0;
    });
    return fitting < 0 ? properties : { ...properties, failures: failures.slice(0, fitting) };
}

function cut(message: string): string {
    return message.length <= maxMessageLength ? message : `${message.slice(0, maxMessageLength - 1)}…`;
}
