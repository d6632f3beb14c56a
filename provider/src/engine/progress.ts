/** What the person in front of `pulumi up` sees of one resource. Nothing of it may hold personal data. */
export interface Progress {
    /** Replaces the status text on the resource's own row. */
    status(text: string): void;
    /** Stays, as a warning below the resource. */
    warn(text: string): void;
    /** Stays, as a plain line below the resource. */
    info(text: string): void;
}
