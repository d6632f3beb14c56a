/** What e-mail addresses and phone numbers look like. */

/** The attributes that can be a username or an alias. */
export type AddressForm = "email" | "phone_number";

/** Whether a value is of this form. */
export function hasForm(form: AddressForm, value: string): boolean {
    return form === "email" ? looksLikeEmail(value) : looksLikePhone(value);
}

/** A plus sign and 1 to 15 digits. */
export function looksLikePhone(value: string): boolean {
    return /^\+[0-9]{1,15}$/.test(value);
}

/**
 * One `@`, something on both sides, neither spaces nor control characters; what stands before it in quotation marks may
 * have spaces and an `@` in it.
 */
export function looksLikeEmail(value: string): boolean {
    const quoted = /^"[^"\p{Cc}]+"@(.*)$/su.exec(value);
    const parts = quoted === null ? value.split("@") : ["quoted", ...(quoted[1] ?? "").split("@")];
    return parts.length === 2 && parts.every((part) => part !== "" && !/[\s\p{Cc}]/u.test(part));
}
