import { EmulatorError } from "../errors";
import type { RoleSession } from "./caller";

/** The tags of a session, and those of them that its own further sessions inherit. */
export interface SessionTags {
    readonly tags: Readonly<Record<string, string>>;
    readonly transitiveTags: Readonly<Record<string, string>>;
}

/**
 * The tags that a new session gets.
 * Assumed: the texts and codes; that each of these is refused, AWS says.
 * @param from the session whose credentials assume the role
 * @throws EmulatorError when a key comes twice, is to be handed on but has no tag, or is one that the session inherits.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
export function sessionTags(
    given: readonly { readonly Key: string; readonly Value: string }[],
    transitiveKeys: readonly string[],
    from: RoleSession | undefined,
): SessionTags {
    const inherited = from?.transitiveTags ?? {};
    const keys = given.map(({ Key }) => Key.toLowerCase());
    if (new Set(keys).size < keys.length) {
        throw invalidValue("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
    if (transitiveKeys.some((key) => !keys.includes(key.toLowerCase()))) {
        throw invalidValue("The specified transitive tag key must be included in the requested tags.");
    }
    if (Object.keys(inherited).some((key) => keys.includes(key.toLowerCase()))) {
        throw invalidValue(
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
        );
    }
    const isTransitive = new Set(transitiveKeys.map((key) => key.toLowerCase()));
    const own = given.map(({ Key, Value }) => [Key, Value] as const);
    const passed = own.filter(([key]) => isTransitive.has(key.toLowerCase()));
    return {
        tags: { ...inherited, ...Object.fromEntries(own) },
        transitiveTags: { ...inherited, ...Object.fromEntries(passed) },
    };
}

function invalidValue(message: string): EmulatorError {
    return new EmulatorError("InvalidParameterValue", message);
}
