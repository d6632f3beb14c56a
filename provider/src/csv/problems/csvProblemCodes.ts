/** What a code means for an import, and on whose word. */
export interface CsvProblemKind {
    /** `file`: the job cannot work at all. `row`: Cognito would fail this row and go on. */
    readonly scope: "file" | "row";
    /** `error`: Cognito would refuse the file or fail the row. `warning`: legal, but most likely a mistake. */
    readonly severity: "error" | "warning";
    /** `documented`: AWS says so in its guide or API reference. `assumed`: AWS leaves it open, and this is our reading. */
    readonly certainty: "documented" | "assumed";
    /**
     * How it is listed. `each`: by line. `once`: at its first line, with the number of all, since one cause has made them
     * all. `onceWhenMost`: once where most rows have it, else by line. `onceAColumn`: once for a column where most rows have
     * it there, else by line. Once is once for each message, as another cause needs other advice.
     */
    readonly listing: "each" | "once" | "onceWhenMost" | "onceAColumn";
    /** `false`: it cannot be ignored, as there would be nothing to upload. */
    readonly isIgnorable: boolean;
}

const documented = { certainty: "documented", listing: "each", isIgnorable: true } as const;
const assumed = { ...documented, certainty: "assumed" } as const;
const onceWhenMost = { listing: "onceWhenMost" } as const;
const onceAColumn = { listing: "onceAColumn" } as const;
const once = { listing: "once" } as const;
const notIgnorable = { ...documented, isIgnorable: false } as const;
const fileError = { scope: "file", severity: "error" } as const;
const fileWarning = { scope: "file", severity: "warning" } as const;
const rowError = { scope: "row", severity: "error" } as const;
const rowWarning = { scope: "row", severity: "warning" } as const;

/** Every code, described with examples in docs/csv.md. Codes are stable: tools may filter by them. */
export const csvProblemCodes = {
    "empty-file": { ...fileError, ...notIgnorable },
    "no-rows": { ...fileError, ...assumed, isIgnorable: false },
    "file-too-large": { ...fileError, ...documented },
    "file-maybe-too-large": { ...fileWarning, ...assumed },
    "upload-too-large": { ...fileError, ...notIgnorable },
    "too-many-rows": { ...fileError, ...documented },
    "pool-not-verifying": { ...fileError, ...documented },
    "most-rows-fail": { ...fileWarning, ...assumed },
    "not-text": { ...fileError, ...notIgnorable },
    "utf-16": { ...fileError, ...notIgnorable },
    "byte-order-mark": { ...fileError, ...documented },
    "invalid-utf-8": { ...fileError, ...documented },
    "nul-byte": { ...fileError, ...assumed },
    "lone-carriage-return": { ...fileError, ...assumed },
    "line-too-long": { ...fileError, ...documented },
    "line-maybe-too-long": { ...fileWarning, ...assumed },
    separator: { ...fileError, ...documented },
    "header-missing": { ...fileError, ...documented },
    "header-quoted": { ...fileError, ...assumed },
    "header-missing-column": { ...fileError, ...documented },
    "header-unknown-column": { ...fileError, ...assumed },
    "header-exported-column": { ...fileError, ...assumed },
    "password-hash-column-missing": { ...fileError, ...documented },
    "password-hash-not-offered": { ...fileWarning, ...assumed },
    "header-repeated-column": { ...fileError, ...assumed },
    "header-column-case": { ...fileError, ...assumed },
    "header-column-spaces": { ...fileError, ...assumed },
    "header-empty-column": { ...fileError, ...assumed },
    "attribute-type": { ...fileWarning, ...assumed },
    "blank-line": { ...rowWarning, ...assumed },
    "empty-row": { ...rowError, ...documented },
    "value-count": { ...rowError, ...documented },
    "row-separator": { ...rowError, ...documented, ...onceWhenMost },
    "quoted-row": { ...rowError, ...assumed, ...onceWhenMost },
    "quoted-line-break": { ...rowError, ...assumed, ...onceWhenMost },
    "quoted-value": { ...rowWarning, ...assumed, ...onceWhenMost },
    "backslash-before-comma": { ...rowWarning, ...assumed },
    "backslash-at-end": { ...rowWarning, ...assumed },
    "username-missing": { ...rowError, ...documented },
    "username-space": { ...rowError, ...documented },
    "username-control-character": { ...rowError, ...documented },
    "username-invisible-character": { ...rowWarning, ...assumed },
    "username-too-long": { ...rowError, ...documented },
    "username-maybe-too-long": { ...rowWarning, ...assumed },
    "username-repeated": { ...rowError, ...assumed },
    "username-maybe-repeated": { ...rowWarning, ...assumed },
    "username-form": { ...rowError, ...documented },
    "username-uuid": { ...rowError, ...documented, ...onceWhenMost },
    "username-other-address": { ...rowWarning, ...assumed, ...onceWhenMost },
    "username-alias-form": { ...rowError, ...documented, ...onceWhenMost },
    "alias-repeated": { ...rowWarning, ...assumed, ...onceWhenMost },
    "username-federated": { ...rowWarning, ...assumed, ...onceWhenMost },
    "boolean-value": { ...rowError, ...documented, ...onceAColumn },
    "boolean-word": { ...rowError, ...documented, ...once },
    "not-verified": { ...rowError, ...documented },
    "email-missing": { ...rowError, ...documented, ...onceWhenMost },
    "phone-number-missing": { ...rowError, ...documented, ...onceWhenMost },
    "mfa-required": { ...rowError, ...documented, ...onceWhenMost },
    "mfa-off": { ...rowError, ...documented, ...onceWhenMost },
    "mfa-no-factor": { ...rowWarning, ...documented, ...onceWhenMost },
    "leading-apostrophe": { ...rowError, ...documented, ...once },
    "attribute-missing": { ...rowError, ...documented, ...onceAColumn },
    "email-form": { ...rowError, ...assumed, ...onceWhenMost },
    "phone-number-form": { ...rowError, ...documented, ...onceWhenMost },
    "phone-number-plus": { ...rowError, ...documented, ...onceWhenMost },
    "phone-number-rounded": { ...rowError, ...documented, ...once },
    "phone-number-country": { ...rowWarning, ...assumed, ...onceWhenMost },
    "birthdate-form": { ...rowError, ...documented, ...onceWhenMost },
    "birthdate-year-first": { ...rowError, ...documented, ...once },
    "birthdate-day-first": { ...rowError, ...documented, ...once },
    "birthdate-spreadsheet": { ...rowError, ...documented, ...once },
    "updated-at-form": { ...rowError, ...documented, ...onceWhenMost },
    "updated-at-milliseconds": { ...rowWarning, ...assumed, ...onceWhenMost },
    "value-too-long": { ...rowError, ...documented, ...onceAColumn },
    "value-maybe-too-long": { ...rowWarning, ...assumed, ...onceAColumn },
    "value-too-short": { ...rowError, ...documented, ...onceAColumn },
    "value-maybe-too-short": { ...rowWarning, ...assumed, ...onceAColumn },
    "value-unicode-space": { ...rowWarning, ...assumed, ...onceAColumn },
    "number-form": { ...rowError, ...documented, ...onceAColumn },
    "number-maybe-refused": { ...rowWarning, ...assumed, ...onceAColumn },
    "number-range": { ...rowError, ...documented, ...onceAColumn },
    "password-hash-without-algorithm": { ...rowWarning, ...assumed, listing: "once" },
    "password-hash-form": { ...rowError, ...documented, ...onceWhenMost },
    "password-hash-algorithm": { ...rowError, ...documented, ...onceWhenMost },
    "password-hash-bounds": { ...rowError, ...documented, ...onceWhenMost },
} as const satisfies Readonly<Record<string, CsvProblemKind>>;

/** A stable name of what can be wrong with a CSV. */
export type CsvProblemCode = keyof typeof csvProblemCodes;

/** Every code, in the order of docs/csv.md. */
export const csvProblemCodeNames = Object.keys(csvProblemCodes) as readonly CsvProblemCode[];
