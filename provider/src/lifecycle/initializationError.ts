import { messageOf } from "../errors";
import type { UserImportJobOutputs } from "./properties";

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
        super(messageOf(cause), { cause });
        this.id = id;
        this.properties = properties;
        this.reasons = [this.message];
    }
}
