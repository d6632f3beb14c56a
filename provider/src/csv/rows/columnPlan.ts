import type { PasswordHashingAlgorithm } from "../../types";
import { passwordHashColumn } from "../../users/standardColumns";
import { maxUsernameCharacters, maxValueCharacters } from "../csvLimits";
import type { CsvAttributeRules, CsvPoolRules } from "../types";

/** Which rules a column's values follow. */
export type ColumnKind =
    | "text"
    | "username"
    | "mfa"
    | "emailVerified"
    | "phoneVerified"
    | "email"
    | "phone"
    | "birthdate"
    | "updatedAt"
    | "number"
    | "otherType"
    | "passwordHash";

/** What is asked of one column's values. */
export interface ColumnPlan {
    /** The header's name; empty where it is not known. */
    readonly name: string;
    readonly kind: ColumnKind;
    /** The pool's schema requires a value. */
    readonly isRequired: boolean;
    readonly minCharacters: number;
    readonly maxCharacters: number;
    readonly minValue: number;
    readonly maxValue: number;
    /** Of the column of password hashes; `undefined` in others, and where the job names none. */
    readonly algorithm: PasswordHashingAlgorithm | undefined;
}

const kinds: Readonly<Record<string, ColumnKind>> = {
    "cognito:username": "username",
    "cognito:mfa_enabled": "mfa",
    email_verified: "emailVerified",
    phone_number_verified: "phoneVerified",
    email: "email",
    phone_number: "phone",
    birthdate: "birthdate",
    updated_at: "updatedAt",
    [passwordHashColumn]: "passwordHash",
};

/** Brings header and pool together: one plan a column, in the file's order. */
export function planColumns(
    columns: readonly string[],
    pool: CsvPoolRules,
    algorithm?: PasswordHashingAlgorithm,
): readonly ColumnPlan[] {
    return columns.map((name, index) => {
        const isFirst = columns.indexOf(name) === index;
        return isFirst ? planColumn(name, pool.attributes?.get(name), algorithm) : planColumn("", undefined, undefined);
    });
}

function planColumn(
    name: string,
    attribute: CsvAttributeRules | undefined,
    algorithm: PasswordHashingAlgorithm | undefined,
): ColumnPlan {
    const kind = kinds[name] ?? kindOfCustom(name, attribute);
    const hasLength = attribute?.dataType === "String";
    const mostCharacters = kind === "username" ? maxUsernameCharacters : maxValueCharacters;
    return {
        name,
        kind,
        isRequired: attribute?.required ?? false,
        minCharacters: hasLength ? (attribute.minLength ?? 0) : 0,
        maxCharacters: Math.min(mostCharacters, hasLength ? (attribute.maxLength ?? mostCharacters) : mostCharacters),
        minValue: attribute?.minValue ?? Number.NEGATIVE_INFINITY,
        maxValue: attribute?.maxValue ?? Number.POSITIVE_INFINITY,
        algorithm: kind === "passwordHash" ? algorithm : undefined,
    };
}

/** Assumed: attributes that are neither strings nor numbers, which the guide does not mention for imports, take any text. */
function kindOfCustom(name: string, attribute: CsvAttributeRules | undefined): ColumnKind {
    if (name === "" || attribute === undefined || attribute.dataType === "String") {
        return "text";
    }
    return attribute.dataType === "Number" ? "number" : "otherType";
}
