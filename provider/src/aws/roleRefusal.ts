import { messageOf, nameOf } from "../errors/errors";
import { type Denial, denialIn, mentionsAnotherJob, namesPoolOrCsv } from "./refusalTexts";

/**
 * Cognito's exceptions that may mean that it cannot use the role, beside PreconditionNotMetException. Other exceptions are from
 * STS or the credential providers, and about the caller's role.
 */
const otherNames = /^(?:InvalidParameter|NotAuthorized|AccessDenied|OperationNotEnabled|ResourceNotFound)Exception$/;

/** AWS's exceptions for the roles of other features, such as `InvalidSmsRoleAccessPolicyException`. */
const namesOfRole = /^\w*Role\w*Exception$/;

const role = /(?<![\w:-])roles?(?![\w-])/i;
const logs = /\bcloud ?watch logs\b/i;

/** Words about the role, its permissions, who may assume it, or where it writes. */
const roleWords =
    /(?<![\w:-])(?:roles?|permissions?|privileges?|assum(?:e|ed|es|ing|able))(?![\w-])|cloud ?watch|\blogs\b|\blogging\b|\blog (?:group|stream|event)/i;

/** Words about the role that may also be about the pool or the CSV: `password policy`, `trusted device`, `not authorized in the header`. */
const ambiguousRoleWords =
    /(?<![\w:-])(?:polic(?:y|ies)|trust(?:s|ed)?|(?:un)?authorized)(?![\w-])|\baccess (?:is )?denied\b/i;

/** The role at the beginning of a sentence, or next to a word such as "invalid". */
const subject = String.raw`(?:(?:an?|amazon|aws|given|iam|import|log|logging|logs|provided|service|specified|supplied|that|the|this|user|cloud ?watch) )*["']?(?:roles?(?![\w-])|cloudwatchlogsrolearn\b)`;
const trouble =
    "invalid|not valid|exists?|found|permissions?|privileges?|polic(?:y|ies)|(?:un)?authorized|denied|deleted|missing";
const brokenRole = new RegExp(
    String.raw`(?:^|[.;:] )${subject}[^.;]*\b(?:${trouble})\b|(?:^|[.;:] )(?:invalid|missing|unknown|no such) ${subject}|\b(?:cannot|can't|could not|unable to) (?:access|find|use) ${subject}`,
    "i",
);

/** A rule about the form of the argument, for which AWS does not look at the role. */
const argumentRule = /\bvalidation\b|\bconstraint\b|\bpattern\b|\blength\b/i;

/** The role of the caller, who runs the program. */
const callerRole = /\b(?:caller|credentials|session|token|your)\b|\bassumed[ -]role\b/i;

/** The permission that the caller needs for Create, whatever the role is. */
const passingOfRole = /\bpass ?role\b|\bpass(?:es|ing)?(?: [\w-]+){0,2} role\b/i;

/**
 * Whether Cognito refuses the CloudWatch Logs role; a role created seconds ago may be refused too. `false` if the text plainly
 * names another import job, and if the caller lacks a permission, although AWS then names the role that the caller has
 * assumed.
 *
 * Assumed: AWS documents neither error nor text. Its help page says "CloudWatch Logs role missing permission". So a
 * PreconditionNotMet counts if it mentions a role, a permission or CloudWatch Logs, or a policy that is not of the pool or the
 * CSV. If an exception also means wrong arguments or callers, the text must say what is wrong with the role.
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

/** Whether a PreconditionNotMet, which need not be about access, says that the caller lacks a permission. */
export function isCallerRefused(error: unknown): boolean {
    const text = messageOf(error);
    const isDenial = denialIn(text) !== undefined || passingOfRole.test(text);
    return nameOf(error) === "PreconditionNotMetException" && isDenial && !isRoleRefused(error);
}

/**
 * Whether a text of Cognito (of a PreconditionNotMet, or of a failed job) mentions the CloudWatch Logs role, a permission,
 * CloudWatch Logs or an access policy, and not another job, a policy of the pool or a permission of the caller.
 */
export function blamesRole(text: string): boolean {
    if (mentionsAnotherJob(text) || passingOfRole.test(text)) {
        return false;
    }
    const denial = denialIn(text);
    const words = wordsOf(text);
    return denial === undefined
        ? roleWords.test(words) || (ambiguousRoleWords.test(words) && !namesPoolOrCsv(words))
        : isDenialOfRole(denial) || denial.action.startsWith("logs:");
}

/** Whether an error of Cognito mentions the role at all, so that checking the role is good advice. */
export function mentionsRole(error: unknown): boolean {
    return (otherNames.test(nameOf(error)) || isRoleRefused(error)) && role.test(wordsOf(messageOf(error)));
}

/** Whether a text is about passing the role to Cognito, which needs `iam:PassRole`. */
export function mentionsPassRole(text: string): boolean {
    return passingOfRole.test(text);
}

function saysWhatIsWrong(name: string, words: string): boolean {
    const isOfCaller = /^(?:NotAuthorized|AccessDenied)/.test(name);
    if (isOfCaller && callerRole.test(words) && !logs.test(words)) {
        return false;
    }
    if (brokenRole.test(words) && !argumentRule.test(words)) {
        return true;
    }
    if (name === "ResourceNotFoundException") {
        return false;
    }
    const isOfRole = role.test(words) && /assum|trust/i.test(words);
    return isOfRole || (logs.test(words) && (isOfCaller || /permission|polic|authorized|denied/i.test(words)));
}

/** A denied write to the logs is never the caller's: this package writes no logs. */
function isDenialOfRole({ action, isOfService }: Denial): boolean {
    return isOfService || /^logs:(?:Create|Put)/.test(action);
}

/** The text without attributes, callers and ARNs, whose names may be any words; a role's ARN becomes the word role. */
function wordsOf(text: string): string {
    return text
        .replace(/\b(?:custom|dev):\S*/g, "")
        .replace(/\bUser: arn:\S*/g, "User")
        .replace(/\barn:[\w-]+:iam::\d*:role\/\S*/g, "role")
        .replace(/\barn:\S*/g, "");
}
