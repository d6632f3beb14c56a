import { randomUUID } from "node:crypto";
import { failures } from "../csv/failures";
import { isHeaderOf, passwordHashColumn } from "../csv/header";
import { csvLimits } from "../csv/limits";
import type { CsvLine } from "../csv/readLines";
import { type ImportRow, type RowReader, rowReader } from "../csv/rowRules";
import { splitFields } from "../csv/splitFields";
import { addressKind } from "../csv/valueRules";
import type { Journal } from "../durability/journalEntry";
import type { Settings } from "../options";
import { canSignInByCode } from "./canSignInByCode";
import type { ImportJob } from "./importJob";
import type { LogStream, RowVerdict } from "./logStore";
import type { RunningJob } from "./runningJob";
import type { UserPool } from "./userPool";
import type { User } from "./users/user";

/** Ends a job as Failed; the message becomes its CompletionMessage, so it has at most 128 characters. */
export class JobFailure extends Error {
    override readonly name = "JobFailure";
}

/** Turns the lines of one job's CSV into users, one after another. */
export class JobImport {
    /** Rows taken in so far. */
    rows: number;
    private readRow: RowReader | undefined;
    private readonly job: ImportJob;
    private readonly pool: UserPool;
    private readonly lastLine: number;

    constructor(
        { job, pool, lastLine }: Pick<RunningJob, "job" | "pool" | "lastLine">,
        private readonly log: LogStream,
        private readonly journal: Journal,
        private readonly settings: Pick<Settings, "allowMissingColumns">,
    ) {
        this.job = job;
        this.pool = pool;
        this.lastLine = lastLine;
        this.rows = job.importedUsers + job.skippedUsers + job.failedUsers;
    }

    /** Whether the header was there. */
    get hasHeader(): boolean {
        return this.readRow !== undefined;
    }

    /**
     * Takes one line in at the time `nowMs`.
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

function newImportedUser(row: ImportRow, pool: UserPool, nowMs: number): User | string {
    const sub = randomUUID();
    const kinds = pool.signInRules.usernameAttributes;
    const attributes = [...row.attributes];
    if (kinds.length > 0) {
        const kind = addressKind(row.username, kinds);
        if (kind === undefined) {
            return failures.usernameNotAnAddress;
        }
        // Assumed: the column of the username attribute may be empty, and the username wins where the two differ.
        const others = attributes.filter(([name]) => name !== kind);
        attributes.splice(0, attributes.length, ...others, [kind, row.username]);
    }
    return {
        username: kinds.length > 0 ? sub : row.username,
        sub,
        status: row.passwordHash !== undefined || canSignInByCode(pool, attributes) ? "CONFIRMED" : "RESET_REQUIRED",
        enabled: true,
        createdMs: nowMs,
        modifiedMs: nowMs,
        attributes,
        ...(row.passwordHash !== undefined && { passwordHash: row.passwordHash }),
    };
}
