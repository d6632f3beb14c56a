/**
 * That a profile gives no credentials. The message is the SDK's own; the profile stands beside it, since it is of the stack's
 * config and may be shown, whatever words it is made of.
 */
export class ProfileError extends Error {
    public constructor(
        public readonly profile: string,
        cause: Error,
    ) {
        super(cause.message, { cause });
        this.name = cause.name;
    }
}
