import { formatCount } from "../../messages";
import { maxValueCharacters } from "../csvLimits";
import { characterCount } from "../dialect";
import type { ColumnPlan } from "../rows/columnPlan";
import type { CsvPoolRules } from "../types";
import { checkForm, isBirthdate, type Report } from "./formRules";
import { checkUsername } from "./usernameRules";

/** Spaces of Unicode, and what is as invisible at the edge of a value. */
const unicodeSpace = /^[\p{Z}\u0085\u200b\ufeff]|[\p{Z}\u0085\u200b\ufeff]$/u;

/** Checks one value that is not empty, trimmed and unescaped, against its column's plan. */
export function checkValue(value: string, plan: ColumnPlan, pool: CsvPoolRules, report: Report): void {
    if (plan.kind === "username") {
        checkUsername(value, pool, report);
    } else if (mayBeginOrEndUnusually(value) && unicodeSpace.test(value)) {
        report(
            "value-unicode-space",
            "The value begins or ends with a special space (such as a no-break space). Remove it.",
        );
    }
    // A date has its ten characters: of another form, its length is but a consequence.
    if (plan.kind !== "birthdate" || isBirthdate(value)) {
        checkLength(value, plan, report);
    }
    checkForm(value, plan, report);
}

function mayBeginOrEndUnusually(value: string): boolean {
    return value.charCodeAt(0) >= 0x80 || value.charCodeAt(value.length - 1) >= 0x80;
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
            `The value has more than ${formatCount(maxCharacters)} characters, the maximum. Shorten it.`,
        );
    } else if (value.length > maxCharacters || mayCountBytes) {
        report(
            isUsername ? "username-maybe-too-long" : "value-maybe-too-long",
            `The value has more than ${mayCountBytes ? `${formatCount(maxValueCharacters)} bytes` : `${formatCount(maxCharacters)} UTF-16 units`}, but not more characters. Cognito may count ${mayCountBytes ? "bytes" : "UTF-16 units"}.`,
        );
    }
    if (value.length < minCharacters) {
        report(
            "value-too-short",
            `The value has fewer than ${formatCount(minCharacters)} characters, the pool's minimum. Lengthen it.`,
        );
    } else if (characters < minCharacters) {
        report(
            "value-maybe-too-short",
            `The value has fewer than ${formatCount(minCharacters)} characters if Cognito counts an emoji as one. Lengthen it.`,
        );
    }
}
