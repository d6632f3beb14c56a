/** What AWS says that somebody may not do. */
export interface Denial {
    /** The IAM action, such as `iam:PassRole`. */
    readonly action: string;
    /** The ARN; `undefined` where AWS does not say on what. */
    readonly resource: string | undefined;
    /** Whether it is a service of AWS, and not the caller, who may not. */
    readonly isOfService: boolean;
}

const denied =
    /(?:(\S+) is )?not authorized to perform:? ([\w-]+:\w+)(?: on (?:the )?resource:? "?(arn:[^\s"]+?)[.,]?(?="|\s|$))?/i;

/** What is denied in AWS's standard text `User: <ARN> is not authorized to perform: <action> on resource: <ARN> …`. */
export function denialIn(text: string): Denial | undefined {
    const match = denied.exec(text);
    if (match === null) {
        return undefined;
    }
    const [, who = "", action = "", resource] = match;
    return { action, resource, isOfService: /\.amazonaws\.com/.test(who) };
}

/**
 * The text without the name of the session that credentials are of: single sign-on takes people's addresses for it.
 */
export function withoutSessionName(text: string): string {
    return text.replace(/(:assumed-role\/[\w+=,.@-]+)\/[\w+=,.@-]+/g, "$1");
}
