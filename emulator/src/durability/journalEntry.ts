import type { StoredObject } from "../s3/objectStore";
import type { AppClient } from "../services/appClient";
import type { ImportJob } from "../services/importJob";
import type { RowVerdict } from "../services/logStore";
import type { PresigningKey } from "../services/presigner";
import type { UserPool } from "../services/userPool";
import type { User } from "../services/users/user";

/** A pool without what it holds. */
export type PoolRecord = Pick<
    UserPool,
    "id" | "arn" | "name" | "sequence" | "createdMs" | "modifiedMs" | "settings" | "mfaFactors"
> & {
    readonly olderInfrastructure?: boolean;
};

/** One line that a job has dealt with: it counts in the job, stands in its log, and made `user` if it was imported. */
export interface RowEntry {
    readonly type: "row";
    readonly jobId: string;
    readonly poolId: string;
    readonly line: number;
    readonly timeMs: number;
    readonly verdict: RowVerdict;
    readonly text: string;
    readonly user?: User;
}

/** Something that changed. Replaying every entry in order gives the same emulator again. */
export type JournalEntry =
    | { readonly type: "key"; readonly key: PresigningKey }
    | { readonly type: "pool"; readonly pool: PoolRecord }
    | { readonly type: "poolDeleted"; readonly poolId: string }
    | { readonly type: "client"; readonly poolId: string; readonly client: AppClient }
    | { readonly type: "user"; readonly poolId: string; readonly user: User }
    | { readonly type: "userDeleted"; readonly poolId: string; readonly username: string }
    | { readonly type: "password"; readonly poolId: string; readonly sub: string; readonly hash: string }
    | {
          readonly type: "code";
          readonly poolId: string;
          readonly sub: string;
          readonly code: string;
          readonly expiresMs: number;
      }
    | { readonly type: "job"; readonly job: ImportJob }
    | { readonly type: "stream"; readonly group: string; readonly name: string; readonly createdMs: number }
    | { readonly type: "testLog"; readonly group: string; readonly name: string; readonly timeMs: number }
    | { readonly type: "bucket"; readonly bucket: string; readonly keepsVersions: boolean }
    | { readonly type: "object"; readonly bucket: string; readonly key: string; readonly object: StoredObject }
    | RowEntry;

/** Where changes are written down before anybody is told of them. */
export interface Journal {
    /** Notes a change; it is safe once {@link flush} returns. */
    append(entry: JournalEntry): void;
    /**
     * Writes down what was noted: all of it or, when the process is killed meanwhile, nothing.
     * @throws EmulatorError InternalErrorException when that fails; what was noted stays so, and is written down with the next.
     */
    flush(): void;
    /**
     * Writes down what could not be written before, if anything; call it before something new is done.
     * @throws EmulatorError as {@link flush}.
     */
    catchUp(): void;
    /** As {@link flush} where nobody waits for an answer: what cannot be written is written down before anybody is told of it. */
    tryFlush(): void;
    /** Ends writing; what cannot be written even now, and nobody was told of, is lost. */
    close(): void;
}

/** For an emulator that forgets everything at its end. */
export const noJournal: Journal = {
    append: () => {},
    flush: () => {},
    catchUp: () => {},
    tryFlush: () => {},
    close: () => {},
};
