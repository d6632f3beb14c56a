import { shownArn } from "../errors/shownAddress";
import { maxTextLength } from "../errors/shownText";

/** A permission that AWS says is missing. */
export interface Denial {
    /** The IAM action, such as `iam:PassRole`. */
    readonly action: string;
    /** The resource's ARN, as far as it may be shown; `undefined` if AWS does not name it. */
    readonly resource: string | undefined;
    /** Whether a service of AWS lacks it, not the caller. */
    readonly isOfService: boolean;
}

const denied =
    /(?:(\S+) is )?not authorized to perform:? ([a-z\d-]+:[A-Z]\w+)(?: on (?:the )?resource:? "?(arn:[^\s"]+?)[.,]?(?="|\s|$))?/i;

/** The missing permission in AWS's standard text `User: <ARN> is not authorized to perform: <action> on resource: <ARN> …`. */
export function denialIn(text: string): Denial | undefined {
    const match = denied.exec(text.slice(0, maxTextLength));
    if (match === null) {
        return undefined;
    }
    const [, who = "", action = "", resource] = match;
    return { action, resource: resource && shownArn(resource), isOfService: /\.amazonaws\.com/.test(who) };
}

/** Words that end what a number counts: "one role per import job" counts roles. */
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
 * Whether a text plainly says that another import job is active, whatever else it mentions.
 *
 * Assumed: AWS documents neither the error nor the text of its rule that one import job of an account is active at a time.
 */
export function mentionsAnotherJob(text: string): boolean {
    return anotherJob.test(text);
}

/** Words of the CSV, the pool's settings, sign-up and sign-in; none of them is about a role. */
const poolOrCsvWords =
    /csv|\bfiles?\b|upload|attribute|verif|mfa|schema|header|column|password|recovery|device|lambda|trigger|domain|\bsign-?(?:in|up)\b|\bplan\b|\btier\b/i;

/** What happened to the job, the pool, the feature or a role. */
const lastingState = /expire|delete|disable|enable/i;

/**
 * Whether a text names the CSV or the settings of the pool, which waiting does not change.
 *
 * Assumed: AWS documents no text of a refusal.
 */
export function namesPoolOrCsv(text: string): boolean {
    return poolOrCsvWords.test(text);
}

/** Whether a text names what waiting does not change: the CSV, the pool's settings, the job itself. See {@link namesPoolOrCsv}. */
export function namesLastingCause(text: string): boolean {
    return namesPoolOrCsv(text) || lastingState.test(text);
}
