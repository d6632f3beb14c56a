/** Which of the problems are listed, and what they come to together. */

/** A problem that was said. */
export interface Said {
    readonly code: string;
    readonly line: number | undefined;
    readonly column: string;
    /** Which of the code's causes it has, where these have messages of their own. */
    readonly cause?: string | undefined;
    /** It follows from one that is listed. */
    readonly isHidden: boolean;
}

const warnings = [
    ..."username-other-address alias-repeated username-federated mfa-no-factor".split(" "),
    ..."blank-line quoted-value backslash-before-comma backslash-at-end boolean-empty phone-number-country".split(" "),
    ..."updated-at-milliseconds value-unicode-space username-invisible-character attribute-type".split(" "),
];
const ofFile = /^(?:header-|separator$|utf-16|byte-order|invalid-utf|nul-byte|lone-|no-rows|empty-file|pool-)/;
const once =
    "leading-apostrophe boolean-word phone-number-rounded birthdate-year-first birthdate-day-first birthdate-spreadsheet".split(
        " ",
    );
const onceWhenMost = [
    ..."username-uuid username-other-address username-alias-form alias-repeated username-federated mfa-no-factor".split(
        " ",
    ),
    ..."row-separator quoted-row quoted-line-break quoted-value mfa-required mfa-off email-missing email-form".split(
        " ",
    ),
    ..."phone-number-missing phone-number-form phone-number-plus phone-number-country birthdate-form".split(" "),
    ..."updated-at-form updated-at-milliseconds".split(" "),
];
const onceAColumn = [
    ..."boolean-value attribute-missing value-too-long value-maybe-too-long value-too-short value-maybe-too-short".split(
        " ",
    ),
    ..."value-unicode-space number-form number-maybe-refused number-range".split(" "),
];

/** Whether a code changes no verdict. */
export function isWarning(code: string): boolean {
    return code.includes("-maybe-") || warnings.includes(code);
}

/** The problems as `code@line:column`: what one cause has made in most rows is listed where it is first. */
export function listProblems(said: readonly Said[], rows: number): string[] {
    const listed = said.filter((one, index) => {
        const { code, column } = one;
        if (one.isHidden) {
            return false;
        }
        const isLike = (other: Said): boolean =>
            other.code === code && (!onceAColumn.includes(code) || other.column === column);
        const isEqual = (other: Said): boolean => isLike(other) && other.cause === one.cause;
        const isFirst = said.findIndex((other) => isEqual(other) && !other.isHidden) === index;
        const lines = new Set(said.filter(isLike).map(({ line }) => line)).size;
        const isMost = 2 * lines > rows && [...onceWhenMost, ...onceAColumn].includes(code);
        return code === "attribute-type"
            ? said.findIndex((other) => other.code === code && other.column === column) === index
            : isFirst || !(once.includes(code) || isMost);
    });
    const places = listed.map(
        ({ code, line, column }) => code + (line === undefined ? "" : `@${line}`) + (column === "" ? "" : `:${column}`),
    );
    return [...places, ...(willMostFail(said, rows) ? ["most-rows-fail"] : [])];
}

/** How many lines have an error of a row. */
export function countFailing(said: readonly Said[]): number {
    const errors = said.filter(({ code }) => !isWarning(code) && !ofFile.test(code));
    return new Set(errors.map(({ line }) => line)).size;
}

function willMostFail(said: readonly Said[], rows: number): boolean {
    return said.every(({ code }) => isWarning(code) || !ofFile.test(code)) && 2 * countFailing(said) > rows;
}
