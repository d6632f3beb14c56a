import { countOf } from "../formatCount";
import { isGiven } from "../given";
import { isCustomColumn } from "./standardColumns";
import { columnOfProperty, type UserProperty, type UserRecord } from "./userRecord";

/** A property that no user has: where it was seen first, and in how many users. */
interface UnknownProperty {
    readonly firstUser: number;
    users: number;
}

const properties = Object.keys(columnOfProperty) as UserProperty[];
const knownNames: ReadonlySet<string> = new Set([...properties, "attributes"]);

/** What the name of a column may look like; anything else is not repeated in messages, nor written into a header. */
export function isColumnName(name: string): boolean {
    return /^[\w:.-]{1,100}$/.test(name) || isCustomColumn(name);
}

/**
 * What is said of properties that no user has, each once however many users have it: what they hold would be left out
 * silently. The rows of a CSV parser, whose names are the columns', are full of them.
 *
 * @param firstUser place of the first user in the whole list
 */
export function describeUnknownProperties(users: readonly UserRecord[], firstUser: number): string[] {
    const unknown = new Map<string, UnknownProperty>();
    users.forEach((user, index) => {
        for (const [name, value] of Object.entries(user ?? {})) {
            if (!knownNames.has(name) && isGiven(value) && typeof user === "object") {
                const shown = isColumnName(name) ? name : "";
                const seen = unknown.get(shown) ?? { firstUser: firstUser + index, users: 0 };
                seen.users++;
                unknown.set(shown, seen);
            }
        }
    });
    return [...unknown].map(([name, seen]) => describe(name, seen));
}

function describe(name: string, { firstUser, users }: UnknownProperty): string {
    const others = users > 1 ? ` ${countOf(users - 1, "more user")} ${users === 2 ? "has" : "have"} it too.` : "";
    if (name === "") {
        return `users[${firstUser}]: It has an unknown property whose name cannot be a column name.${others}`;
    }
    const property = properties.find((candidate) => columnOfProperty[candidate] === name);
    const advice =
        property !== undefined && property !== name
            ? `Write it as ${property}`
            : "Write it in attributes if it is a column of the pool, or remove it";
    return `users[${firstUser}].${name}: There is no such property. ${advice}.${others}`;
}
