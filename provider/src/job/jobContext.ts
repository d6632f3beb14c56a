import { parseDurationSeconds } from "../argumentValues";
import type { Clock } from "../clock";
import type { ImportApi } from "../cognito/importApi";
import type { Progress } from "../engine/progress";
import { UserImportError } from "../errors/errors";
import { type CheckedInputs, defaultTimeout, type RecordedJob } from "../resource/properties";
import type { LifecycleDependencies } from "./dependencies";
import type { PreparedUpload } from "./prepareUpload";

/** What the steps of one create, update or delete share. */
export interface JobContext {
    readonly deps: LifecycleDependencies;
    readonly api: ImportApi;
    readonly clock: Clock;
    readonly progress: Progress;
    readonly userPoolId: string;
    readonly inputs: CheckedInputs;
    /** When every wait gives up, in milliseconds since 1970. */
    readonly deadline: number;
    readonly signal: AbortSignal | undefined;
    /** What state has of the job so far; `undefined`: nothing yet, or nothing that matters. */
    readonly recorded: RecordedJob | undefined;
    /** What is uploaded, once it was found out; see `prepareUpload`. */
    preparedUpload?: Promise<PreparedUpload>;
    /** When the pool's jobs were last looked through, in milliseconds since 1970; `undefined`: not in this operation. */
    surveyedAt?: number;
    /** Rows that the job gets; `undefined`: those of the source, as far as is known. */
    uploadedUsers?: number;
}

/** Opens the context of one operation; its `timeout` begins now. */
export function openJobContext(deps: LifecycleDependencies, inputs: CheckedInputs, recorded?: RecordedJob): JobContext {
    const timeoutSeconds = parseDurationSeconds(inputs.timeout ?? defaultTimeout) ?? 0;
    const deadline = deps.clock.now() + timeoutSeconds * 1000;
    const error = (): UserImportError => timedOut(inputs, "waiting for AWS to answer");
    return {
        deps,
        api: deps.connect(inputs.userPoolId, undefined, { atMilliseconds: deadline, error }),
        clock: deps.clock,
        progress: deps.progress(inputs.resourceUrn),
        userPoolId: inputs.userPoolId,
        inputs,
        deadline,
        signal: deps.signal,
        recorded,
    };
}

/**
 * Ends a step that takes long without waiting for anything: an upload or a search ends with the timeout too.
 *
 * @throws UserImportError `timeout`
 */
export function throwIfLate({ clock, deadline, inputs }: JobContext, step: string): void {
    if (clock.now() > deadline) {
        throw timedOut(inputs, step);
    }
}

function timedOut({ timeout, userPoolId }: CheckedInputs, step: string): UserImportError {
    return new UserImportError(
        "timeout",
        `Timed out after ${timeout ?? defaultTimeout} while ${step} (user pool ${userPoolId}). Run again, or set a longer \`timeout\`.`,
    );
}
