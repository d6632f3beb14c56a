import { messageOf, nameOf } from "../../errors/errors";

/** In our own words, which need no filter: why a profile gives no credentials, and what to do. */
export interface ProfileFault {
    readonly reason: string;
    readonly advice: string;
}

/**
 * A profile gives no credentials. The profile is a field of its own: it comes from the stack's config or the environment and may be
 * shown, whatever its words are.
 */
export class ProfileError extends Error {
    /** `undefined`: the message is the SDK's. */
    public readonly fault: ProfileFault | undefined;

    public constructor(
        public readonly profile: string,
        why: Error | ProfileFault,
    ) {
        super(why instanceof Error ? messageOf(why) : why.reason, why instanceof Error ? { cause: why } : {});
        this.name = why instanceof Error ? nameOf(why) : "CredentialsProviderError";
        this.fault = why instanceof Error ? undefined : why;
    }
}
