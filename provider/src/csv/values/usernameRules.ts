import type { CsvPoolRules } from "../types";
import { isEmail, isPhoneNumber, type Report } from "./formRules";

/** A UUID, as Cognito makes one for each user of a pool whose usernames are addresses. */
const generatedForm = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

/**
 * A provider, an underscore and the user's name there, as a pool calls its federated users. With an @ it is an address.
 * Without the flag `u`, in which letters beyond ASCII would match too.
 */
const federatedForm = /^(?:google|facebook|signinwithapple|loginwithamazon)_[^@]+$/i;

/** Checks one username that is not empty, trimmed and unescaped. Of what has one cause, only the cause is said. */
export function checkUsername(value: string, pool: CsvPoolRules, report: Report): void {
    const aliases = pool.aliasAttributes ?? [];
    const isEmailAlias = aliases.includes("email") && isEmail(value);
    if (isEmailAlias || (aliases.includes("phone_number") && isPhoneNumber(value))) {
        report(
            "username-alias-form",
            `This pool has ${isEmailAlias ? "the e-mail address" : "the phone number"} as an alias, so a username cannot have that form. Write another username, such as a UUID or a name.`,
        );
        return;
    }
    checkCharacters(value, report);
    const forms = pool.usernameAttributes ?? [];
    if (forms.length === 0) {
        checkFederated(value, report);
    } else if (
        !(forms.includes("email") && isEmail(value)) &&
        !(forms.includes("phone_number") && isPhoneNumber(value))
    ) {
        reportOtherForm(value, forms, report);
    }
}

/**
 * Checks that the address, or number, which is the username of a row is the one in its column too. Upper and lower case
 * do not count.
 *
 * @param row its values, trimmed and unescaped; `undefined`: there is no such column
 * @param report takes the column and what is wrong with it
 */
export function checkUsersAddress(
    row: Readonly<Record<"username" | "email" | "phone", string | undefined>>,
    { usernameAttributes = [] }: CsvPoolRules,
    report: (column: string, message: string) => void,
): void {
    const { username = "", email = "", phone = "" } = row;
    for (const column of usernameAttributes) {
        const isEmailAsked = column === "email";
        const isOfForm = isEmailAsked ? isEmail : isPhoneNumber;
        const value = isEmailAsked ? email : phone;
        if (isOfForm(username) && isOfForm(value) && value.toLowerCase() !== username.toLowerCase()) {
            report(
                column,
                `In this pool the username is the user's ${isEmailAsked ? "e-mail address" : "phone number"}, but this value is different. Write the same value in both columns.`,
            );
        }
    }
}

function checkCharacters(value: string, report: Report): void {
    if (/[\t\p{Z}]/u.test(value)) {
        report("username-space", "The username contains a space. Remove it.");
    } else if (/\p{Cc}/u.test(value)) {
        report("username-control-character", "The username contains a control character. Remove it.");
    } else if (/\p{Cf}/u.test(value)) {
        report(
            "username-invisible-character",
            "The username contains an invisible character, which Cognito may refuse. Remove it.",
        );
    }
}

function checkFederated(value: string, report: Report): void {
    if (federatedForm.test(value)) {
        report(
            "username-federated",
            "The username looks like a federated user's, but an import would create a native user with it. Remove the row. The pool creates the user again at the next sign-in through the provider.",
        );
    }
}

function reportOtherForm(value: string, forms: readonly ("email" | "phone_number")[], report: Report): void {
    const names = forms.map((form) => (form === "email" ? "e-mail addresses" : "phone numbers")).join(" or ");
    if (generatedForm.test(value)) {
        report(
            "username-uuid",
            `This looks like the UUID that the pool creates for each user. In a CSV its usernames are ${names}. Write the user's own.`,
        );
    } else if (federatedForm.test(value)) {
        report(
            "username-form",
            `This pool's usernames are ${names}, but this looks like a federated user's. Remove the row. The pool creates the user again at the next sign-in through the provider.`,
        );
    } else {
        report(
            "username-form",
            `This pool's usernames are ${names}, and this is something else. Write the user's own.`,
        );
    }
}
