import { type Journal, noJournal } from "../durability/journalEntry";
import { FaultScript } from "../faults/faultScript";
import type { Settings } from "../options";
import { ObjectStore } from "../s3/objectStore";
import { CallLog } from "../server/callRecord";
import { ActivityLog } from "./activityLog";
import { Delays } from "./delays";
import { ImportRunner } from "./importRunner";
import { JobStore } from "./jobStore";
import { LogStore } from "./logStore";
import { MessageLog } from "./messageLog";
import { PoolStore } from "./poolStore";
import { Presigner } from "./presigner";
import type { Services } from "./services";
import type { UploadStore } from "./uploadStore";
import { Waiter } from "./waiter";

/** The one place where the parts of an emulator are put together. */
export function assemble(settings: Settings, uploads: UploadStore, journal: Journal = noJournal): Services {
    const { clock } = settings;
    const waiter = new Waiter(clock);
    const logs = new LogStore(journal);
    const activity = new ActivityLog();
    const presigner = new Presigner(settings.region, clock);
    return {
        settings,
        clock,
        waiter,
        uploads,
        logs,
        presigner,
        activity,
        pools: new PoolStore(settings, clock, journal),
        jobs: new JobStore({ settings, clock, presigner, uploads, journal }),
        runner: new ImportRunner({ settings, clock, waiter, uploads, logs, activity, journal }),
        faults: new FaultScript(),
        delays: new Delays(clock),
        calls: new CallLog(settings.onCall),
        messages: new MessageLog(),
        journal,
        objects: new ObjectStore(journal),
    };
}

/** Ends jobs and waiting calls, and removes temporary files. */
export async function closeServices({ delays, runner, uploads, journal }: Services): Promise<void> {
    delays.close();
    await runner.close();
    await uploads.close();
    journal.close();
}
