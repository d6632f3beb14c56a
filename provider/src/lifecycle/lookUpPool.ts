import type { CsvPoolRules } from "../csv/types";
import { isInterrupted, isUserImportError, messageOf } from "../errors/errors";
import { type LifecycleDependencies, previewAttempts } from "../job/dependencies";
import type { CheckedInputs } from "../resource/properties";
import type { ArgumentFailure } from "./checkArguments";
import { readPoolRules } from "./readPoolRules";

/** What a check finds out about the pool. */
export interface PoolFindings {
    /** `undefined`: the pool could not be asked. */
    readonly rules?: CsvPoolRules;
    readonly failures?: ArgumentFailure[];
}

/**
 * The pool's rules where it can be reached. That it does not exist, or that an endpoint which the program set does not
 * answer, is a failure. Without credentials, access or network the rules wait until create, and a preview warns of that;
 * in an `up` create says it, as its error.
 *
 * @param userPoolId `undefined`: there is no pool yet, so nobody to ask
 */
export async function lookUpPool(
    deps: LifecycleDependencies,
    userPoolId: string | undefined,
    { resourceUrn, isUp }: Pick<Partial<CheckedInputs>, "resourceUrn" | "isUp">,
): Promise<PoolFindings> {
    if (userPoolId === undefined) {
        return {};
    }
    const warn = (text: string): void => {
        if (isUp !== true) {
            deps.progress(resourceUrn).warn(text);
        }
    };
    try {
        return { rules: await readPoolRules(deps.connect(userPoolId, previewAttempts), { userPoolId }, warn) };
    } catch (error) {
        const code = isUserImportError(error) ? error.code : undefined;
        if (code === "not-found" || (code === "unreachable" && deps.hasConfiguredEndpoint)) {
            return { failures: [{ property: "userPoolId", reason: messageOf(error) }] };
        }
        if (!isInterrupted(error)) {
            warn(
                `The CSV was not checked against user pool ${userPoolId}: its columns, required and custom attributes, MFA and ` +
                    `kind of usernames are checked when \`pulumi up\` creates the job. ${messageOf(error)}`,
            );
        }
        return {};
    }
}
