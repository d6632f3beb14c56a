/** Bytes of a file; both ends are inclusive. */
export interface ByteRange {
    readonly start: number;
    readonly end: number;
}

/** Files that were uploaded: CSVs by the ids of their jobs, S3's objects by ids of our own making. */
export interface UploadStore {
    /**
     * Takes a body in; it replaces an earlier one of that name only once it is there as a whole.
     * @returns the MD5 of the body in hex.
     * @throws the stream's error when the body breaks off; nothing is kept then.
     */
    save(name: string, body: AsyncIterable<Buffer>): Promise<string>;
    /** Whether there is a file of that name. */
    has(name: string): boolean;
    /**
     * Reads a file, or a part of it; fails where there is none. A chunk is lent: once the next one is asked for, its bytes
     * may be others.
     */
    read(name: string, range?: ByteRange): AsyncIterable<Buffer>;
    /** Deletes a file. */
    delete(name: string): Promise<void>;
    /** Deletes what is not to outlive the emulator. */
    close(): Promise<void>;
}
