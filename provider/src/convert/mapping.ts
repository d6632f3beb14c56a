import type { PasswordHashingAlgorithm } from "../types";

/** What a mapping file says; `convert-mapping.schema.json` has the same for editors, and every file is checked by it. */
export interface Mapping {
    /** JSON: the property whose array holds the users. */
    readonly records?: string;
    /** By column of the pool. `null`: it stays empty. A text: the source's column of that name. */
    readonly columns?: Readonly<Record<string, ColumnRule | string | null>>;
    /** What counts as verified although the source does not say so. */
    readonly verified?: Readonly<Partial<Record<"email" | "phone_number", "everyone">>>;
    readonly passwordHash?: { readonly from: Names; readonly algorithm: PasswordHashingAlgorithm };
    readonly groups?: { readonly from: Names; readonly separator?: string };
}

/** Columns of a CSV, or paths in JSON. Of several, the first that has a value counts. */
export type Names = string | readonly string[];

/** Where the values of one column come from. */
export type ColumnRule = FixedRule | SourceRule;

/** The same value for everybody. */
export interface FixedRule {
    readonly value: string | number | boolean;
}

/** A value of the source, and what is done with it. */
export interface SourceRule {
    readonly from: Names;
    /** Puts the values of all names together, with this between them. */
    readonly join?: string;
    readonly lowercase?: boolean;
    /** For users without a value. */
    readonly default?: string;
    readonly phone?: PhoneRule;
    /** How the source writes dates; see `readDate`. */
    readonly date?: string;
    /** The values that mean TRUE. All others mean FALSE. */
    readonly trueWhen?: readonly (string | number | boolean)[];
}

/** How national phone numbers become international ones. */
export interface PhoneRule {
    /** One to three digits, with a plus sign or not. */
    readonly countryCode: string;
    /** What national numbers begin with that goes away abroad; `undefined`: nothing. */
    readonly trunkPrefix?: string;
}

/** A list of names in either form. */
export function listOf(names: Names): readonly string[] {
    return typeof names === "string" ? [names] : names;
}
