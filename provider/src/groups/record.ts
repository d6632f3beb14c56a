import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { explainAwsError, isNotFound } from "../aws/awsError";
import { isUnknown } from "../resource/inputValues";
import { isTextMissing } from "../resource/properties";
import { Ledger } from "./ledger";
import { type GroupsDependencies, openCheckedGroups, openGroupsContext } from "./openGroups";
import { type Change, type GroupsContext, groupsOf, makeChanges, membersOf, namingOf } from "./poolGroups";
import type { RecordInputs, RecordOutputs } from "./properties";
import { SourceIndex } from "./sourceIndex";

/**
 * The record of a `UserImportGroups`: which memberships it puts in. It is in the state before the first user is put in, so a run
 * that is killed leaves nothing behind that nobody knows of. It changes nothing in the pool until it is deleted: then it takes out
 * what it has recorded. See docs/decisions/0018.
 */

/** What `diff` answers of both resources. */
export interface GroupsDiff {
    readonly changes: boolean;
    readonly replaces: string[];
    readonly deleteBeforeReplace?: boolean;
}

/** Another pool is another record; other content is a change in place. */
export function diffRecord(olds: RecordOutputs, news: RecordInputs): GroupsDiff {
    const replaces = olds.userPoolId === news.userPoolId ? [] : ["userPoolId"];
    const isInPlace =
        (!isUnknown(news.contentDigest) && olds.contentDigest !== news.contentDigest) ||
        !isDeepStrictEqual(olds.callsPerSecond ?? undefined, news.callsPerSecond ?? undefined) ||
        !isDeepStrictEqual(olds.aws ?? undefined, news.aws ?? undefined) ||
        isTextMissing(olds, news);
    return { changes: replaces.length > 0 || isInPlace, replaces, deleteBeforeReplace: replaces.length > 0 };
}

/** Records which memberships are to be put in: those of the source that are not there yet. Changes nothing in the pool. */
export async function createRecord(
    deps: GroupsDependencies,
    inputs: RecordInputs,
): Promise<{ id: string; outs: RecordOutputs }> {
    const outs = await recordAnew(deps, inputs, undefined);
    return { id: `${inputs.userPoolId}/groups-${randomBytes(6).toString("hex")}`, outs };
}

/** Records other content, and what was put in and is no longer wanted. Changes nothing in the pool. */
export async function updateRecord(
    deps: GroupsDependencies,
    olds: RecordOutputs,
    news: RecordInputs,
): Promise<{ outs: RecordOutputs }> {
    if (olds.contentDigest === news.contentDigest) {
        const { contentDigest, generation, groupNames, ledger, leaving } = olds;
        const { recordedMemberships, existingMemberships } = olds;
        const kept = {
            contentDigest,
            generation,
            groupNames,
            ledger,
            leaving,
            recordedMemberships,
            existingMemberships,
        };
        return { outs: { ...withoutContent(news), ...kept } };
    }
    return { outs: await recordAnew(deps, news, olds) };
}

/** `""`: the pool does not exist. */
export async function readRecord(
    deps: GroupsDependencies,
    id: string,
    props: RecordOutputs,
): Promise<{ id: string; props: RecordOutputs | Record<string, never> }> {
    return (await isPoolThere(openGroupsContext(deps, props))) ? { id, props } : { id: "", props: {} };
}

/** Takes out what was put in. A pool, a group or a user that does not exist is done. */
export async function deleteRecord(deps: GroupsDependencies, props: RecordOutputs): Promise<void> {
    const context = openGroupsContext(deps, props);
    const ledger = recorded(props);
    if (ledger.size === 0 || !(await isPoolThere(context))) {
        return;
    }
    const naming = await namingOf(context);
    const taken: Change[] = [];
    for (const group of props.groupNames) {
        for await (const { username, names } of membersOf(context, naming, group)) {
            if (names.some((name) => ledger.has(group, name))) {
                taken.push({ group, username });
            }
        }
    }
    await makeChanges(context, "remove", taken);
}

async function recordAnew(
    deps: GroupsDependencies,
    inputs: RecordInputs,
    olds: RecordOutputs | undefined,
): Promise<RecordOutputs> {
    const context = openGroupsContext(deps, inputs);
    const content = await openCheckedGroups(deps, context, inputs);
    const naming = await namingOf(context);
    const index = new SourceIndex(content.memberships, naming);
    const before = olds === undefined ? Ledger.empty() : recorded(olds);
    const [ledger, leaving] = [before.emptied(), before.emptied()];
    const ofOthers = new Set<object>();
    let existing = 0;
    const groupNames = new Set(content.groupNames);
    for (const group of new Set([...content.groupNames, ...(olds?.groupNames ?? [])])) {
        for await (const member of membersOf(context, naming, group)) {
            const ours = member.names.find((name) => before.has(group, name));
            const wanted = index.find(group, member);
            if (ours === undefined) {
                existing += Math.min(1, wanted.length);
                for (const membership of wanted) {
                    ofOthers.add(membership);
                }
            } else if (wanted.length === 0) {
                leaving.add(group, ours);
                groupNames.add(group);
            }
        }
    }
    for (const membership of index.all()) {
        if (!ofOthers.has(membership)) {
            ledger.add(membership.group, index.nameOf(membership));
        }
    }
    return {
        ...withoutContent(inputs),
        contentDigest: content.digest,
        generation: randomBytes(6).toString("hex"),
        groupNames: [...groupNames],
        ledger: ledger.text(),
        leaving: leaving.text(),
        recordedMemberships: ledger.size,
        existingMemberships: existing,
    };
}

/** All that was put in: some of what was leaving may still be there. */
function recorded({ ledger, leaving }: RecordOutputs): Ledger {
    return Ledger.parse(ledger).with(Ledger.parse(leaving));
}

function withoutContent(inputs: RecordInputs): Omit<RecordInputs, "groups" | "isRecord" | "sourceFolder"> {
    const { groups: _groups, isRecord: _isRecord, sourceFolder: _folder, ...others } = inputs;
    return others;
}

/** @throws UserImportError if AWS does not say */
export async function isPoolThere(context: GroupsContext): Promise<boolean> {
    try {
        await groupsOf(context);
        return true;
    } catch (error) {
        if (isNotFound(error)) {
            return false;
        }
        throw explainAwsError(error, { operation: "ListGroups", userPoolId: context.userPoolId });
    }
}
