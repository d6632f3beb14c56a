/** Words between a number and a noun that end what is counted: "one role per import job" counts roles. */
const others = String.raw`(?: (?!(?:and|as|at|before|by|for|from|in|is|of|or|per|that|the|to|which|with)\b)[\w-]+){0,3}?`;

/** Neither the id of a job, such as `import-AbCdEfGhIj`, nor something that a job has. */
const job = String.raw`jobs?(?!['’\w-]| roles?\b)`;
const anImport = String.raw`imports?(?![\w-])`;

const anotherJob = new RegExp(
    [
        String.raw`\b(?:an)?other${others} (?:${job}|${anImport})`,
        String.raw`(?<![\w-])(?:${job}|${anImport})[^.;]*(?<!\bnot )(?<!\bnot already )\bin progress\b`,
        String.raw`(?<!\bnot )\balready (?:active|running|in progress)\b`,
        String.raw`\bconcurrent`,
        String.raw`(?<!\b(?:for|least|per) )(?<![\w-])(?:one|1)${others} ${job}`,
        String.raw`\bonly (?:one|1)${others} ${anImport}`,
    ].join("|"),
    "i",
);

/**
 * Whether a text plainly says that another import job is in the way, whatever else it speaks of.
 *
 * Assumed: AWS documents neither the error nor the text of its rule that one import job of an account is active at a time.
 */
export function speaksOfAnotherJob(text: string): boolean {
    return anotherJob.test(text);
}
