/**
 * How an import job ended, as its CompletionMessage says it. The first four are AWS's own texts, from its pages and from jobs
 * that people have shown. Assumed: the text of a role, of which AWS says only that the job fails. The last is for the emulator's own
 * mistakes.
 */
export const completionMessages = {
    succeeded: "Import Job Completed Successfully.",
    stopped: "The Import Job was stopped by the developer.",
    tooMany: "Too many users have failed or been skipped during the import.",
    expired: "The user import job has expired.",
    role: "Amazon Cognito cannot assume the CloudWatch Logs role of the import job.",
    internal: "An internal error occurred during the import.",
};
