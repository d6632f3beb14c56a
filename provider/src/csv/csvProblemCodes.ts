/** What each code means for an import: whether the file or one row is at fault, and whether Cognito would refuse it. */
const fileError = { scope: "file", severity: "error" } as const;
const fileWarning = { scope: "file", severity: "warning" } as const;

/** Every code, described with examples in docs/csv.md. Codes are stable: tools may filter by them. */
export const csvProblemCodes = {
    "empty-file": fileError,
    "no-rows": fileError,
    "file-too-large": fileError,
    "file-maybe-too-large": fileWarning,
    "too-many-rows": fileError,
    "not-text": fileError,
    "utf-16": fileError,
    "byte-order-mark": fileError,
    "invalid-utf-8": fileError,
    "nul-byte": fileError,
    "lone-carriage-return": fileError,
    "line-too-long": fileError,
    "line-maybe-too-long": fileWarning,
    "header-missing": fileError,
    "header-quoted": fileError,
    "header-missing-column": fileError,
    "header-unknown-column": fileError,
    "header-maybe-password-column": fileWarning,
    "header-repeated-column": fileError,
    "header-column-case": fileError,
    "header-column-spaces": fileError,
    "header-empty-column": fileError,
} as const;

/** A stable name of what can be wrong with a CSV. */
export type CsvProblemCode = keyof typeof csvProblemCodes;
