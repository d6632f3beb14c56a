import { isDeepStrictEqual } from "node:util";
import { UserImportError } from "../errors/errors";
import type { PoolNaming } from "../existing/poolNames";
import { countOf, listedProblems, listProblems } from "../messages";
import { isUnknown } from "../resource/inputValues";
import { type GroupsDependencies, openCheckedGroups, openGroupsContext } from "./openGroups";
import { type Change, type GroupsContext, makeChanges, membersOf, namingOf } from "./poolGroups";
import type { MembersInputs, MembersOutputs } from "./properties";
import type { Membership } from "./readGroups";
import { type GroupsDiff, isPoolThere } from "./record";
import { SourceIndex } from "./sourceIndex";

/**
 * Puts the users into their groups, once their memberships are recorded: see `record.ts`. What it has done before an error stays done,
 * and the next run goes on with what is left: a member is not put in again.
 */

const compared = ["contentDigest", "exclusive", "maxMissingUsers", "callsPerSecond", "aws"] as const;

/** Other content or another argument is a change in place, and so are members that a refresh has missed. */
export function diffMembers(olds: MembersOutputs, news: MembersInputs): GroupsDiff {
    const replaces = olds.userPoolId === news.userPoolId ? [] : ["userPoolId"];
    const isChanged = compared.some(
        (name) => isUnknown(news[name]) || !isDeepStrictEqual(olds[name] ?? undefined, news[name] ?? undefined),
    );
    return { changes: replaces.length > 0 || isChanged || olds.isDrifted === true, replaces };
}

/** @throws UserImportError if a call fails, or more users do not exist than are allowed; all others are in then */
export async function createMembers(
    deps: GroupsDependencies,
    inputs: MembersInputs,
): Promise<{ id: string; outs: MembersOutputs }> {
    return { id: `${inputs.userPoolId}/members`, outs: await putIn(deps, inputs) };
}

/** The same as {@link createMembers}. */
export async function updateMembers(deps: GroupsDependencies, news: MembersInputs): Promise<{ outs: MembersOutputs }> {
    return { outs: await putIn(deps, news) };
}

/**
 * Counts the members. Fewer of them than the last run has left, or with `exclusive` another number, are a drift, which the next `up`
 * ends. `""`: the pool does not exist.
 */
export async function readMembers(
    deps: GroupsDependencies,
    id: string,
    props: MembersOutputs,
): Promise<{ id: string; props: MembersOutputs | Record<string, never> }> {
    const context = openGroupsContext(deps, props);
    if (!(await isPoolThere(context))) {
        return { id: "", props: {} };
    }
    const members = await countMembers(context, await namingOf(context), Object.keys(props.members));
    const isDrifted = Object.entries(props.members).some(([group, count]) => {
        const now = members[group] ?? 0;
        return now < count || (props.exclusive === true && now !== count);
    });
    return { id, props: { ...props, members, ...(isDrifted && { isDrifted: true as const }) } };
}

async function putIn(deps: GroupsDependencies, inputs: MembersInputs): Promise<MembersOutputs> {
    const context = openGroupsContext(deps, inputs);
    const content = await openCheckedGroups(deps, context, inputs);
    const naming = await namingOf(context);
    const index = new SourceIndex(content.memberships, naming);
    const found = new Set<Membership>();
    const others: Change[] = [];
    const before: Record<string, number> = {};
    for (const group of content.groupNames) {
        before[group] = 0;
        for await (const member of membersOf(context, naming, group)) {
            before[group]++;
            const wanted = index.find(group, member);
            if (wanted === undefined) {
                others.push({ group, username: member.username });
            } else {
                found.add(wanted);
            }
        }
    }
    const left = [...index.all()].filter((membership) => !found.has(membership));
    const missing: Membership[] = [];
    await makeChanges(context, "add", left, (membership) => missing.push(membership));
    const missingLines = missing.slice(0, listedProblems).map(({ place }) => place);
    if (missing.length > (inputs.maxMissingUsers ?? 0)) {
        throw tooManyMissing(inputs, missingLines, missing.length);
    }
    const removed = inputs.exclusive === true ? others : [];
    await makeChanges(context, "remove", removed);
    const { groups: _groups, isRecord: _isRecord, sourceFolder: _folder, ...recorded } = inputs;
    return {
        ...recorded,
        // Counted anew: two lines may be two names of one user.
        members: left.length + removed.length === 0 ? before : await countMembers(context, naming, content.groupNames),
        missingUsers: missing.length,
        missingLines,
        othersTakenOut: removed.length,
    };
}

function tooManyMissing(
    { userPoolId, maxMissingUsers = 0 }: MembersInputs,
    places: readonly string[],
    count: number,
): UserImportError {
    const shown = listProblems(places, count - places.length);
    return new UserImportError(
        "not-found",
        `User pool ${userPoolId} does not have the users of ${countOf(count, "line")}, and ${maxMissingUsers} are allowed ` +
            `(maxMissingUsers):\n${shown}\nAll other users are in their groups. Import these users first, correct the lines, or ` +
            "set maxMissingUsers.",
    );
}

async function countMembers(
    context: GroupsContext,
    naming: PoolNaming,
    groups: readonly string[],
): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const group of groups) {
        counts[group] = 0;
        for await (const _member of membersOf(context, naming, group)) {
            counts[group]++;
        }
    }
    return counts;
}
