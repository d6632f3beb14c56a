import { isActive } from "../jobs/job";
import { type Journal, noJournal } from "../journal";
import type { Settings } from "../options";
import { assemble, closeServices, type JournalEntry, type SharedServices } from "../services";
import { FileUploadStore } from "../uploads/fileUploadStore";
import { openDataFolder } from "./dataFolder";
import { FileJournal } from "./fileJournal";
import { Replayer } from "./replayer";

/** The parts of an emulator, and how to end them. */
export interface OpenServices {
    readonly services: SharedServices;
    close(): Promise<void>;
}

/**
 * Assembles an emulator, with everything that its data folder remembers; jobs that were active go on.
 * @throws Error when the folder is in use or damaged.
 */
export async function openServices(settings: Settings): Promise<OpenServices> {
    if (settings.dataDir === "") {
        const services = assemble(settings, new FileUploadStore());
        return { services, close: () => closeServices(services) };
    }
    const folder = await openDataFolder(settings.dataDir);
    try {
        // Nothing may be written to the journal while it is read.
        const target: { journal: Journal<JournalEntry> } = { journal: noJournal };
        const journal: Journal<JournalEntry> = {
            append: (entry) => target.journal.append(entry),
            flush: () => target.journal.flush(),
            catchUp: () => target.journal.catchUp(),
            tryFlush: () => target.journal.tryFlush(),
            close: () => target.journal.close(),
        };
        const services = assemble(settings, new FileUploadStore(folder.uploadsPath), journal);
        const replayer = new Replayer(services);
        const newKey = services.presigner.key;
        target.journal = await FileJournal.open(folder.journalPath, (entry) => replayer.apply(entry));
        if (services.presigner.key === newKey) {
            journal.append({ type: "key", key: newKey });
        }
        resumeJobs(services, replayer);
        const close = async (): Promise<void> => {
            await closeServices(services).finally(() => folder.release());
        };
        return { services, close };
    } catch (error) {
        folder.release();
        throw error;
    }
}

function resumeJobs({ accounts, jobs }: SharedServices, { lastLines }: Replayer): void {
    for (const job of jobs.all().filter(isActive)) {
        const account = accounts.withPool(job.poolId);
        account?.runner.resume(account.pools.get(job.poolId), job, lastLines.get(job.id) ?? 0);
    }
}
