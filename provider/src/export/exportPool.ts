import { countOf } from "../messages";
import { finishPart, partOf, pathsOf, refuseExisting, removeFiles } from "./exportFiles";
import { type ExportPlan, ExportRun } from "./exportRun";
import { type ExportState, newState, readState, saveState, statePath } from "./exportState";

/**
 * Writes the users of a pool, and who is in which group, into files. Each appears under its name only when all are complete.
 * Until then its part is kept with the state of the export, so that the next run with the same request goes on there. A run
 * that has read nobody leaves nothing.
 *
 * @returns the last state, with its counts
 * @throws UserImportError where a file or AWS refuses, or the run is interrupted, with how to go on
 */
export async function exportPool(plan: ExportPlan): Promise<ExportState> {
    const { files } = plan;
    const known = readState(files.users, plan.request);
    const state = known ?? newState(plan.request);
    if (known === undefined) {
        refuseExisting([...pathsOf(files).map(partOf), ...(plan.overwrites ? [] : pathsOf(files))]);
        saveState(files.users, state);
    } else {
        refuseExisting(plan.overwrites || known.phase === "written" ? [] : pathsOf(files));
        plan.onNotice(`Going on after ${countOf(state.read, "user")}.`);
    }
    if (state.phase !== "written") {
        await new ExportRun(plan, state).run();
    }
    for (const path of pathsOf(files)) {
        finishPart(path);
    }
    removeFiles([statePath(files.users)]);
    return state;
}
