const anotherJob =
    /\b(?:an)?other\b(?: [\w-]+){0,3}? (?:jobs?|imports?)\b|\b(?:jobs?|imports?)\b[^.;]*\bin progress\b|\balready (?:active|running|in progress)\b|\bconcurrent|(?<![\w-])(?:one|1)(?! of\b)(?: [\w-]+){0,2}? (?:jobs?|imports?)\b/i;

/**
 * Whether a text plainly says that another import job is in the way, whatever else it speaks of.
 *
 * Assumed: AWS documents neither the error nor the text of its rule that one import job of an account is active at a time.
 */
export function speaksOfAnotherJob(text: string): boolean {
    return anotherJob.test(text);
}
