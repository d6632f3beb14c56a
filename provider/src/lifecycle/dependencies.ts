import type { Clock } from "../clock";
import type { CallDeadline } from "../cognito/callBounds";
import type { ImportApi } from "../cognito/importApi";
import type { putStream } from "../cognito/putStream";
import type { AssetValue } from "../source/assetValue";
import type { SourceEnvironment } from "../source/openSource";
import type { Source } from "../source/source";
import type { StartQueue } from "./startQueue";
import type { StateJobs } from "./stateJobs";

/** Tries of a call that only makes a preview say more. */
export const previewAttempts = 2;

/** What the person in front of `pulumi up` sees of one resource. Nothing of it may hold personal data. */
export interface Progress {
    /** Replaces the status text on the resource's own row. */
    status(text: string): void;
    /** Stays, as a warning below the resource. */
    warn(text: string): void;
    /** Stays, as a plain line below the resource. */
    info(text: string): void;
}

/** Everything outside itself that the lifecycle uses. */
export interface LifecycleDependencies {
    /**
     * A client for one user pool, whose calls end with `signal`.
     *
     * @param attempts tries of one call, where the configured number is too patient
     * @param deadline ends calls too; `undefined`: nothing but the SDK's own patience does
     */
    connect(userPoolId: string, attempts?: number, deadline?: CallDeadline): ImportApi;
    /** Whether the program configured the Cognito endpoint itself, so that not reaching it is a mistake to be told. */
    readonly hasConfiguredEndpoint: boolean;
    /**
     * Opens what the argument `source` names.
     *
     * @param userPoolId the pool whose region and account are meant; `undefined`: not known yet
     * @param how where a relative path starts, and how much is read of a source whose size nobody tells
     */
    openSource(
        source: string | AssetValue,
        userPoolId: string | undefined,
        how: Pick<SourceEnvironment, "folder" | "maxBytes">,
    ): Promise<Source>;
    /** How an upload's bytes are sent; `undefined`: over HTTP. */
    readonly put?: typeof putStream | undefined;
    readonly clock: Clock;
    /** The display row of a resource; `undefined` where its URN is not known. */
    progress(resourceUrn: string | undefined): Progress;
    /**
     * Which content this process has already validated against which pool (see `validationKey`), so that `create`
     * need not do again what `check` has just done.
     */
    readonly validated: Set<string>;
    /** Whose turn it is to run a job, among the resources of this process. */
    readonly startQueue: StartQueue;
    /** What becomes of the jobs in the state, as far as this process knows. */
    readonly stateJobs: StateJobs;
    /** Aborted when the run is cancelled or the engine is gone; every wait and call then ends with its reason. */
    readonly signal?: AbortSignal | undefined;
}
