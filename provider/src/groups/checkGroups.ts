import { isPresent } from "../argumentValues";
import { explainAwsError, isNotFound } from "../aws/awsError";
import { isInterrupted, isUserImportError, messageOf } from "../errors/errors";
import { awsProblems } from "../resource/awsProblems";
import { asSecret } from "../resource/inputSource";
import { isUnknown, unknownValue } from "../resource/inputValues";
import { isUserPoolId } from "../resource/resourceId";
import { locateSource } from "../source/sourceLocation";
import { type GroupsDependencies, openGroups, openGroupsContext } from "./openGroups";
import { groupsOf, missingGroups } from "./poolGroups";
import type { MembersInputs, RecordInputs } from "./properties";
import type { GroupsContent } from "./readGroups";

/** What `check` answers. A reason's property is empty, since the engine would print its value. */
export interface CheckedGroups {
    readonly inputs: RecordInputs;
    readonly failures: { readonly property: string; readonly reason: string }[];
}

/**
 * Reports everything that is wrong with the arguments and the groups file, by line, and the groups that the pool does not have.
 * Runs in previews too and changes nothing. Values that are not known yet pass.
 *
 * @throws UserImportError where the credentials are of an account that the settings do not allow
 */
export async function checkGroups(deps: GroupsDependencies, inputs: RecordInputs): Promise<CheckedGroups> {
    await deps.checkAccount?.(isUnknown(inputs.userPoolId) ? undefined : inputs.userPoolId);
    const reasons = argumentProblems(inputs);
    let contentDigest = unknownValue;
    if (reasons.length === 0 && !isUnknown(inputs.groups) && !isOutOfReach(inputs)) {
        const isPoolKnown = !isUnknown(inputs.userPoolId) && !isUnknown(inputs.aws);
        try {
            const content = await openGroups(deps, inputs, isPoolKnown ? inputs.userPoolId : undefined);
            contentDigest = content.digest;
            const problem = isPoolKnown ? await poolProblem(deps, inputs, content) : undefined;
            reasons.push(...(problem === undefined ? [] : [problem]));
        } catch (error) {
            if (!isUserImportError(error)) {
                throw error;
            }
            reasons.push(error.message);
        }
    }
    const isKnown = !isUnknown(contentDigest);
    // A phone number can be guessed from its digest.
    const added = { contentDigest: isKnown ? asSecret(contentDigest) : contentDigest };
    return {
        inputs: reasons.length > 0 ? inputs : { ...inputs, ...added },
        failures: reasons.map((reason) => ({ property: "", reason })),
    };
}

/** What is wrong with the arguments that only this resource has; all others are the record's. */
export function checkMembers({ exclusive, maxMissingUsers }: MembersInputs): CheckedGroups["failures"] {
    const reasons: string[] = [];
    if (isPresent(exclusive) && !isUnknown(exclusive) && typeof exclusive !== "boolean") {
        reasons.push("exclusive: it must be true or false");
    }
    const isCount = Number.isSafeInteger(maxMissingUsers) && (maxMissingUsers ?? 0) >= 0;
    if (isPresent(maxMissingUsers) && !isUnknown(maxMissingUsers) && !isCount) {
        reasons.push("maxMissingUsers: it must be a whole number, 0 or more");
    }
    return reasons.map((reason) => ({ property: "", reason }));
}

/** What of the pool is wrong. If it cannot be asked, the preview says so; the `up` asks again before it changes anything. */
async function poolProblem(
    deps: GroupsDependencies,
    inputs: RecordInputs,
    content: GroupsContent,
): Promise<string | undefined> {
    const context = openGroupsContext(deps, inputs);
    try {
        return missingGroups(context, content.groupNames, await groupsOf(context))?.message;
    } catch (error) {
        if (isInterrupted(error)) {
            throw error;
        }
        const { message } = explainAwsError(error, { operation: "ListGroups", userPoolId: inputs.userPoolId });
        if (isNotFound(error)) {
            return message;
        }
        context.progress.warn(`Whether the groups exist could not be checked. ${message}`);
        return undefined;
    }
}

function argumentProblems(inputs: RecordInputs): string[] {
    const { userPoolId, groups, callsPerSecond, aws } = inputs;
    const problems: string[] = [];
    if (!isUnknown(userPoolId) && !(typeof userPoolId === "string" && isUserPoolId(userPoolId))) {
        problems.push("userPoolId: it is not the id of a user pool, such as us-east-1_AbCdEfGhI");
    }
    if (!isPresent(groups)) {
        problems.push("groups: it is required");
    } else if (!isUnknown(groups)) {
        try {
            locateSource(groups);
        } catch (error) {
            problems.push(`groups: ${messageOf(error)}`);
        }
    }
    const isRate = typeof callsPerSecond === "number" && Number.isFinite(callsPerSecond) && callsPerSecond > 0;
    if (isPresent(callsPerSecond) && !isUnknown(callsPerSecond) && !isRate) {
        problems.push("callsPerSecond: it must be a number above 0");
    }
    problems.push(...awsProblems(aws).map(({ path, reason }) => `${path}: ${reason}`));
    return problems;
}

/** Whether the groups are in S3, and cannot be read with an argument `aws` that is not known yet. */
function isOutOfReach({ groups, aws }: RecordInputs): boolean {
    return isUnknown(aws) && typeof groups === "string" && /^s3:/i.test(groups);
}
