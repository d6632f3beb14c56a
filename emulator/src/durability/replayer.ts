import type { RowEntry } from "../jobs/job";
import { type LogStore, logGroupName, logStreamName } from "../logs/logStore";
import { accountIdOf, type UserPool } from "../pools/userPool";
import type { JournalEntry, SharedServices } from "../services";
import type { GroupEntry } from "../users/groupStore";

type State = Pick<SharedServices, "accounts" | "callers" | "jobs" | "presigner" | "objects">;

/** Applies the entries of a journal to an emulator that is still empty. */
export class Replayer {
    /** The number of the last line that a job has dealt with, by job. */
    readonly lastLines = new Map<string, number>();

    constructor(private readonly state: State) {}

    /** Replays one entry. Entries of pools that were deleted later are ignored. */
    apply(entry: JournalEntry): void {
        switch (entry.type) {
            case "key":
                this.state.presigner.key = entry.key;
                return;
            case "session":
                this.state.callers.restore(entry.session);
                return;
            case "pool":
                this.state.accounts.of(accountIdOf(entry.pool)).pools.restore(entry.pool);
                return;
            case "poolDeleted":
                this.state.accounts.withPool(entry.poolId)?.pools.remove(entry.poolId);
                this.state.jobs.deleteOf(entry.poolId);
                return;
            case "stream":
                this.logsOf(entry).createStream(entry.group, entry.name, entry.createdMs);
                return;
            case "testLog":
                this.logsOf(entry).openStream(entry.group, entry.name, entry.timeMs).appendTest(entry.timeMs);
                return;
            case "job":
                if (this.state.accounts.withPool(entry.job.poolId) !== undefined) {
                    this.state.jobs.restore(entry.job);
                }
                return;
            case "bucket":
                this.state.objects.setBucket(entry.bucket, entry.keepsVersions);
                return;
            case "object":
                this.state.objects.put(entry.bucket, entry.key, entry.object);
                return;
            case "row":
                this.applyRow(entry);
                return;
            case "group":
            case "groupDeleted":
            case "member":
                this.applyToGroups(entry);
                return;
            default:
                this.applyToUsers(entry);
        }
    }

    private applyToGroups(entry: GroupEntry): void {
        const groups = this.poolOf(entry.poolId)?.groups;
        switch (entry.type) {
            case "group":
                groups?.put(entry.group);
                return;
            case "groupDeleted":
                groups?.delete(entry.name);
                return;
            case "member":
                groups?.setMember(entry.name, entry.sub, entry.isMember);
        }
    }

    private applyToUsers(
        entry: Extract<JournalEntry, { type: "client" | "user" | "userDeleted" | "password" | "code" }>,
    ): void {
        const pool = this.poolOf(entry.poolId);
        switch (entry.type) {
            case "client":
                pool?.clients.set(entry.client.id, entry.client);
                return;
            case "user":
                if (pool?.users.replace(entry.user) === false) {
                    pool.users.add(entry.user);
                }
                return;
            case "userDeleted":
                pool?.passwords.delete(pool.users.get(entry.username)?.sub ?? "");
                pool?.groups.forget(pool.users.get(entry.username)?.sub ?? "");
                pool?.users.delete(entry.username);
                return;
            case "password":
                pool?.passwords.restore(entry.sub, entry.hash);
                return;
            case "code":
                pool?.passwords.restoreCode(entry.sub, entry);
        }
    }

    private applyRow(row: RowEntry): void {
        const pool = this.poolOf(row.poolId);
        const job = this.state.jobs.find(row.poolId, row.jobId);
        if (pool === undefined || job === undefined) {
            return;
        }
        if (row.user !== undefined) {
            pool.users.add(row.user);
        }
        job.importedUsers += Number(row.verdict === "SUCCEEDED");
        job.skippedUsers += Number(row.verdict === "SKIPPED");
        job.failedUsers += Number(row.verdict === "FAILED");
        const stream = this.logsOf({ accountId: accountIdOf(pool) })
            .group(logGroupName(pool))
            ?.get(logStreamName(job));
        stream?.append(row.timeMs, row.line, row.verdict, row.text);
        this.lastLines.set(job.id, row.line);
    }

    private poolOf(poolId: string): UserPool | undefined {
        return this.state.accounts.withPool(poolId)?.pools.get(poolId);
    }

    private logsOf({ accountId }: { readonly accountId: string }): LogStore {
        return this.state.accounts.of(accountId).logs;
    }
}
