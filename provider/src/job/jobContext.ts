import { parseDurationSeconds } from "../argumentValues";
import type { Clock } from "../clock";
import type { ImportApi } from "../cognito/importApi";
import type { Progress } from "../engine/progress";
import { UserImportError } from "../errors/errors";
import { type CheckedInputs, defaultTimeout, type RecordedJob } from "../resource/properties";
import type { Source } from "../source/source";
import type { LifecycleDependencies } from "./dependencies";

/** What the steps of one create, update, read or delete share. What a step finds out is passed on as a value. */
export interface JobContext {
    readonly deps: LifecycleDependencies;
    readonly api: ImportApi;
    readonly clock: Clock;
    readonly progress: Progress;
    readonly userPoolId: string;
    readonly inputs: CheckedInputs;
    /** When every wait gives up, in milliseconds since 1970. */
    readonly deadlineMs: number;
    readonly signal: AbortSignal | undefined;
    /** What the state has of the job so far; `undefined`: nothing yet, or nothing that matters. */
    readonly recorded: RecordedJob | undefined;
}

/** Opens the context of one operation. Its `timeout` begins now. */
export function openJobContext(deps: LifecycleDependencies, inputs: CheckedInputs, recorded?: RecordedJob): JobContext {
    const timeoutSeconds = parseDurationSeconds(inputs.timeout ?? defaultTimeout) ?? 0;
    const deadlineMs = deps.clock.now() + timeoutSeconds * 1000;
    const error = (): UserImportError => timedOut(inputs, "waiting for AWS to answer");
    return {
        deps,
        api: deps.connect(inputs.userPoolId, undefined, { atMilliseconds: deadlineMs, error }),
        clock: deps.clock,
        progress: deps.progress(inputs.resourceUrn),
        userPoolId: inputs.userPoolId,
        inputs,
        deadlineMs,
        signal: deps.signal,
        recorded,
    };
}

/**
 * Ends a step that takes long without waiting for anything: an upload or a search ends with the timeout too.
 *
 * @throws UserImportError `timeout`
 */
export function throwIfLate({ clock, deadlineMs, inputs }: JobContext, step: string): void {
    if (clock.now() > deadlineMs) {
        throw timedOut(inputs, step);
    }
}

/**
 * The same source, whose readings end with the operation's timeout.
 *
 * @param step what it is read for, as in "while uploading the CSV"
 */
export function untilLate(context: JobContext, source: Source, step: string): Source {
    return { ...source, read: (options) => readUntilLate(context, source.read(options), step) };
}

async function* readUntilLate(
    context: JobContext,
    chunks: AsyncIterable<Uint8Array>,
    step: string,
): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
        throwIfLate(context, step);
        yield chunk;
    }
}

function timedOut({ timeout, userPoolId }: CheckedInputs, step: string): UserImportError {
    return new UserImportError(
        "timeout",
        `Timed out after ${timeout ?? defaultTimeout} while ${step} (user pool ${userPoolId}). Run again, or set a longer \`timeout\`.`,
    );
}
