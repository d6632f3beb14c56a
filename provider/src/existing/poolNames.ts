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

interface DescribedPool {
    readonly UsernameAttributes?: readonly string[];
    readonly AliasAttributes?: readonly string[];
    readonly UsernameConfiguration?: { readonly CaseSensitive?: boolean };
    readonly EstimatedNumberOfUsers?: number;
}

/** A user of the pool, as far as names go. */
export interface NamedUser {
    readonly username: string;
    readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Reads DescribeUserPool's answer.
 *
 * Assumed: a pool without UsernameConfiguration tells names apart by case, as pools made by the API do by default.
 */
export function poolNaming(userPool: object): PoolNaming {
    const pool = userPool as DescribedPool;
    return {
        caseSensitive: pool.UsernameConfiguration?.CaseSensitive ?? true,
        usernameAttributes: pool.UsernameAttributes ?? [],
        aliasAttributes: pool.AliasAttributes ?? [],
        estimatedUsers: pool.EstimatedNumberOfUsers,
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
