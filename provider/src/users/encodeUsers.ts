import { isPresent } from "../argumentValues";
import {
    type EncodeFailure,
    encodeBirthdate,
    encodeBoolean,
    encodeNumber,
    encodeText,
    type UserProblemCode,
} from "./encodeValue";
import { columnOfProperty, type UserProperty, type UserRecord } from "./userRecord";

/** What cannot be written of a user. */
export interface UserProblem {
    /** Place of the user in the list, counted from 0. */
    readonly user: number;
    /** The property of the user, or the key in its `attributes`. */
    readonly attribute: string;
    readonly code: UserProblemCode;
    /** What is wrong and what to do. Never holds the value. */
    readonly message: string;
}

/** A list of users as a CSV. */
export interface EncodedUsers {
    /** The file: UTF-8, LF, header first, user `n` on line `n + 2`. Empty where there are problems. */
    readonly csv: Buffer;
    readonly problems: readonly UserProblem[];
}

type Value = string | number | boolean | undefined;

const properties = Object.keys(columnOfProperty) as UserProperty[];
const ownColumns: ReadonlySet<string> = new Set(Object.values(columnOfProperty));
const booleans: ReadonlySet<UserProperty> = new Set(["emailVerified", "phoneNumberVerified", "mfaEnabled"]);

/** False where they are left out. What users leave out of MFA is blank: that is what every pool takes. */
const falseByDefault: readonly UserProperty[] = ["emailVerified", "phoneNumberVerified"];

/** Columns that have a value in every row. */
export const filledColumns: ReadonlySet<string> = new Set(falseByDefault.map((property) => columnOfProperty[property]));

/**
 * Writes users as a CSV with the columns of a pool, in their order.
 *
 * Only what the dialect cannot express is a problem here; run `inspectCsv` over the result for the pool's rules.
 *
 * @param header the columns that GetCSVHeader returns
 */
export function encodeUsers(users: readonly UserRecord[], header: readonly string[]): EncodedUsers {
    const problems: UserProblem[] = [];
    const places = new Map(header.map((column, place) => [column, place]));
    const lines = users.map((user, index) =>
        encodeUser(user, places, (attribute, { code, message }) => {
            problems.push({ user: index, attribute, code, message });
        }),
    );
    const text = problems.length > 0 ? "" : `${[header.join(","), ...lines].join("\n")}\n`;
    return { csv: Buffer.from(text), problems };
}

/** What is said of a value that the pool has no column for. */
export function unknownColumn(column: string): string {
    return `The pool has no column ${column}. Remove it, or add the attribute to the pool.`;
}

type Fail = (attribute: string, failure: EncodeFailure) => void;

/** @param places where the columns are in a line */
function encodeUser(user: UserRecord, places: ReadonlyMap<string, number>, fail: Fail): string {
    const values = Array<string>(places.size).fill("");
    for (const property of properties) {
        const written = encodeProperty(property, user[property], fail);
        const place = written === "" ? undefined : places.get(columnOfProperty[property]);
        if (place !== undefined) {
            values[place] = written;
        } else if (written !== "" && isPresent(user[property])) {
            // A property left out needs no column of its own; some are written as FALSE where there is one.
            fail(property, unknown(columnOfProperty[property]));
        }
    }
    for (const [name, value] of Object.entries(user.attributes ?? {})) {
        if (!isPresent(value)) {
            continue;
        }
        const place = places.get(name);
        if (ownColumns.has(name) || place === undefined) {
            fail(name, ownColumns.has(name) ? ownProperty(name) : unknown(name));
        } else {
            values[place] = settle(name, encodeValue(value), fail);
        }
    }
    return values.join(",");
}

function encodeProperty(property: UserProperty, value: Value, fail: Fail): string {
    const wanted = booleans.has(property) ? "boolean" : property === "updatedAt" ? "number" : "string";
    if (!isPresent(value)) {
        if (property === "username") {
            fail(property, missingUsername);
        }
        return falseByDefault.includes(property) ? encodeBoolean(false) : "";
    }
    if (typeof value !== wanted) {
        fail(property, { code: "value-type", message: `It is not a ${wanted}.` });
        return "";
    }
    if (property === "username" && value === "") {
        fail(property, missingUsername);
    }
    const isDate = property === "birthdate" && typeof value === "string" && value !== "";
    return settle(property, isDate ? encodeBirthdate(value) : encodeValue(value), fail);
}

const missingUsername: EncodeFailure = {
    code: "username-missing",
    message: "It is empty. Every user needs a username.",
};

function encodeValue(value: Value): string | EncodeFailure {
    switch (typeof value) {
        case "string":
            return encodeText(value);
        case "number":
            return encodeNumber(value);
        case "boolean":
            return encodeBoolean(value);
        default:
            return { code: "value-type", message: "It is not a string, number or boolean." };
    }
}

function settle(attribute: string, written: string | EncodeFailure, fail: Fail): string {
    if (typeof written === "string") {
        return written;
    }
    fail(attribute, written);
    return "";
}

function unknown(column: string): EncodeFailure {
    return { code: "attribute-unknown", message: unknownColumn(column) };
}

function ownProperty(column: string): EncodeFailure {
    const property = properties.find((candidate) => columnOfProperty[candidate] === column);
    return {
        code: "attribute-unknown",
        message: `It is not a custom attribute. Write it as the property ${property}.`,
    };
}
