import type { CsvPoolRules } from "../csv/types";
import type { PasswordHashingAlgorithm } from "../types";
import type { Reason } from "./blockProblems";
import type { Mapping } from "./mapping";
import type { PresetName } from "./presets/presets";
import type { RecordSource, SourceRecord } from "./sourceRecord";
import type { Tally } from "./tally";

/** What to convert, and for which pool. */
export interface ConvertRequest {
    readonly source: RecordSource;
    /** Of the file, for messages. */
    readonly name: string;
    readonly pool: CsvPoolRules;
    readonly mapping: Mapping;
    readonly preset: PresetName | undefined;
    /** The one that the job will name; `undefined`: no hashes are carried. */
    readonly algorithm: PasswordHashingAlgorithm | undefined;
    /** Groups go into a file of their own; else they are counted as not carried. */
    readonly keepsGroups: boolean;
}

/** Where everything goes, in whole lines. */
export interface ConvertTarget {
    /** Bytes are used again after the call. */
    readonly users: (lines: string | Uint8Array) => void;
    readonly groups: (lines: string) => void;
    readonly rejected: (record: SourceRecord, reasons: readonly Reason[]) => void;
    /** Called now and then with the number of users read. */
    readonly progress: (users: number) => void;
}

/** What became of a file. */
export interface ConvertResult {
    readonly read: number;
    readonly written: number;
    readonly rejected: number;
    /** What users had that was not carried, by reason. */
    readonly lost: Tally;
    /** Why rows were left out: each row counts for its first reason. */
    readonly reasons: Tally;
    readonly hashes: number;
    readonly groups: number;
}
