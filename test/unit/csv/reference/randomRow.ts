import { broughtValues } from "./broughtValues";
import type { Chance } from "./chance";
import { badHashes, nearHashes } from "./randomHashes";
import type { RandomJob } from "./randomJob";
import { columnValues } from "./randomValues";
import { rareValues } from "./rareValues";

/** The columns that have rules of their own. */
const ruledColumns = [
    "cognito:username",
    "email",
    "email_verified",
    "phone_number",
    "phone_number_verified",
    "birthdate",
    "updated_at",
    "custom:team",
    "custom:level",
    "cognito:mfa_enabled",
];

/**
 * A row of a file.
 *
 * @param spoilt how many of its values are strange
 * @param habit a column, and what most rows have in it
 */
export function randomRow(
    chance: Chance,
    header: readonly string[],
    job: RandomJob,
    spoilt: number,
    habit: readonly [string, readonly string[]] | undefined,
): string {
    const { pool } = job;
    const values = header.map((column) => chance.of(columnValues(column, job)));
    const put = (column: string, value: string): void => {
        if (header.includes(column)) {
            values[header.indexOf(column)] = value;
        }
    };
    const [form] = pool.usernameAttributes ?? [];
    if (form !== undefined && !chance.once(5)) {
        const username = values[header.indexOf("cognito:username")] ?? "";
        put(form, chance.once(5) ? username.toUpperCase() : username);
    }
    if (pool.aliasAttributes?.length && !chance.once(3)) {
        put("email", `user${chance.below(1000)}@example.com`);
    }
    for (let times = spoilt; times > 0; times--) {
        const at = chance.once(2) ? header.indexOf(chance.of(ruledColumns)) : chance.below(values.length);
        const strange = chance.of([rareValues, broughtValues, columnValues(chance.of(header), job)]);
        values[Math.max(at, 0)] = chance.of(strange);
    }
    if (spoilt > 0 && chance.once(2)) {
        const { passwordHashingAlgorithm: algorithm } = job;
        put("password_hash", chance.of(algorithm === undefined || chance.once(3) ? badHashes : nearHashes[algorithm]));
    }
    if (habit !== undefined && !chance.once(4)) {
        put(habit[0], chance.of(habit[1]));
    }
    if (spoilt > 0 && chance.once(12)) {
        values.splice(chance.below(values.length), chance.below(2), ...(chance.once(2) ? [chance.of(rareValues)] : []));
    }
    return joined(chance, values, spoilt > 0);
}

/** Most rows have commas; some are as other programs write them. */
function joined(chance: Chance, values: readonly string[], isSpoilt: boolean): string {
    if (!isSpoilt || !chance.once(8)) {
        return values.join(",");
    }
    const isQuoted = chance.of([() => true, () => chance.once(2), () => chance.once(20)]);
    switch (chance.below(6)) {
        case 0:
            return values.join(chance.of([";", "\t", "|"]));
        case 1:
        case 2: {
            const at = chance.below(values.length);
            const written = values.map((value) => (isQuoted() ? quoted(chance, value) : value));
            return written.map((value, index) => (index === at ? brokenAddress(chance) : value)).join(",");
        }
        default:
            return values
                .map((value) => (isQuoted() ? quoted(chance, value) : value))
                .join(chance.of([",", ",", ",", ", "]));
    }
}

function quoted(chance: Chance, value: string): string {
    return `"${value.replaceAll("\\,", ",").replaceAll('"', chance.of(['""', '""', '\\"', '"']))}"`;
}

function brokenAddress(chance: Chance): string {
    const lineBreak = chance.of(["\n", "\n", "\n\n", "\r\n", "\n \n"]);
    const ends = ["", "", ",", '"', `${lineBreak}USA`];
    return `"12 Main St${chance.of(["", ", 2nd floor", '""'])}${lineBreak}Springfield${chance.of(ends)}"`;
}
