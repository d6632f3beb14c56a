import { type Account, Accounts } from "./accounts";
import { CallerStore, type SessionEntry } from "./callers/callerStore";
import type { Clock } from "./clock/clock";
import { Waiter } from "./clock/waiter";
import { FaultScript } from "./faults/faultScript";
import type { JobEntry } from "./jobs/job";
import { JobRunner } from "./jobs/jobRunner";
import { JobStore } from "./jobs/jobStore";
import { type Journal, noJournal } from "./journal";
import { type LogEntry, LogStore } from "./logs/logStore";
import type { Settings } from "./options";
import { type PoolEntry, PoolStore } from "./pools/poolStore";
import { type AssumedRole, type CallRecord, type JobActivity, RecordLog, type SentMessage } from "./records";
import { type ObjectEntry, ObjectStore } from "./uploads/objectStore";
import { type KeyEntry, Presigner } from "./uploads/presigner";
import type { UploadStore } from "./uploads/uploadStore";
import type { GroupEntry } from "./users/groupStore";
import type { UserEntry } from "./users/user";

/** Everything that can change. Replaying every entry in order gives the same emulator again. */
export type JournalEntry =
    | KeyEntry
    | SessionEntry
    | PoolEntry
    | UserEntry
    | GroupEntry
    | JobEntry
    | LogEntry
    | ObjectEntry;

/** The parts of an emulator that its accounts share. */
export interface SharedServices {
    readonly accounts: Accounts;
    readonly settings: Settings;
    readonly clock: Clock;
    readonly waiter: Waiter;
    readonly callers: CallerStore;
    readonly jobs: JobStore;
    readonly uploads: UploadStore;
    readonly objects: ObjectStore;
    readonly presigner: Presigner;
    readonly faults: FaultScript;
    readonly calls: RecordLog<CallRecord>;
    readonly activity: RecordLog<JobActivity>;
    readonly assumedRoles: RecordLog<AssumedRole>;
    readonly messages: RecordLog<SentMessage>;
    readonly journal: Journal<JournalEntry>;
}

/** The parts of an emulator as the callers of one account see them: what operations work with. */
export type Services = SharedServices & Account;

/** The services for callers of an account; those without credentials get the default account. */
export function servicesFor(services: SharedServices, accountId = services.settings.accountId): Services {
    return { ...services, ...services.accounts.of(accountId) };
}

/** The one place where the parts of an emulator are put together. */
export function assemble(
    settings: Settings,
    uploads: UploadStore,
    journal: Journal<JournalEntry> = noJournal,
): SharedServices {
    const { clock } = settings;
    const waiter = new Waiter(clock);
    const activity = new RecordLog<JobActivity>(100_000);
    const presigner = new Presigner(settings.region, clock);
    const accounts = new Accounts((accountId) => {
        const logs = new LogStore(accountId, journal);
        return {
            accountId,
            logs,
            pools: new PoolStore({ ...settings, accountId }, clock, journal),
            runner: new JobRunner({ accountId, settings, clock, waiter, uploads, logs, activity, journal }),
        };
    });
    return {
        accounts,
        settings,
        clock,
        waiter,
        uploads,
        presigner,
        activity,
        callers: new CallerStore(settings, journal),
        jobs: new JobStore({ settings, clock, presigner, uploads, journal }),
        faults: new FaultScript(),
        calls: new RecordLog<CallRecord>(100_000, settings.onCall),
        assumedRoles: new RecordLog<AssumedRole>(10_000),
        messages: new RecordLog<SentMessage>(10_000),
        journal,
        objects: new ObjectStore(journal),
    };
}

/** Ends jobs and waiting calls, and removes temporary files. */
export async function closeServices({ waiter, accounts, uploads, journal }: SharedServices): Promise<void> {
    waiter.close();
    await Promise.all(accounts.all().map(({ runner }) => runner.close()));
    await uploads.close();
    journal.close();
}
