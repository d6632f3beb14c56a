import { explainAwsError, isNotFound } from "../aws/awsError";
import type { Clock } from "../clock";
import { CallPace } from "../cognito/callPace";
import type { GroupApi } from "../cognito/groupApi";
import type { PoolUser } from "../cognito/importApi";
import type { DescribedUserPool } from "../csv/poolRules";
import { isEmail, isPhoneNumber } from "../csv/values/formRules";
import type { Progress } from "../engine/progress";
import { UserImportError } from "../errors/errors";
import { namesOfUser, type PoolNaming, poolNaming } from "../existing/poolNames";
import { formatCount, listedProblems } from "../messages";

/** What the steps of one operation on a pool's groups share. */
export interface GroupsContext {
    readonly api: GroupApi;
    readonly clock: Clock;
    readonly progress: Progress;
    readonly userPoolId: string;
    readonly callsPerSecond: number;
    readonly signal: AbortSignal | undefined;
}

/** Calls that are under way at the same time. */
const concurrentCalls = 10;

/** A member of a group, and the names under which the pool finds it. */
export interface Member {
    readonly username: string;
    readonly names: readonly string[];
}

/**
 * Makes a call, and explains its error.
 *
 * @throws UserImportError
 */
export async function explained<T>(context: GroupsContext, operation: string, call: Promise<T>): Promise<T> {
    try {
        return await call;
    } catch (error) {
        throw explainAwsError(error, { operation, userPoolId: context.userPoolId });
    }
}

/** How the pool tells names apart. */
export async function namingOf(context: GroupsContext): Promise<PoolNaming> {
    const call = context.api.describeUserPool(context.userPoolId);
    return poolNaming((await explained(context, "DescribeUserPool", call)) as DescribedUserPool);
}

/** The groups of the pool. Throws what the SDK throws. */
export async function groupsOf({ api, userPoolId }: GroupsContext): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    let token: string | undefined;
    do {
        const page = await api.listGroups(userPoolId, token);
        for (const name of page.names) {
            names.add(name);
        }
        token = page.paginationToken;
    } while (token !== undefined);
    return names;
}

/** Says that groups do not exist; `undefined`: all of them do. */
export function missingGroups(context: GroupsContext, wanted: readonly string[], there: ReadonlySet<string>) {
    const missing = wanted.filter((name) => !there.has(name));
    if (missing.length === 0) {
        return undefined;
    }
    // In a file whose two columns are in each other's place, they are usernames.
    const shown = missing
        .slice(0, listedProblems)
        .map((name) => (isEmail(name) || isPhoneNumber(name) ? "(a name with the form of an address)" : `"${name}"`));
    const more = missing.length > shown.length ? ` and ${missing.length - shown.length} more` : "";
    return new UserImportError(
        "not-found",
        `User pool ${context.userPoolId} has no group ${shown.join(", ")}${more}. Nothing was changed. Create the group, or ` +
            "correct its name.",
    );
}

/** Every member of a group; nobody if the group does not exist. */
export async function* membersOf(context: GroupsContext, naming: PoolNaming, group: string): AsyncGenerator<Member> {
    const reads = new CallPace(context.clock, context.signal);
    let token: string | undefined;
    let read = 0;
    do {
        const beganMs = context.clock.now();
        let users: readonly PoolUser[];
        try {
            const page = await context.api.listMembers(context.userPoolId, group, token);
            users = page.users;
            token = page.paginationToken;
        } catch (error) {
            if (isNotFound(error)) {
                return;
            }
            throw explainAwsError(error, { operation: "ListUsersInGroup", userPoolId: context.userPoolId });
        }
        for (const user of users) {
            yield { username: user.username, names: namesOfUser(user, naming) };
        }
        read += users.length;
        if (token !== undefined) {
            context.progress.status(`${formatCount(read)} members of ${group} read`);
            await reads.after(beganMs, 1);
        }
    } while (token !== undefined);
}

/** A user to be put into a group, or to be taken out of it. */
export interface Change {
    readonly group: string;
    readonly username: string;
}

/**
 * Makes the changes, some at a time and not faster than the context says, and tells how far it is.
 *
 * @param doing such as `adding`
 * @param onMissing is told of every change whose user the pool does not have
 * @throws UserImportError, as soon as a call fails; the other calls of its batch are made nevertheless
 */
export async function makeChanges<C extends Change>(
    context: GroupsContext,
    kind: "add" | "remove",
    changes: readonly C[],
    onMissing: (change: C) => void = () => undefined,
): Promise<void> {
    const { api, userPoolId, clock, progress } = context;
    const [operation, doing] =
        kind === "add" ? ["AdminAddUserToGroup", "put into"] : ["AdminRemoveUserFromGroup", "taken out of"];
    const call = kind === "add" ? api.addMember : api.removeMember;
    const pace = new CallPace(clock, context.signal, context.callsPerSecond);
    for (let done = 0; done < changes.length; done += concurrentCalls) {
        const beganMs = clock.now();
        const batch = changes.slice(done, done + concurrentCalls);
        const results = await Promise.allSettled(
            batch.map(async (change) => {
                const isThere = await call(userPoolId, change.group, change.username).catch((error: unknown) => {
                    // Nobody is left in a group that is gone.
                    if (kind === "remove" && isNotFound(error)) {
                        return true;
                    }
                    throw error;
                });
                if (!isThere) {
                    onMissing(change);
                }
            }),
        );
        const failed = results.find((result) => result.status === "rejected");
        if (failed !== undefined) {
            throw explainAwsError(failed.reason, { operation, userPoolId });
        }
        const count = `${formatCount(done + batch.length)}/${formatCount(changes.length)}`;
        progress.status(`${count} users ${doing} their groups`);
        await pace.after(beganMs, batch.length);
    }
}
