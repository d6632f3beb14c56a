import type { UserImportError } from "../errors/errors";
import type { JobContext } from "./jobContext";

/** Why a turn did not come in time. */
export const turnDidNotCome = "another import job of this run was still active";

/**
 * Takes the steps that make, upload and start a job once no other job of this run is active, and keeps the turn until they
 * are done. Whoever has waited finds the pool other than it was.
 *
 * @param late the error where the timeout is over first
 * @param steps are told whether they had to wait
 */
export async function inTurn<T>(
    context: JobContext,
    late: () => UserImportError,
    steps: (hasWaited: boolean) => Promise<T>,
): Promise<T> {
    const { api, clock, deadline, deps, progress, signal } = context;
    let hasWaited = false;
    const onWait = (): void => {
        hasWaited = true;
        progress.status("waiting for another import of this run");
    };
    const leave = await deps.startQueue.enter(api.lastEndpoint() ?? "", clock, deadline, onWait, signal);
    if (leave === undefined) {
        throw late();
    }
    try {
        return await steps(hasWaited);
    } finally {
        leave();
    }
}
