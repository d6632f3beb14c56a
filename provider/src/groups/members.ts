import { isDeepStrictEqual } from "node:util";
import { UserImportError } from "../errors/errors";
import type { PoolNaming } from "../existing/poolNames";
import { countOf, listedProblems, listProblems } from "../messages";
import { isUnknown } from "../resource/inputValues";
import { isTextMissing } from "../resource/properties";
import { Ledger } from "./ledger";
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

/** What decides who is in: a change of it has work. */
const deciding = ["contentDigest", "generation", "exclusive", "maxMissingUsers"] as const;
/** What is only recorded. */
const recorded = ["callsPerSecond", "aws"] as const;

/** Other content or another argument is a change in place, and so are members that a refresh has missed. */
export function diffMembers(olds: MembersOutputs, news: MembersInputs): GroupsDiff {
    const replaces = olds.userPoolId === news.userPoolId ? [] : ["userPoolId"];
    const isRecorded = recorded.some((name) => isChanged(olds, news, name)) || isTextMissing(olds, news);
    const hasChanges = isWorkLeft(olds, news) || isRecorded;
    return { changes: replaces.length > 0 || hasChanges, replaces };
}

/** Whether an update puts somebody in or takes somebody out, as far as is known. */
export function isWorkLeft(olds: MembersOutputs, news: MembersInputs): boolean {
    return olds.isDrifted === true || deciding.some((name) => isChanged(olds, news, name));
}

function isChanged(
    olds: MembersOutputs,
    news: MembersInputs,
    name: (typeof deciding)[number] | (typeof recorded)[number],
): boolean {
    return isUnknown(news[name]) || !isDeepStrictEqual(olds[name] ?? undefined, news[name] ?? undefined);
}

/** @throws UserImportError if a call fails, or more users do not exist than are allowed; all others are in then */
export async function createMembers(
    deps: GroupsDependencies,
    inputs: MembersInputs,
): Promise<{ id: string; outs: MembersOutputs }> {
    return { id: `${inputs.userPoolId}/members`, outs: await putIn(deps, inputs) };
}

/** The same as {@link createMembers}. */
export async function updateMembers(
    deps: GroupsDependencies,
    olds: MembersOutputs,
    news: MembersInputs,
): Promise<{ outs: MembersOutputs }> {
    if (!isWorkLeft(olds, news)) {
        const { members, missingUsers, missingLines, takenOut } = olds;
        return { outs: { ...withoutContent(news), members, missingUsers, missingLines, takenOut } };
    }
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
    const [leaving, others]: [Change[], Change[]] = [[], []];
    const isLeaving = Ledger.parse(inputs.leaving);
    const before: Record<string, number> = {};
    for (const group of new Set([...content.groupNames, ...inputs.groupNames])) {
        before[group] = 0;
        for await (const member of membersOf(context, naming, group)) {
            before[group]++;
            const wanted = index.find(group, member);
            for (const membership of wanted) {
                found.add(membership);
            }
            if (wanted.length > 0) {
                continue;
            }
            if (member.names.some((name) => isLeaving.has(group, name))) {
                leaving.push({ group, username: member.username });
            } else if (content.groupNames.includes(group)) {
                others.push({ group, username: member.username });
            }
        }
    }
    const left = [...index.all()].filter((membership) => !found.has(membership));
    const missing: Membership[] = [];
    await makeChanges(context, "remove", leaving);
    await makeChanges(context, "add", left, (membership) => missing.push(membership));
    const missingLines = missing.slice(0, listedProblems).map(({ place }) => place);
    if (missing.length > (inputs.maxMissingUsers ?? 0)) {
        throw tooManyMissing(inputs, missingLines, missing.length);
    }
    const unwanted = inputs.exclusive === true ? others : [];
    await makeChanges(context, "remove", unwanted);
    const takenOut = leaving.length + unwanted.length;
    const isUnchanged = left.length + takenOut === 0;
    return {
        ...withoutContent(inputs),
        // Counted anew: two lines may name one user.
        members: isUnchanged
            ? Object.fromEntries(content.groupNames.map((name) => [name, before[name] ?? 0]))
            : await countMembers(context, naming, content.groupNames),
        missingUsers: missing.length,
        missingLines,
        takenOut,
    };
}

function withoutContent(inputs: MembersInputs) {
    const { groups: _groups, isRecord: _isRecord, sourceFolder: _folder, leaving: _leaving, ...others } = inputs;
    const { groupNames: _names, ...kept } = others;
    return kept;
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
