import type { Clock } from "../clock";
import type { Journal } from "../durability/journalEntry";
import type { FaultScript } from "../faults/faultScript";
import type { Settings } from "../options";
import type { ObjectStore } from "../s3/objectStore";
import type { CallLog } from "../server/callRecord";
import type { ActivityLog } from "./activityLog";
import type { Delays } from "./delays";
import type { ImportRunner } from "./importRunner";
import type { JobStore } from "./jobStore";
import type { LogStore } from "./logStore";
import type { MessageLog } from "./messageLog";
import type { PoolStore } from "./poolStore";
import type { Presigner } from "./presigner";
import type { UploadStore } from "./uploadStore";
import type { Waiter } from "./waiter";

/** Everything that a target can work with. */
export interface Services {
    readonly settings: Settings;
    readonly clock: Clock;
    readonly waiter: Waiter;
    readonly pools: PoolStore;
    readonly jobs: JobStore;
    readonly runner: ImportRunner;
    readonly uploads: UploadStore;
    readonly logs: LogStore;
    readonly presigner: Presigner;
    readonly faults: FaultScript;
    readonly delays: Delays;
    readonly calls: CallLog;
    readonly activity: ActivityLog;
    readonly messages: MessageLog;
    readonly journal: Journal;
    readonly objects: ObjectStore;
}
