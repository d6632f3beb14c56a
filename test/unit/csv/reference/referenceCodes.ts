/**
 * What each code means, as AWS's guide and API reference have it, written down a second time: scope, severity, certainty
 * and listing (by line; once; once where most rows have it; the same for each column). Without a remark, AWS's guide says it (documented) or says nothing of it (assumed).
 */
export const referenceCodes = {
    "empty-file": "file error documented each",
    // The guide says nothing of a file without users.
    "no-rows": "file error assumed each",
    "file-too-large": "file error documented each",
    "file-maybe-too-large": "file warning assumed each",
    // S3's own limit of one PUT.
    "upload-too-large": "file error documented each",
    "too-many-rows": "file error documented each",
    "pool-not-verifying": "file error documented each",
    // AWS says "too many" and no number.
    "most-rows-fail": "file warning assumed each",
    "not-text": "file error documented each",
    "utf-16": "file error documented each",
    "byte-order-mark": "file error documented each",
    "invalid-utf-8": "file error documented each",
    "nul-byte": "file error assumed each",
    "lone-carriage-return": "file error assumed each",
    "line-too-long": "file error documented each",
    "line-maybe-too-long": "file warning assumed each",
    separator: "file error documented each",
    "header-missing": "file error documented each",
    // Quotation marks should not be there, but nobody says that they are not taken off.
    "header-quoted": "file error assumed each",
    "header-missing-column": "file error documented each",
    "header-unknown-column": "file error assumed each",
    "header-exported-column": "file error assumed each",
    "password-hash-column-missing": "file error documented each",
    // With an algorithm the column belongs there whatever GetCSVHeader says, so this is never an error.
    "password-hash-not-offered": "file warning assumed each",
    "header-repeated-column": "file error assumed each",
    "header-column-case": "file error assumed each",
    "header-column-spaces": "file error assumed each",
    "header-empty-column": "file error assumed each",
    // The guide speaks of strings and numbers.
    "attribute-type": "file warning assumed each",
    "blank-line": "row warning assumed each",
    // Nobody has a username in it.
    "empty-row": "row error documented each",
    "value-count": "row error documented each",
    "row-separator": "row error documented onceWhenMost",
    "quoted-row": "row error assumed onceWhenMost",
    "quoted-line-break": "row error assumed onceWhenMost",
    "quoted-value": "row warning assumed onceWhenMost",
    "backslash-before-comma": "row warning assumed each",
    "backslash-at-end": "row warning assumed each",
    "username-missing": "row error documented each",
    "username-space": "row error documented each",
    // By the pattern of usernames in the API reference; so is the next, which a person may mean.
    "username-control-character": "row error documented each",
    "username-invisible-character": "row warning assumed each",
    "username-too-long": "row error documented each",
    "username-maybe-too-long": "row warning assumed each",
    // The second one is skipped, as people found out; the guide does not say so.
    "username-repeated": "row error assumed each",
    "username-maybe-repeated": "row warning assumed each",
    "username-form": "row error documented each",
    "username-uuid": "row error documented onceWhenMost",
    "username-other-address": "row warning assumed onceWhenMost",
    "username-alias-form": "row error documented onceWhenMost",
    "alias-repeated": "row warning assumed onceWhenMost",
    // Legal; that it is a mistake is our reading.
    "username-federated": "row warning assumed onceWhenMost",
    "boolean-value": "row error documented onceAColumn",
    "boolean-word": "row error documented once",
    "not-verified": "row error documented each",
    "email-missing": "row error documented onceWhenMost",
    "phone-number-missing": "row error documented onceWhenMost",
    "mfa-required": "row error documented onceWhenMost",
    "mfa-off": "row error documented onceWhenMost",
    // Imported, and the guide says that they cannot sign in.
    "mfa-no-factor": "row warning documented onceWhenMost",
    "leading-apostrophe": "row error documented once",
    "attribute-missing": "row error documented onceAColumn",
    "email-form": "row error assumed onceWhenMost",
    "phone-number-form": "row error documented onceWhenMost",
    "phone-number-plus": "row error documented onceWhenMost",
    "phone-number-rounded": "row error documented once",
    "phone-number-country": "row warning assumed onceWhenMost",
    "birthdate-form": "row error documented onceWhenMost",
    "birthdate-year-first": "row error documented once",
    "birthdate-day-first": "row error documented once",
    "birthdate-spreadsheet": "row error documented once",
    "updated-at-form": "row error documented onceWhenMost",
    "updated-at-milliseconds": "row warning assumed onceWhenMost",
    "value-too-long": "row error documented onceAColumn",
    "value-maybe-too-long": "row warning assumed onceAColumn",
    "value-too-short": "row error documented onceAColumn",
    "value-maybe-too-short": "row warning assumed onceAColumn",
    "value-unicode-space": "row warning assumed onceAColumn",
    "number-form": "row error documented onceAColumn",
    "number-maybe-refused": "row warning assumed onceAColumn",
    "number-range": "row error documented onceAColumn",
    "password-hash-without-algorithm": "row warning assumed once",
    "password-hash-form": "row error documented onceWhenMost",
    "password-hash-algorithm": "row error documented onceWhenMost",
    "password-hash-bounds": "row error documented onceWhenMost",
} as const;

/** A code that the reference knows. */
export type ReferenceCode = keyof typeof referenceCodes;

/** What nobody can ignore: there would be nothing to upload, or nobody to import. */
export const notIgnorable: readonly string[] = ["empty-file", "no-rows", "upload-too-large", "not-text", "utf-16"];
