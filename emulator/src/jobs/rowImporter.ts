import { failures } from "../csv/failures";
import { csvLimits, isHeaderOf, passwordHashColumn } from "../csv/format";
import { type CsvLine, splitFields } from "../csv/readLines";
import { type ImportRow, type RowReader, rowReader } from "../csv/rowRules";
import type { Journal } from "../journal";
import type { LogStream, RowVerdict } from "../logs/logStore";
import type { Settings } from "../options";
import type { UserPool } from "../pools/userPool";
import type { User } from "../users/user";
import { newImportedUser } from "./importedUser";
import type { ImportJob, JobEntry } from "./job";

/** Ends a job as Failed; the message becomes its CompletionMessage, so it has at most 128 characters. */
export class JobFailure extends Error {
    override readonly name = "JobFailure";
}

/** Turns the lines of one job's CSV into users, one after another. */
export class RowImporter {
    /** How many rows were read so far. */
    rows: number;
    private readRow: RowReader | undefined;
    private readonly job: ImportJob;
    private readonly pool: UserPool;
    private readonly lastLine: number;

    constructor(
        { job, pool, lastLine }: { readonly job: ImportJob; readonly pool: UserPool; readonly lastLine: number },
        private readonly log: LogStream,
        private readonly journal: Journal<JobEntry>,
        private readonly settings: Pick<Settings, "allowMissingColumns">,
    ) {
        this.job = job;
        this.pool = pool;
        this.lastLine = lastLine;
        this.rows = job.importedUsers + job.skippedUsers + job.failedUsers;
    }

    /** Whether the file has a header. */
    get hasHeader(): boolean {
        return this.readRow !== undefined;
    }

    /**
     * Imports one line at the time `nowMs`, in milliseconds since 1970.
     * `lastLine` and the lines before it were imported before the emulator was started again.
     * @throws JobFailure when the file as a whole cannot be imported.
     */
    take(line: CsvLine, nowMs: number): void {
        if (this.readRow === undefined) {
            this.takeHeader(line);
            return;
        }
        if (line.number <= this.lastLine) {
            return;
        }
        if (this.rows === csvLimits.rows) {
            // Assumed: what AWS says, and that the rows before it stay imported.
            throw new JobFailure(`The CSV file has more than ${csvLimits.rows} users.`);
        }
        this.rows++;
        const row = line.text === undefined ? unreadable(line) : this.readRow(splitFields(line.text));
        const failure = "failure" in row ? row.failure : this.importUser(row, line.number, nowMs);
        if (failure !== undefined) {
            this.job.failedUsers++;
            this.record(line.number, nowMs, "FAILED", failure);
        }
    }

    private record(line: number, timeMs: number, verdict: RowVerdict, text: string, user?: User): void {
        this.log.append(timeMs, line, verdict, text);
        const [jobId, poolId] = [this.job.id, this.pool.id];
        this.journal.append({ type: "row", jobId, poolId, line, timeMs, verdict, text, ...(user && { user }) });
    }

    private takeHeader(line: CsvLine): void {
        const columns = splitFields(line.text ?? "");
        // Trimming would swallow a byte order mark, which AWS does not allow.
        const hasByteOrderMark = line.text?.startsWith("\uFEFF") === true;
        // Assumed: AWS's texts are not documented.
        if (hasByteOrderMark || !isHeaderOf(columns, this.pool, this.settings.allowMissingColumns)) {
            throw new JobFailure("The header of the CSV file does not match the columns of the user pool.");
        }
        const { passwordHashingAlgorithm: algorithm } = this.job;
        if (algorithm !== undefined && !columns.includes(passwordHashColumn)) {
            throw new JobFailure(`The header of the CSV file does not have the column ${passwordHashColumn}.`);
        }
        this.readRow = rowReader(columns, this.pool, algorithm);
    }

    /** Adds the user, or skips it where it exists; returns why neither is possible. */
    private importUser(row: ImportRow, line: number, nowMs: number): string | undefined {
        const user = newImportedUser(row, this.pool, nowMs);
        if (typeof user === "string") {
            return user;
        }
        const { users } = this.pool;
        if (users.get(row.username) !== undefined) {
            this.job.skippedUsers++;
            this.record(line, nowMs, "SKIPPED", "The user already exists.");
            return undefined;
        }
        if (users.hasNamesOf(user)) {
            // A verified address belongs to one user only. Assumed: the first one keeps it, and the row fails.
            return failures.aliasExists;
        }
        users.add(user);
        this.job.importedUsers++;
        this.record(line, nowMs, "SUCCEEDED", "The import succeeded.", user);
        return undefined;
    }
}

function unreadable(line: CsvLine): { readonly failure: string } {
    // Assumed: such a line fails its row, not the file.
    return { failure: line.defect === "too long" ? failures.tooLong : failures.notUtf8 };
}
