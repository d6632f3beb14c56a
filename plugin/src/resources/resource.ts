import type { Values } from "../protocol/values";

/** What all operations on a resource are told. */
export interface ResourceRequest {
    readonly urn: string;
}

/** What an operation that may take long is told. */
interface TimedRequest extends ResourceRequest {
    /** The resource option `customTimeouts` for this operation, in seconds; 0: none. */
    readonly timeoutSeconds: number;
}

export interface CheckRequest extends ResourceRequest {
    /** The inputs in state; empty before the first `up`. */
    readonly olds: Values;
    /** The inputs of the program, of which any may not be known yet. */
    readonly news: Values;
}

export interface DiffRequest extends ResourceRequest {
    readonly id: string;
    /** The outputs in state. */
    readonly olds: Values;
    readonly news: Values;
    /** The resource option of this name: paths of properties. */
    readonly ignoreChanges: readonly string[];
}

export interface CreateRequest extends TimedRequest {
    readonly news: Values;
    /** Whether nothing may be created: the answer is what would be known. */
    readonly isPreview: boolean;
}

export interface UpdateRequest extends TimedRequest, DiffRequest {
    readonly isPreview: boolean;
}

export interface ReadRequest extends ResourceRequest {
    readonly id: string;
    /** The outputs in state; empty where a resource is imported, or only looked up. */
    readonly olds: Values;
}

export interface DeleteRequest extends TimedRequest {
    readonly id: string;
    readonly olds: Values;
}

/** What is wrong with one property, or with the resource where that is empty. */
export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

/** How one property differs, for the engine to show and to decide by. */
export interface PropertyDifference {
    readonly isReplacing: boolean;
    /** Whether it is one of the inputs, rather than of the outputs. */
    readonly isInput: boolean;
}

export interface Difference {
    readonly hasChanges: boolean;
    /** By the name of the property. */
    readonly properties: Readonly<Record<string, PropertyDifference>>;
    readonly deleteBeforeReplace: boolean;
    /** Outputs that an update leaves as they are. */
    readonly stables: readonly string[];
}

/** One kind of resource, as the protocol asks for it. Values are plain: secrets unwrapped, `unknownValue` for what is not known yet. */
export interface Resource {
    check(request: CheckRequest): Promise<{ inputs: Values; failures: readonly CheckFailure[] }>;
    diff(request: DiffRequest): Promise<Difference>;
    create(request: CreateRequest): Promise<{ id: string; outputs: Values }>;
    update(request: UpdateRequest): Promise<{ outputs: Values }>;
    /** An empty id: the resource does not exist any more. `inputs`: where they are not those of the request. */
    read(request: ReadRequest): Promise<{ id: string; outputs: Values; inputs?: Values }>;
    delete(request: DeleteRequest): Promise<void>;
}
