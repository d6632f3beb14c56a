import { columnKey, meantColumns } from "../csv/header/columnNames";
import type { CsvPoolRules } from "../csv/types";
import { passwordHashColumn, standardColumns } from "../users/standardColumns";
import { type ColumnContext, type ColumnValue, columnValue } from "./columnValue";
import type { ColumnRule, Mapping } from "./mapping";
import type { Preset } from "./presets/preset";

const username = "cognito:username";

/** One column of the CSV for Cognito. */
export interface OutColumn {
    readonly name: string;
    /** `undefined`: nothing gives it a value, so that it is empty for everybody. */
    readonly value: ColumnValue | undefined;
    /** The rule that `value` was made by; `undefined`: none. */
    readonly rule: ColumnRule | undefined;
}

/** What the columns of a run are made from. */
export interface ColumnChoices {
    readonly pool: CsvPoolRules;
    readonly mapping: Mapping;
    readonly preset: Preset | undefined;
    /** Of the source, if it is a CSV. */
    readonly header: readonly string[] | undefined;
}

/** The pool's columns without the one of password hashes. */
export function poolColumns({ header }: CsvPoolRules): readonly string[] {
    return (header ?? standardColumns).filter((name) => name !== passwordHashColumn);
}

/**
 * The pool's columns in their order, each with where its values come from: the mapping, else the preset, else the source's
 * column of that name. The flags of what is verified are never true of themselves.
 */
export function outColumns(choices: ColumnChoices, context: ColumnContext): readonly OutColumn[] {
    const { pool, mapping } = choices;
    const made = new Map(
        poolColumns(pool).map((name) => {
            const rule = ruleOf(name, choices);
            return [name, { name, rule, value: rule === undefined ? undefined : columnValue(name, rule, context) }];
        }),
    );
    const madeBy = (name: string): ColumnValue | undefined => made.get(name)?.value;
    const replace = (name: string, value: ColumnValue): void => {
        const column = made.get(name);
        if (column !== undefined) {
            made.set(name, { ...column, value });
        }
    };
    for (const contact of ["email", "phone_number"] as const) {
        const address = madeBy(contact);
        if (mapping.verified?.[contact] === "everyone" && address !== undefined) {
            replace(`${contact}_verified`, (record) => (address(record).trim() === "" ? "FALSE" : "TRUE"));
        } else {
            const said = madeBy(`${contact}_verified`) ?? (() => "");
            replace(`${contact}_verified`, (record) => filled(said(record), "FALSE"));
        }
    }
    const addresses = (pool.usernameAttributes ?? []).flatMap((name) => madeBy(name) ?? []);
    if (takesAddress(choices) && addresses.length > 0) {
        replace(username, (record) => {
            const first = addresses.find((address) => address(record) !== "");
            return first === undefined ? "" : first(record);
        });
    }
    return [...made.values()];
}

/** Whether the username is the address or number: the pool wants it, and nothing says otherwise. */
function takesAddress({ pool, mapping, preset, header }: ColumnChoices): boolean {
    const isAddress = (pool.usernameAttributes ?? []).length > 0;
    const isMapped = mapping.columns?.[username] !== undefined;
    const isInFile = preset === undefined && (header?.includes(username) ?? true);
    return isAddress && !isMapped && !isInFile;
}

function ruleOf(name: string, choices: ColumnChoices): ColumnRule | undefined {
    const { pool, mapping, preset } = choices;
    const mapped = mapping.columns?.[name];
    if (mapped !== undefined) {
        return mapped === null ? undefined : typeof mapped === "string" ? { from: mapped } : mapped;
    }
    if (preset === undefined) {
        return ruleByName(name, choices);
    }
    if (name === username) {
        return { from: (pool.aliasAttributes ?? []).length > 0 ? preset.plainUsernames : preset.usernames };
    }
    const own = preset.columns[name];
    if (own !== undefined) {
        return own;
    }
    const bare = name.replace(/^custom:/u, "");
    switch (preset.ownNames) {
        case "all":
            return { from: name };
        case "attributes":
            return { from: [`attributes.${name}`, ...(bare === name ? [] : [`attributes.${bare}`])] };
        default:
            return undefined;
    }
}

/** By the column's own name, or one that is written a little differently: `emailVerified`, `username`, `team` for `custom:team`. */
function ruleByName(name: string, { pool, header }: ColumnChoices): ColumnRule | undefined {
    if (header !== undefined) {
        const index = meantColumns(header, poolColumns(pool), true).indexOf(name);
        const found = index < 0 ? undefined : header[index];
        return found === undefined ? undefined : { from: found };
    }
    const bare = name.replace(/^(?:cognito|custom):/u, "");
    const camel = bare.replace(/_([a-z])/gu, (_match, letter: string) => letter.toUpperCase());
    return { from: [...new Set([name, bare, camel, columnKey(name)])] };
}

function filled(text: string, otherwise: string): string {
    return text === "" ? otherwise : text;
}
