/**
 * Users of a program as they travel to the plugin and into state: as a compressed CSV. The engine would take seconds and
 * gigabytes for a million typed properties; this it takes for one text, and encrypts as one.
 */
export interface PackedUsers {
    /** Place of the first user in the whole list that these are a part of; messages count from there. */
    readonly firstUser: number;
    /** How many users there are. */
    readonly users: number;
    /** The columns: the standard ones and those that the users have, in a fixed order, whatever the pool's are. */
    readonly columns: readonly string[];
    /** Bytes of the CSV. */
    readonly sizeBytes: number;
    /** The CSV, some 1,000 lines each: Base64 of Brotli. Empty where there are problems. */
    readonly csv: readonly string[];
    /** What of the users cannot be written, the first of it; for people, and without values. */
    readonly problems: readonly string[];
    /** How many problems more there are. */
    readonly moreProblems: number;
}

/** Whether a value that came from the engine is a list of users that the program has packed. */
export function isPackedUsers(value: unknown): value is PackedUsers {
    const { firstUser, users, columns, sizeBytes, csv, problems } = (value ?? {}) as Partial<PackedUsers>;
    const isCounted = [firstUser, users, sizeBytes].every(Number.isSafeInteger);
    return isCounted && Array.isArray(columns) && Array.isArray(csv) && Array.isArray(problems);
}
