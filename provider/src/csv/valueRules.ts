import type { ColumnPlan } from "./columnPlan";
import { maxValueCharacters } from "./csvLimits";
import { checkForm, isEmail, isPhoneNumber, type Report } from "./formRules";
import type { CsvPoolRules } from "./types";
import { characterCount } from "./values";

/** Spaces of Unicode, and what is as invisible at the edge of a value. */
const unicodeSpace = /^[\p{Z}\u0085\u200b\ufeff]|[\p{Z}\u0085\u200b\ufeff]$/u;

/** Checks one value that is not empty, trimmed and unescaped, against its column's plan. */
export function checkValue(value: string, plan: ColumnPlan, pool: CsvPoolRules, report: Report): void {
    if (plan.kind === "username") {
        checkUsername(value, pool, report);
    } else if (mayBeginOrEndUnusually(value) && unicodeSpace.test(value)) {
        report(
            "value-unicode-space",
            "The value begins or ends with a space that is not the keyboard's (such as a no-break space): remove it.",
        );
    }
    checkLength(value, plan, report);
    checkForm(value, plan, report);
}

function mayBeginOrEndUnusually(value: string): boolean {
    return value.charCodeAt(0) >= 0x80 || value.charCodeAt(value.length - 1) >= 0x80;
}

function checkUsername(value: string, pool: CsvPoolRules, report: Report): void {
    if (/[\t\p{Z}]/u.test(value)) {
        report("username-space", "The username holds a space: write it without any.");
    } else if (/\p{Cc}/u.test(value)) {
        report("username-control-character", "The username holds a control character: remove it.");
    } else if (/\p{Cf}/u.test(value)) {
        report("username-invisible-character", "The username holds an invisible character: Cognito may refuse it.");
    }
    const forms = pool.usernameAttributes ?? [];
    const isEmailWanted = forms.includes("email");
    const isPhoneWanted = forms.includes("phone_number");
    const hasForm = (isEmailWanted && isEmail(value)) || (isPhoneWanted && isPhoneNumber(value));
    if ((isEmailWanted || isPhoneWanted) && !hasForm) {
        const wanted =
            isEmailWanted && isPhoneWanted ? "e-mail addresses or phone numbers" : usernameForm(isEmailWanted);
        report("username-form", `This pool's usernames are ${wanted}: write one.`);
    }
}

function usernameForm(isEmailWanted: boolean): string {
    return isEmailWanted ? "e-mail addresses" : "phone numbers";
}

/**
 * Assumed: a character is a code point or a UTF-16 unit, and the 2,048 of a value may be bytes: what is too long in
 * every reading is an error, what is too long in one of them is a warning.
 */
function checkLength(value: string, plan: ColumnPlan, report: Report): void {
    const { minCharacters, maxCharacters } = plan;
    if (value.length * 3 <= maxCharacters && value.length >= 2 * minCharacters) {
        return;
    }
    const characters = characterCount(value);
    const isUsername = plan.kind === "username";
    const mayCountBytes = !isUsername && Buffer.byteLength(value) > maxValueCharacters;
    if (characters > maxCharacters) {
        report(
            isUsername ? "username-too-long" : "value-too-long",
            `The value has more than ${maxCharacters} characters, the most that it may have: shorten it.`,
        );
    } else if (value.length > maxCharacters || mayCountBytes) {
        report(
            isUsername ? "username-maybe-too-long" : "value-maybe-too-long",
            `The value has more than ${mayCountBytes ? `${maxValueCharacters} bytes` : `${maxCharacters} UTF-16 units`}, though not more characters: Cognito may count so.`,
        );
    }
    if (value.length < minCharacters) {
        report(
            "value-too-short",
            `The value has fewer than ${minCharacters} characters, the fewest that the pool takes.`,
        );
    } else if (characters < minCharacters) {
        report(
            "value-maybe-too-short",
            `The value has fewer than ${minCharacters} characters, if Cognito counts an emoji as one: lengthen it.`,
        );
    }
}
