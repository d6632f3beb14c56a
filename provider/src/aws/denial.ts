import { shownArn } from "../errors/shownAddress";
import { maxTextLength } from "../errors/shownText";

/** What AWS says that somebody may not do. */
export interface Denial {
    /** The IAM action, such as `iam:PassRole`. */
    readonly action: string;
    /** The ARN, as far as it may be shown; `undefined` where AWS does not say on what. */
    readonly resource: string | undefined;
    /** Whether it is a service of AWS, and not the caller, who may not. */
    readonly isOfService: boolean;
}

const denied =
    /(?:(\S+) is )?not authorized to perform:? ([a-z\d-]+:[A-Z]\w+)(?: on (?:the )?resource:? "?(arn:[^\s"]+?)[.,]?(?="|\s|$))?/i;

/** What is denied in AWS's standard text `User: <ARN> is not authorized to perform: <action> on resource: <ARN> …`. */
export function denialIn(text: string): Denial | undefined {
    const match = denied.exec(text.slice(0, maxTextLength));
    if (match === null) {
        return undefined;
    }
    const [, who = "", action = "", resource] = match;
    return { action, resource: resource && shownArn(resource), isOfService: /\.amazonaws\.com/.test(who) };
}
