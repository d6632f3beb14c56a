import { messageOf, nameOf } from "../../errors/errors";

/** How a role is assumed, as AWS names the call. */
export type AssumeOperation = "AssumeRole" | "AssumeRoleWithWebIdentity";

/**
 * A role cannot be assumed. The name and the message are STS's own, or the network's. The role is a field of its own: it comes from
 * the stack's config or a profile, and may be shown.
 */
export class RoleError extends Error {
    public constructor(
        public readonly roleArn: string,
        public readonly operation: AssumeOperation,
        public override readonly cause: unknown,
    ) {
        super(messageOf(cause), { cause });
        this.name = nameOf(cause);
    }
}
