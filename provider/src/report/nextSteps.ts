import { roleAdvice } from "../aws/advice";
import { phaseOf } from "../cognito/jobStatus";
import { hasFailedForRole } from "../job/newRole";
import type { ReportedImport } from "./reportedImport";

/** One thing to do, and the page that says how. */
export interface NextStep {
    readonly text: string;
    readonly page: { readonly name: string; readonly url: string };
}

const docs = "https://github.com/pulumi-cognito-user-import/pulumi-cognito-user-import/blob/main/docs";

function step(text: string, name: string, path: string): NextStep {
    return { text, page: { name, url: `${docs}/${path}` } };
}

/** What to do after an import, the most urgent first. */
export function nextSteps(reported: ReportedImport): NextStep[] {
    return [...stepsOfEnd(reported), ...stepsOfRows(reported)];
}

/** What the status asks for. */
function stepsOfEnd(reported: ReportedImport): NextStep[] {
    const statuses = "What a status means";
    switch (phaseOf(reported.status)) {
        case "created":
            return [step("The job was not started. Run `pulumi up` again.", statuses, "lifecycle.md#statuses")];
        case "running":
        case "stopping":
            return [
                step("The job has not ended. Make the report again when it has.", statuses, "lifecycle.md#statuses"),
            ];
        case "unsuccessful":
            return stepsOfFailure(reported);
        default:
            return [];
    }
}

function stepsOfFailure({ jobs, skippedUsers }: ReportedImport): NextStep[] {
    const refused = jobs.find(hasFailedForRole);
    return [
        step(
            "AWS cannot restart a job. Correct the cause, then run `pulumi up`: it replaces the job with a new one, which skips the users imported so far.",
            "What happens to a job",
            "lifecycle.md#statuses",
        ),
        ...(refused === undefined
            ? []
            : [
                  step(
                      roleAdvice({
                          userPoolId: refused.userPoolId ?? "",
                          cloudWatchLogsRoleArn: refused.cloudWatchLogsRoleArn,
                      }),
                      "The role",
                      "troubleshooting.md#cloudwatch-logs-role-missing-permission",
                  ),
              ]),
        ...(skippedUsers === 0
            ? []
            : [
                  step(
                      'AWS ends a job with too many users who are in the pool already. Set existingUsers to "omit" to upload only the others.',
                      "Too many users",
                      "troubleshooting.md#too-many-users-have-failed-or-been-skipped-during-the-import",
                  ),
              ]),
    ];
}

/** What the counts ask for. */
function stepsOfRows({ failedUsers, failures, skippedUsers, importedUsers, status }: ReportedImport): NextStep[] {
    return [
        ...(failedUsers === 0
            ? []
            : [
                  step(
                      "Correct the failed lines in the CSV, check it with `cognito-user-import validate`, and run `pulumi up`. A changed CSV is a new job, which skips the users who are in the pool.",
                      "The CSV",
                      "csv.md#the-command",
                  ),
              ]),
        ...(failedUsers === 0 || failures.length > 0
            ? []
            : [
                  step(
                      "To learn which lines failed, let the log be read.",
                      "The list of failed rows",
                      "troubleshooting.md#the-list-of-failed-rows-could-not-be-read-from-cloudwatch-logs",
                  ),
              ]),
        ...(skippedUsers === 0 || phaseOf(status) === "unsuccessful"
            ? []
            : [
                  step(
                      'Skipped users were in the pool already, and were left as they are. Set existingUsers to "omit" to upload only the others.',
                      "A list that grows",
                      "guide.md#a-list-that-grows",
                  ),
              ]),
        ...(importedUsers === 0
            ? []
            : [
                  step(
                      "Imported users without a password hash set a password when they sign in for the first time.",
                      "After the import",
                      "after-the-import.md#who-can-sign-in-and-how",
                  ),
              ]),
    ];
}
