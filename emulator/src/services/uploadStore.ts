/** The CSVs that were uploaded, by the ids of their jobs. */
export interface UploadStore {
    /**
     * Takes a body in; it replaces an earlier one of the job only once it is there as a whole.
     * @returns the MD5 of the body in hex.
     * @throws the stream's error when the body breaks off; nothing is kept then.
     */
    save(jobId: string, body: AsyncIterable<Buffer>): Promise<string>;
    /** Whether a file was uploaded for the job. */
    has(jobId: string): boolean;
    /** Opens the job's file; the stream fails where there is none. */
    open(jobId: string): AsyncIterable<Buffer>;
    /** Deletes the job's file. */
    delete(jobId: string): Promise<void>;
    /** Deletes what is not to outlive the emulator. */
    close(): Promise<void>;
}
