/** A CSV that can be read as often as it takes, whatever it comes from. */
export interface Source {
    /** What messages call it, such as `users.csv`. Never holds content. */
    readonly description: string;
    /** Size in bytes, known before reading. */
    readonly sizeBytes: number;
    /** Another one for every content, made without reading it; `undefined`: not known. */
    readonly stamp?: string | undefined;
    /** What messages call one of its lines, counted from 1 for the header; `undefined`: `<description>:<line>`. */
    describeLine?(line: number): string;
    /**
     * Reads the whole source from the start, in chunks, with back-pressure.
     *
     * The iteration throws UserImportError `source-changed` where the source is not what it was when it was opened,
     * and `source-unreadable` where it cannot be read.
     */
    read(): AsyncIterable<Uint8Array>;
    /** Reads the bytes from `fromByte` up to, not including, `toByte`; `undefined`: it can only be read from its start. */
    readRange?(fromByte: number, toByte: number): AsyncIterable<Uint8Array>;
}
