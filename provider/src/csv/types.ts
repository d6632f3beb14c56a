/** What the CSV dialect's functions say of a file. Pure data: never a value of the file, only lines, columns and counts. */

import type { PasswordHashingAlgorithm } from "../types";
import type { CsvLimits } from "./csvLimits";
import type { CsvProblemCode } from "./problems/csvProblemCodes";

/** One thing that is wrong (or suspicious) in a CSV. */
export interface CsvProblem {
    /**
     * `error`: Cognito would refuse the file or fail the row. `warning`: legal, but most likely a mistake; or an error that
     * is ignored.
     */
    readonly severity: "error" | "warning";
    /** `documented`: AWS says so. `assumed`: AWS leaves it open, and this is our reading. */
    readonly certainty: "documented" | "assumed";
    /** `file`: the job cannot work at all. `row`: Cognito would fail this row and go on. */
    readonly scope: "file" | "row";
    /** Physical line, counted from 1 for the header; `undefined` where the problem is of the whole file. */
    readonly line: number | undefined;
    /** The header's name of the column; `undefined` where no single column is meant. */
    readonly column: string | undefined;
    /** Stable machine-readable code, such as `header-missing-column`. */
    readonly code: CsvProblemCode;
    /** How many problems this one stands for: 1, or all of one cause that are said once. */
    readonly count: number;
    /** What is wrong and what to write instead. Never holds a value of the file. */
    readonly message: string;
}

/** The result of one pass over a CSV. */
export interface CsvInspection {
    /** `sha256:` and 64 hex digits; empty where the file was not read to its end. */
    readonly digest: string;
    /** `false`: the file is larger than one job takes, and was not read to its end. Then `fileErrors` is not 0. */
    readonly isComplete: boolean;
    /** Size in bytes, as far as it was read. */
    readonly bytes: number;
    /** Rows, header and blank lines not counted. */
    readonly rows: number;
    /**
     * The header's columns, in the file's order; empty where there is no readable header. A name that belongs to no
     * column of the pool is an empty string: where the header is missing it would be somebody's data.
     */
    readonly columns: readonly string[];
    /**
     * The problems, by line, those of the whole file first; as many as were asked for. Where there are more, file errors
     * go before row errors, and these before warnings.
     */
    readonly problems: readonly CsvProblem[];
    /** How many problems more there are than those that `problems` stands for. */
    readonly moreProblems: number;
    /** All problems with scope `file` and severity `error`, listed or not. */
    readonly fileErrors: number;
    /** All problems with scope `row` and severity `error`, listed or not. */
    readonly rowErrors: number;
    /** Rows with an error: Cognito would not import them. */
    readonly failingRows: number;
}

/** What is known of the user pool; every rule that is `undefined` is not checked. */
export interface CsvPoolRules {
    /** The columns that GetCSVHeader returns for the pool. */
    readonly header?: readonly string[];
    /** The header was derived from the schema, so that the column of password hashes may be missing in it. */
    readonly isHeaderDerived?: boolean;
    /** The pool's schema, by column name (`email`, `custom:team`). */
    readonly attributes?: ReadonlyMap<string, CsvAttributeRules>;
    /** Attributes that the pool verifies by itself (DescribeUserPool's AutoVerifiedAttributes). */
    readonly autoVerifiedAttributes?: readonly ("email" | "phone_number")[];
    /** DescribeUserPool's MfaConfiguration. */
    readonly mfaConfiguration?: "OFF" | "ON" | "OPTIONAL";
    /** DescribeUserPool's UsernameAttributes: usernames are e-mail addresses or phone numbers. */
    readonly usernameAttributes?: readonly ("email" | "phone_number")[];
    /** DescribeUserPool's AliasAttributes: what users can sign in with beside their username, once it is verified. */
    readonly aliasAttributes?: readonly ("email" | "phone_number")[];
    /**
     * Where the codes of multi-factor authentication go that the pool requires: a user needs one of these. `undefined`: none
     * is required, an authenticator app does as well, or it is not known.
     */
    readonly mfaContacts?: readonly ("email" | "phone_number")[];
    /** DescribeUserPool's UsernameConfiguration.CaseSensitive; `undefined`: not known. */
    readonly caseSensitiveUsernames?: boolean;
}

/** One attribute of the pool's schema. */
export interface CsvAttributeRules {
    readonly dataType: "String" | "Number" | "DateTime" | "Boolean";
    readonly required: boolean;
    /** Characters, for strings. */
    readonly minLength?: number;
    /** Characters, for strings. */
    readonly maxLength?: number;
    /** For numbers. */
    readonly minValue?: number;
    /** For numbers. */
    readonly maxValue?: number;
}

/** How to inspect. */
export interface CsvInspectionOptions {
    /** Rules of the pool; `undefined`: only the rules that hold for every pool. */
    readonly pool?: CsvPoolRules;
    /** The algorithm that the job names; `undefined`: it imports no password hashes. */
    readonly passwordHashingAlgorithm?: PasswordHashingAlgorithm;
    /** Codes that the user knows better about: their errors are warnings, still counted. Default none. */
    readonly ignoreProblems?: readonly CsvProblemCode[];
    /** How many problems to list, default 20. */
    readonly maxProblems?: number;
    /** Other limits than those of one job; `Infinity` turns one off. */
    readonly limits?: Partial<CsvLimits>;
    /** Called now and then with the bytes and rows read so far. */
    readonly onProgress?: (readBytes: number, readRows: number) => void;
    /** Ends the pass early by throwing the signal's reason. */
    readonly signal?: AbortSignal;
}
