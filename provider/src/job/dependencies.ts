import type { CallDeadline } from "../aws/callBounds";
import type { Clock } from "../clock";
import type { ImportApi } from "../cognito/importApi";
import type { Progress } from "../engine/progress";
import type { OpenSourceOrPart } from "../split/partSource";
import type { ProcessMemory } from "./processMemory";
import type { putStream } from "./putStream";

/** Tries of a call that only makes a preview say more. */
export const previewAttempts = 2;

/** Everything outside itself that the lifecycle uses. */
export interface LifecycleDependencies {
    /**
     * A client for one user pool, whose calls end with `signal`.
     *
     * @param attempts tries of one call, where the configured number is too patient
     * @param deadline ends calls too; `undefined`: nothing but the SDK's own patience does
     */
    connect(userPoolId: string, attempts?: number, deadline?: CallDeadline): ImportApi;
    /**
     * Refuses credentials of an account that the settings do not allow; `undefined`: any account is allowed. Every client does so
     * too, before its first call.
     *
     * @param userPoolId the pool in whose region STS is asked; `undefined`: not known yet
     */
    checkAccount?(userPoolId: string | undefined): Promise<void>;
    /** Whether the program configured the Cognito endpoint itself, so that not reaching it is a mistake to be told. */
    readonly hasConfiguredEndpoint: boolean;
    /**
     * The account that the calls are made in; `undefined`: AWS does not say, or cannot be asked. It never throws.
     *
     * @param userPoolId the pool in whose region STS is asked
     */
    account(userPoolId: string): Promise<string | undefined>;
    /** The region of a pool whose id names none; `undefined`: the SDK's chain decides. */
    readonly region: string | undefined;
    readonly openSource: OpenSourceOrPart;
    /** How an upload's bytes are sent; `undefined`: over HTTP. */
    readonly put?: typeof putStream | undefined;
    readonly clock: Clock;
    /** The display row of a resource; `undefined` where its URN is not known. */
    progress(resourceUrn: string | undefined): Progress;
    readonly memory: ProcessMemory;
    /** Aborted when the run is cancelled or the engine is gone; every wait and call then ends with its reason. */
    readonly signal?: AbortSignal | undefined;
}
