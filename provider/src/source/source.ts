/** A CSV that can be read as often as it takes, whatever it comes from. */
export interface Source {
    /** What messages call it, such as `users.csv`. Never holds content, nor a credential. */
    readonly description: string;
    /** Size in bytes, known before reading. */
    readonly sizeBytes: number;
    /** Another one for every content, made without reading it; `undefined`: not known. */
    readonly cacheKey?: string | undefined;
    /**
     * What its store calls exactly this content (a version, a checksum, an ETag), so that the same revision need not be
     * read to know that nothing changed; `undefined` where only reading tells.
     */
    readonly revision?: string | undefined;
    /** `sha256:…` of the content (see ContentDigest), where opening has already read all of it; else `undefined`. */
    readonly digest?: string | undefined;
    /** What messages call one of its lines, counted from 1 for the header; `undefined`: `<description>:<line>`. */
    describeLine?(line: number): string;
    /**
     * The columns and the number of users of a source that was encoded rather than written by somebody: what is uploaded
     * has the pool's columns instead, and this, which is the same for every pool, is what the digest is made of.
     * `undefined`: what is read is what is uploaded.
     */
    readonly encoded?: EncodedSource | undefined;
    /**
     * Reads the whole source from the start, in chunks, with back-pressure. A chunk belongs to the reader: the source does
     * not write to its bytes again, unless the options allow it, and the reader does not change them.
     *
     * The iteration throws UserImportError `source-changed` where the source is not what it was when it was opened,
     * and `source-unreadable` where it cannot be read.
     */
    read(options?: ReadOptions): AsyncIterable<Uint8Array>;
    /** Reads the bytes from `fromByte` up to, not including, `toByte`; `undefined`: it can only be read from its start. */
    readRange?(fromByte: number, toByte: number, options?: ReadOptions): AsyncIterable<Uint8Array>;
}

/** What a reader says of itself. A source need not make use of it. */
export interface ReadOptions {
    /**
     * The reader is done with a chunk when it asks for the next, so that all chunks may have the same memory: a quarter of what
     * the process takes, since the garbage of a large file is collected late. Default: false.
     */
    readonly canReuseChunks?: boolean;
}

/** What is known of a source that was encoded. */
export interface EncodedSource {
    readonly columns: readonly string[];
    /** How many users it has. */
    readonly users: number;
    /** What messages call the first of them, counted from 0. */
    readonly firstUser: number;
}
