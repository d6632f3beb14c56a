import type { PasswordHashingAlgorithm } from "../../types";
import type { ColumnRule } from "../mapping";
import type { Fields } from "../sourceRecord";
import type { ReasonSink } from "../tally";

/** What is known of another system's export. Written from its documentation. */
export interface Preset {
    /** As in messages. */
    readonly title: string;
    /** Names of the properties whose arrays hold the users. */
    readonly containers: readonly string[];
    /** Whether it also exports CSV, with the same names. */
    readonly hasCsv: boolean;
    /** Whether an object is a user of this system. */
    readonly recognizes: (fields: Fields) => boolean;
    /**
     * A user whose values have the names that `columns` uses.
     *
     * @param lost takes what is in there and cannot be carried
     */
    readonly prepare: (fields: Fields, lost: ReasonSink) => Fields;
    readonly columns: Readonly<Record<string, ColumnRule>>;
    /** Why a user is left out, as code and message; `undefined`: nobody of this system is, or not this one. */
    readonly leavesOut?: (fields: Fields) => readonly [code: string, message: string] | undefined;
    /** Whether a property of a prepared user counts as not carried, where no rule takes it. */
    readonly counts: (name: string) => boolean;
    /** Whether attributes that the pool has by the same name need no rule. */
    readonly ownNames: "all" | "attributes" | "none";
    /** What a username is made of; the first that there is. */
    readonly usernames: readonly string[];
    /** The same for pools that take no username in the form of an address. */
    readonly plainUsernames: readonly string[];
    /** Why hashes are not carried; `undefined`: they can be. */
    readonly hashesLost: string | undefined;
    /** Whether a prepared user has a password hash of any kind. */
    readonly hasHash: (prepared: Fields) => boolean;
    /**
     * A prepared user's hash as Cognito writes it.
     *
     * @returns `undefined`: there is none, or `lost` was told why it cannot be carried
     */
    readonly hashOf: (prepared: Fields, algorithm: PasswordHashingAlgorithm, lost: ReasonSink) => string | undefined;
}

/** The properties of a value that should be an object; none where it is not. */
export function asFields(value: unknown): Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Fields)
        : (Object.create(null) as Fields);
}

/** The items of a value that should be a list; none where it is not. */
export function asList(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
}

/** A new object for the values of a prepared user. */
export function newFields(values: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
    return Object.assign(Object.create(null) as Record<string, unknown>, values);
}

/** Whether there is a value at all. */
export function isFilled(value: unknown): boolean {
    return (
        value !== undefined &&
        value !== null &&
        value !== "" &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0) &&
        !(typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0)
    );
}

/** Counts what a user has of the properties that cannot be carried. */
export function countLost(fields: Fields, reasons: Readonly<Record<string, string>>, lost: ReasonSink): void {
    for (const name in reasons) {
        if (isFilled(fields[name])) {
            lost.add(`${name}: ${reasons[name]}`);
        }
    }
}
