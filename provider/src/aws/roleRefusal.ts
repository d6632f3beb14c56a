import { messageOf, nameOf } from "../errors/errors";
import { type Denial, denialIn, namesPoolOrCsv, speaksOfAnotherJob } from "./refusalTexts";

/**
 * What Cognito may call it that it cannot use the role, beside PreconditionNotMetException. Other names are STS's or the
 * credential providers', who speak of roles too: of the caller's.
 */
const otherNames = /^(?:InvalidParameter|NotAuthorized|AccessDenied|OperationNotEnabled|ResourceNotFound)Exception$/;

/** Names that AWS gives a refused role of other features, such as `InvalidSmsRoleAccessPolicyException`. */
const namesOfRole = /^\w*Role\w*Exception$/;

const role = /(?<![\w:-])roles?(?![\w-])/i;
const logs = /\bcloud ?watch logs\b/i;

/** The role, what it is allowed, who may assume it, or where it writes. */
const matterOfRole =
    /(?<![\w:-])(?:roles?|permissions?|privileges?|assum(?:e|ed|es|ing|able))(?![\w-])|cloud ?watch|\blogs\b|\blogging\b|\blog (?:group|stream|event)/i;

/** What the role has, and the pool or the CSV too: `password policy`, `trusted device`, `not authorized in the header`. */
const maybeOfRole =
    /(?<![\w:-])(?:polic(?:y|ies)|trust(?:s|ed)?|(?:un)?authorized)(?![\w-])|\baccess (?:is )?denied\b/i;

/** The role as what a sentence begins with, or as what a word such as "invalid" is about. */
const subject = String.raw`(?:(?:an?|amazon|aws|given|iam|import|log|logging|logs|provided|service|specified|supplied|that|the|this|user|cloud ?watch) )*["']?(?:roles?(?![\w-])|cloudwatchlogsrolearn\b)`;
const trouble =
    "invalid|not valid|exists?|found|permissions?|privileges?|polic(?:y|ies)|(?:un)?authorized|denied|deleted|missing";
const roleInTrouble = new RegExp(
    String.raw`(?:^|[.;:] )${subject}[^.;]*\b(?:${trouble})\b|(?:^|[.;:] )(?:invalid|missing|unknown|no such) ${subject}|\b(?:cannot|can't|could not|unable to) (?:access|find|use) ${subject}`,
    "i",
);

/** A rule of how the argument is written, which is said without a look at the role. */
const matterOfArgument = /\bvalidation\b|\bconstraint\b|\bpattern\b|\blength\b/i;

/** The role of who runs the program. */
const roleOfCaller = /\b(?:caller|credentials|session|token|your)\b|\bassumed[ -]role\b/i;

/** What the caller needs for Create, whatever the role is. */
const passingOfRole = /\bpass ?role\b|\bpass(?:es|ing)?(?: [\w-]+){0,2} role\b/i;

/**
 * Whether Cognito refuses the CloudWatch Logs role, which a role made seconds ago may cause too. A text that plainly speaks of
 * another import job is about that. That the caller may not do something is another thing, although AWS then names the
 * caller's role, which is an assumed one.
 *
 * Assumed: AWS documents neither error nor text. Its help page says "CloudWatch Logs role missing permission", so a PreconditionNotMet
 * counts that speaks of a role, a permission or CloudWatch Logs, or of a policy that is not of the pool or the CSV. Where an exception is also one for wrong arguments or
 * callers, the text has to say what is wrong with the role.
 */
export function isRoleRefused(error: unknown): boolean {
    const [name, text] = [nameOf(error), messageOf(error)];
    if (namesOfRole.test(name)) {
        return true;
    }
    if (name === "PreconditionNotMetException") {
        return blamesRole(text);
    }
    const denial = denialIn(text);
    if (!otherNames.test(name) || passingOfRole.test(text)) {
        return false;
    }
    return denial === undefined ? saysWhatIsWrong(name, wordsOf(text)) : isDenialOfRole(denial);
}

/** Whether a refusal that need not be one of access, a PreconditionNotMet, is about what the caller may do. */
export function isCallerRefused(error: unknown): boolean {
    const text = messageOf(error);
    const isDenial = denialIn(text) !== undefined || passingOfRole.test(text);
    return nameOf(error) === "PreconditionNotMetException" && isDenial && !isRoleRefused(error);
}

/**
 * Whether a text of Cognito, a PreconditionNotMet's or how a job has ended, speaks of the CloudWatch Logs role, a permission,
 * CloudWatch Logs or an access policy, and not of another job, of a policy of the pool's or of what the caller may do.
 */
export function blamesRole(text: string): boolean {
    if (speaksOfAnotherJob(text) || passingOfRole.test(text)) {
        return false;
    }
    const denial = denialIn(text);
    const words = wordsOf(text);
    return denial === undefined
        ? matterOfRole.test(words) || (maybeOfRole.test(words) && !namesPoolOrCsv(words))
        : isDenialOfRole(denial) || denial.action.startsWith("logs:");
}

/** Whether an error of Cognito speaks of the role at all, so that a look at the role is good advice. */
export function speaksOfRole(error: unknown): boolean {
    return (otherNames.test(nameOf(error)) || isRoleRefused(error)) && role.test(wordsOf(messageOf(error)));
}

/** Whether a text speaks of giving the role to Cognito, which takes `iam:PassRole`. */
export function speaksOfPassing(text: string): boolean {
    return passingOfRole.test(text);
}

function saysWhatIsWrong(name: string, words: string): boolean {
    const isOfCaller = /^(?:NotAuthorized|AccessDenied)/.test(name);
    if (isOfCaller && roleOfCaller.test(words) && !logs.test(words)) {
        return false;
    }
    if (roleInTrouble.test(words) && !matterOfArgument.test(words)) {
        return true;
    }
    if (name === "ResourceNotFoundException") {
        return false;
    }
    const isOfRole = role.test(words) && /assum|trust/i.test(words);
    return isOfRole || (logs.test(words) && (isOfCaller || /permission|polic|authorized|denied/i.test(words)));
}

/** The caller is never denied to write logs: nothing here does. */
function isDenialOfRole({ action, isOfService }: Denial): boolean {
    return isOfService || /^logs:(?:Create|Put)/.test(action);
}

/** The text without attributes, callers and ARNs, whose names may be any words; a role's ARN stands for itself. */
function wordsOf(text: string): string {
    return text
        .replace(/\b(?:custom|dev):\S*/g, "")
        .replace(/\bUser: arn:\S*/g, "User")
        .replace(/\barn:[\w-]+:iam::\d*:role\/\S*/g, "role")
        .replace(/\barn:\S*/g, "");
}
