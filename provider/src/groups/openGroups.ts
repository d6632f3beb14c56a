import type { GroupApi } from "../cognito/groupApi";
import { UserImportError } from "../errors/errors";
import type { LifecycleDependencies } from "../job/dependencies";
import { readableBytesOf } from "../resource/inputValues";
import { explained, type GroupsContext, groupsOf, missingGroups } from "./poolGroups";
import { defaultCallsPerSecond, type GroupInputs } from "./properties";
import { type GroupsContent, readGroups } from "./readGroups";

/** Everything outside themselves that the resources of groups use. */
export interface GroupsDependencies
    extends Pick<LifecycleDependencies, "checkAccount" | "clock" | "openSource" | "progress" | "signal"> {
    /** A client for the groups of one pool, whose calls end with `signal`. */
    connectToGroups(userPoolId: string): GroupApi;
}

/** Opens the context of one operation. */
export function openGroupsContext(
    deps: GroupsDependencies,
    { userPoolId, callsPerSecond, resourceUrn }: Omit<GroupInputs, "groups">,
): GroupsContext {
    return {
        api: deps.connectToGroups(userPoolId),
        clock: deps.clock,
        progress: deps.progress(resourceUrn),
        userPoolId,
        callsPerSecond: callsPerSecond ?? defaultCallsPerSecond,
        signal: deps.signal,
    };
}

/**
 * Reads the groups that the inputs name or hold.
 *
 * @param userPoolId `undefined`: not known yet
 * @throws UserImportError saying why it cannot be read, or what is wrong with it by line
 */
export async function openGroups(
    deps: GroupsDependencies,
    inputs: GroupInputs,
    userPoolId: string | undefined,
): Promise<GroupsContent> {
    const { groups, sourceFolder, isRecord } = inputs;
    const folder = typeof groups === "string" ? sourceFolder : undefined;
    const maxBytes = readableBytesOf({});
    const source = await deps.openSource(groups, userPoolId, { folder, maxBytes });
    return await readGroups(source, isRecord === true);
}

/**
 * Reads the groups once more, before anything is changed.
 *
 * @throws UserImportError if they are not what was checked, or a group does not exist
 */
export async function openCheckedGroups(
    deps: GroupsDependencies,
    context: GroupsContext,
    inputs: GroupInputs & { readonly contentDigest?: string | undefined },
): Promise<GroupsContent> {
    const content = await openGroups(deps, inputs, inputs.userPoolId);
    if (content.digest !== inputs.contentDigest) {
        throw new UserImportError(
            "source-changed",
            "The groups changed after they were checked, so nothing was changed in the pool. Run again.",
        );
    }
    const there = await explained(context, "ListGroups", groupsOf(context));
    const missing = missingGroups(context, content.groupNames, there);
    if (missing !== undefined) {
        throw missing;
    }
    return content;
}
