/** What a person sees of one resource in `pulumi up`. It never contains personal data. */
export interface Progress {
    /** Replaces the status text on the resource's own row. */
    status(text: string): void;
    /** Prints a warning that stays, below the resource. */
    warn(text: string): void;
    /** Prints a plain line that stays, below the resource. */
    info(text: string): void;
}
