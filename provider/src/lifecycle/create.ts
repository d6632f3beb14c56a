import { UserImportError } from "../errors/errors";
import type { LifecycleDependencies } from "../job/dependencies";
import { importAnew } from "../job/importAnew";
import { type JobContext, openJobContext, untilLate } from "../job/jobContext";
import type { FinishedJob } from "../job/jobState";
import { inTurn, turnDidNotCome } from "../job/startJob";
import { takeOverAny } from "../job/takeOver";
import { describeProblems, ignoringAdvice, warnOfProblems } from "../resource/describeProblems";
import { openInputSource } from "../resource/inputSource";
import { inspectSource, validationKey } from "../resource/inspectSource";
import type { CheckedInputs } from "../resource/properties";
import { readPoolRules } from "./poolRules";

/**
 * Imports the source: continues with a job that imports the same content already, else creates one in its turn. Uploads,
 * starts, waits and judges.
 *
 * @throws UserImportError before there is a job; afterwards InitializationError, which keeps the job in the state
 */
export async function create(deps: LifecycleDependencies, inputs: CheckedInputs): Promise<FinishedJob> {
    const context = openJobContext(deps, inputs);
    const beganAtMs = context.clock.now();
    await ensureValid(context);
    const first = await takeOverAny(context);
    if ("id" in first) {
        return first;
    }
    return await inTurn(
        context,
        () => noTurn(context),
        async (hasWaited) => {
            // The resource whose turn it was may have imported the same content.
            const found = hasWaited ? await takeOverAny(context) : first;
            return "id" in found ? found : await importAnew(context, found, beganAtMs);
        },
    );
}

/**
 * Checks the CSV against the pool's present rules, before anything is created: `check` may not have reached the pool, or the
 * same `up` may have changed it since.
 */
async function ensureValid(context: JobContext): Promise<void> {
    const { deps, inputs } = context;
    const rules = await readPoolRules(context.api, inputs, context.progress.warn);
    const key = validationKey(inputs, rules);
    if (deps.memory.validContent.has(key)) {
        return;
    }
    const source = await openInputSource(deps, inputs);
    context.progress.status(`checking ${source.description}`);
    const inspection = await inspectSource(untilLate(context, source, "checking the source"), rules, inputs);
    const fileProblems = describeProblems(source, inspection, "file");
    const rowProblems = inputs.invalidRows === "warn" ? undefined : describeProblems(source, inspection, "row");
    const problems = [fileProblems, rowProblems].filter((text) => text !== undefined);
    if (problems.length > 0) {
        const advice = `Correct the CSV.${ignoringAdvice(inspection, "file", "row")}`;
        throw new UserImportError(
            "validation-failed",
            `Cognito would refuse this CSV, so nothing was created:\n${problems.join("\n")}\n${advice}`,
        );
    }
    warnOfProblems(context.progress, source, inspection, inputs);
    if (inspection.digest !== inputs.sourceDigest) {
        throw new UserImportError(
            "source-changed",
            `The source ${source.description} changed after it was checked, so nothing was created. Run again.`,
        );
    }
    deps.memory.validContent.add(key);
}

function noTurn({ userPoolId }: JobContext): UserImportError {
    return new UserImportError(
        "timeout",
        `No import job was created in user pool ${userPoolId} before the timeout: ${turnDidNotCome}. ` +
            "Run `pulumi up` again, or set a longer `timeout`.",
    );
}
