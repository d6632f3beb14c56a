import { isPresent } from "../argumentValues";
import { phaseOf } from "../cognito/jobStatus";
import type { Progress } from "../engine/progress";
import { contentDoubt, type NamedJob, rowsOf } from "../job/contentDoubt";
import { contentTokenIn } from "../job/jobName";
import { countOf, formatCount } from "../messages";
import { isUnknown } from "../resource/inputValues";
import { type CheckedInputs, hasContent, type RecordedJob, type UserImportJobInputs } from "../resource/properties";
import type { ArgumentFailure } from "./checkArguments";

/**
 * A job that was imported into the state (`pulumi import`, the option `import`) was read from AWS, which does not keep the content.
 * As long as the program gives none either, the job is only recorded: nothing starts, stops or replaces it.
 */

/** Whether the inputs go on with a job that was imported, and give no content for it. */
export function isWithoutContent(olds: Partial<CheckedInputs>, { source, users }: UserImportJobInputs): boolean {
    return isPresent(olds.userPoolId) && !hasContent(olds) && !isPresent(source) && !isPresent(users);
}

/** What an imported job cannot become: another one needs content. */
export function checkWithoutContent(olds: Partial<CheckedInputs>, news: UserImportJobInputs): ArgumentFailure[] {
    const fixed = ["userPoolId", "passwordHashingAlgorithm"] as const;
    return fixed
        .filter((name) => !isUnknown(news[name]) && (olds[name] ?? undefined) !== (news[name] ?? undefined))
        .map((property) => ({
            property,
            reason: `the job that was imported has ${olds[property] ?? "none"}: set source or users to import with a new job`,
        }));
}

/** Whether the state has a job whose content nobody knows. */
export function isContentUnknown(olds: RecordedJob): boolean {
    return olds.isAdopted === true && !hasContent(olds);
}

/**
 * Whether a job whose content nobody knows is taken for the import of the program's content, so that nobody is imported again: its
 * name says so, or it has succeeded with as many rows. Content that a preview does not know may well be it.
 */
export function isTakenFor(job: NamedJob, news: CheckedInputs): boolean {
    if (isUnknown(news.sourceDigest) || isUnknown(news.jobName)) {
        return true;
    }
    const phase = phaseOf(job.status);
    const mayHave = phase === "succeeded" || (phase === "running" && contentTokenIn(job.jobName) !== undefined);
    return mayHave && contentDoubt(job, news) === undefined;
}

/** Says, in a preview too, that a job is taken for the import of the program's content; a warning where only the number of rows says so. */
export function sayTaken({ info, warn }: Progress, jobId: string, job: NamedJob): void {
    const taken = `Import job ${jobId} is taken for the import of this source, so nobody is imported again`;
    if (contentTokenIn(job.jobName) !== undefined) {
        info(`${taken}: its name says that it imported the same content.`);
        return;
    }
    warn(
        `${taken}: it has as many rows, ${formatCount(rowsOf(job))}. AWS does not keep the content. If the job imported other people, run ` +
            "`pulumi up`, then set `triggers` to a new value to import the source.",
    );
}

/** Why a job is not taken for the import of the program's content, as a sentence. */
export function whyNotTaken(jobId: string, job: NamedJob, { totalUsers = 0, ...news }: CheckedInputs): string {
    const reason = {
        name: "its name says that it imported other content, or was made with other `triggers`",
        rows: `it counted ${countOf(rowsOf(job), "row")}, and the source has ${countOf(totalUsers, "row")}`,
        none: `it is ${job.status}`,
    }[contentDoubt(job, { ...news, totalUsers }) ?? "none"];
    return `Import job ${jobId} is not taken for the import of this source: ${reason}. A new job imports the source.`;
}
