import type { Clock } from "../clock";
import type { Settings } from "../options";
import type { ImportRunner } from "./importRunner";
import type { JobStore } from "./jobStore";
import type { LogStore } from "./logStore";
import type { PoolStore } from "./poolStore";
import type { Presigner } from "./presigner";
import type { UploadStore } from "./uploadStore";

/** Everything that a target can work with. */
export interface Services {
    readonly settings: Settings;
    readonly clock: Clock;
    readonly pools: PoolStore;
    readonly jobs: JobStore;
    readonly runner: ImportRunner;
    readonly uploads: UploadStore;
    readonly logs: LogStore;
    readonly presigner: Presigner;
}
