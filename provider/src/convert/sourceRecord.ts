/** A JSON object as it was read: no prototype, numbers as they were written. */
export type Fields = { readonly [name: string]: unknown };

/** One user of the source. */
export interface SourceRecord {
    /** The line it begins on, from 1. */
    readonly line: number;
    /** The values of a CSV's row, in the order of its header; else the object. */
    readonly value: Fields | readonly string[];
}

/** A source that is open: what is known before its first record, and its records. */
export interface RecordSource {
    /** `undefined`: it is JSON. */
    readonly header: readonly string[] | undefined;
    /** Some at a time, as they are read. */
    readonly records: AsyncIterable<readonly SourceRecord[]>;
}
