/** Why a value cannot be written. */
export interface EncodeFailure {
    readonly code: UserProblemCode;
    readonly message: string;
}

/** A stable name of what can be wrong with a user in code. */
export type UserProblemCode =
    | "username-missing"
    | "attribute-unknown"
    | "value-type"
    | "value-newline"
    | "value-edge-space"
    | "value-nul"
    | "value-surrogate"
    | "value-backslash"
    | "birthdate-form"
    | "number-form";

/**
 * What most texts are: letters of most scripts, digits and marks, without backslashes, and spaces only between. At most their
 * commas change.
 */
const plainText = /^[!-[\]-~\u00a1-\u167f\u3001-\ud7ff]+(?: +[!-[\]-~\u00a1-\u167f\u3001-\ud7ff]+)*$/;
const edgeSpace = /^[\s\p{Z}\u0085\u200b]|[\s\p{Z}\u0085\u200b]$/u;
const loneSurrogate = /\p{Surrogate}/u;

/**
 * Writes a text as a value of the dialect: a comma becomes `\,`, everything else stays.
 *
 * What the dialect has no way to write is refused, and so is what can be read in two ways: a backslash before a comma,
 * and one at the end, which would escape the comma after the value.
 */
export function encodeText(text: string): string | EncodeFailure {
    const plain = encodePlainText(text);
    if (plain !== undefined) {
        return plain;
    }
    if (/[\r\n]/u.test(text)) {
        return {
            code: "value-newline",
            message:
                "It contains a line break, which a CSV for Cognito cannot express. Replace it, for example with a space.",
        };
    }
    if (text.includes("\0")) {
        return {
            code: "value-nul",
            message: "It contains a NUL character, which a CSV for Cognito cannot express. Remove it.",
        };
    }
    if (edgeSpace.test(text)) {
        return {
            code: "value-edge-space",
            message: "It begins or ends with a space, which Cognito would cut off. Remove it.",
        };
    }
    if (loneSurrogate.test(text)) {
        return { code: "value-surrogate", message: "It contains half a character (a lone surrogate). Remove it." };
    }
    if (text.includes("\\,") || text.endsWith("\\")) {
        return {
            code: "value-backslash",
            message: "It has a backslash before a comma or at its end, which Cognito may read as an escape. Remove it.",
        };
    }
    return text.replaceAll(",", "\\,");
}

/** What {@link encodeText} makes of most texts, quickly; `undefined`: it needs a closer look. */
export function encodePlainText(text: string): string | undefined {
    if (!plainText.test(text)) {
        return undefined;
    }
    return text.includes(",") ? text.replaceAll(",", "\\,") : text;
}

/** Writes a number in plain digits, without an exponent. */
export function encodeNumber(number: number): string | EncodeFailure {
    const text = String(number);
    return /^-?\d+(\.\d+)?$/u.test(text)
        ? text
        : { code: "number-form", message: "It cannot be written in plain digits. Use a number that can." };
}

/** Writes `yyyy-mm-dd` as `mm/dd/yyyy`. */
export function encodeBirthdate(birthdate: string): string | EncodeFailure {
    const match = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(birthdate);
    return match === null
        ? { code: "birthdate-form", message: "It is not a date in the form yyyy-mm-dd. Write it as in 1985-12-10." }
        : `${match[2]}/${match[3]}/${match[1]}`;
}

/** As AWS's example file writes them. */
export function encodeBoolean(value: boolean): string {
    return value ? "TRUE" : "FALSE";
}
