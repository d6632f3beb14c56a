import { type DescribedUserPool, isCaseSensitive } from "../csv/poolRules";

const usernameForm = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u;
const maxUsernameLength = 128;

/** How a user pool tells users apart, as DescribeUserPool answers it. */
export interface PoolNaming {
    /** `false`: JANE and jane are one. */
    readonly caseSensitive: boolean;
    /** Usernames are e-mail addresses or phone numbers. */
    readonly usernameAttributes: readonly string[];
    /** What a user can be called by beside the username. */
    readonly aliasAttributes: readonly string[];
    /** AWS's estimate; `undefined` where it gives none. */
    readonly estimatedUsers: number | undefined;
}

/** A user of the pool, as far as names go. */
export interface NamedUser {
    readonly username: string;
    readonly attributes: ReadonlyMap<string, string>;
}

/**
 * What DescribeUserPool's answer says of names.
 *
 * If it does not say whether case matters, names that differ by case are told apart: nobody is left out of an import by a guess.
 */
export function poolNaming(userPool: DescribedUserPool): PoolNaming {
    return {
        caseSensitive: isCaseSensitive(userPool) ?? true,
        usernameAttributes: userPool.UsernameAttributes ?? [],
        aliasAttributes: userPool.AliasAttributes ?? [],
        estimatedUsers: userPool.EstimatedNumberOfUsers,
    };
}

/** The names under which the pool finds a user: username, `sub`, what stands for the username, and verified aliases. */
export function namesOfUser(user: NamedUser, naming: PoolNaming): string[] {
    const { attributes } = user;
    const names = [
        user.username,
        attributes.get("sub"),
        ...naming.usernameAttributes.map((name) => attributes.get(name)),
    ];
    for (const alias of naming.aliasAttributes) {
        // A preferred username needs no verification.
        if (alias === "preferred_username" || attributes.get(`${alias}_verified`)?.toLowerCase() === "true") {
            names.push(attributes.get(alias));
        }
    }
    return names.flatMap((name) => (name === undefined || name === "" ? [] : [foldName(name, naming)]));
}

/** The form in which two names are the same where the pool takes them for the same. */
export function foldName(name: string, naming: PoolNaming): string {
    return naming.caseSensitive ? name : name.toLowerCase();
}

/** Whether ListUsers has to tell attributes: it refuses to tell single ones that some user has no value for. */
export function needsAttributes(naming: PoolNaming): boolean {
    return naming.usernameAttributes.length > 0 || naming.aliasAttributes.length > 0;
}

/**
 * Whether a text can be the username of a user. AWS refuses to be asked for any other with an InvalidParameterException.
 *
 * Assumed: AWS counts the 128 characters in UTF-16 units, the narrower reading.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html
 */
export function isUsername(name: string): boolean {
    return name.length <= maxUsernameLength && usernameForm.test(name);
}
