import { brotliCompressSync, constants } from "node:zlib";
import { isGiven } from "../given";
import { encodeUsers, type UserProblem } from "./encodeUsers";
import { headerWithCustomColumns, passwordHashColumn, standardColumns } from "./standardColumns";
import { describeUnknownProperties, isColumnName } from "./unknownProperties";
import { columnOfProperty, type UserProperty, type UserRecord } from "./userRecord";

/**
 * Users of a program as they travel to the plugin and into state: as a compressed CSV. The engine would take seconds and
 * gigabytes for a million typed properties; this it takes for one text, and encrypts as one.
 */
export interface PackedUsers {
    /** Place of the first user in the whole list that these are a part of; messages count from there. */
    readonly firstUser: number;
    /** How many users there are. */
    readonly users: number;
    /** The columns: the standard ones and those that the users have, in a fixed order, whatever the pool's are. */
    readonly columns: readonly string[];
    /** Bytes of the CSV. */
    readonly sizeBytes: number;
    /** The CSV, some 1,000 lines each: Base64 of Brotli. Empty where there are problems. */
    readonly csv: readonly string[];
    /** What of the users cannot be written, the first of it; for people, and without values. */
    readonly problems: readonly string[];
    /** How many problems more there are. */
    readonly moreProblems: number;
}

/** Whether a value that came from the engine is a list of users that the program has packed. */
export function isPackedUsers(value: unknown): value is PackedUsers {
    const { firstUser, users, columns, sizeBytes, csv, problems } = (value ?? {}) as Partial<PackedUsers>;
    const isCounted = [firstUser, users, sizeBytes].every(Number.isSafeInteger);
    return isCounted && Array.isArray(columns) && Array.isArray(csv) && Array.isArray(problems);
}

/** Users that are encoded at a time: some 200 kB. */
const batchUsers = 1000;

/** How many problems one message lists. */
const listedProblems = 20;

const lineFeed = 0x0a;

/**
 * Packs typed users, with the problems that they have: the plugin's check reports them with all others.
 *
 * @param firstUser place of the first one in the whole list that these are a part of
 */
export function packUsers(users: readonly UserRecord[], firstUser = 0): PackedUsers {
    const columns = columnsOf(users);
    const unknown = describeUnknownProperties(users, firstUser);
    const problems = unknown.slice(0, listedProblems);
    let moreProblems = unknown.length - problems.length;
    let sizeBytes = 0;
    const csv: string[] = [];
    // Where there are unknown properties, what is missing is likely to be in them.
    for (let first = 0; first < users.length && unknown.length === 0; first += batchUsers) {
        const encoded = encodeBatch(users.slice(first, first + batchUsers), columns);
        for (const problem of encoded.problems) {
            if (problems.length < listedProblems) {
                problems.push(describe(problem, firstUser + first));
            } else {
                moreProblems++;
            }
        }
        if (problems.length === 0) {
            const lines = first === 0 ? encoded.csv : encoded.csv.subarray(encoded.csv.indexOf(lineFeed) + 1);
            sizeBytes += lines.length;
            csv.push(compress(lines));
        }
    }
    return {
        firstUser,
        users: users.length,
        columns,
        sizeBytes,
        csv: problems.length === 0 ? csv : [],
        problems,
        moreProblems,
    };
}

/** Brotli is both faster here and smaller than gzip; beyond this quality it only takes longer. */
function compress(lines: Buffer): string {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: lines.length };
    return brotliCompressSync(lines, { params }).toString("base64");
}

/** How a problem with a property of a user is told. */
export function describeUserProblem(user: number, property: string, message: string): string {
    const isName = isColumnName(property);
    const place = isName ? `.${property}` : ".attributes";
    return `users[${user}]${place}: ${isName ? message : "There is an attribute whose name cannot be a column name."}`;
}

/** The typed property that is written to a column, else the attribute of its name. */
export function propertyOfColumn(column: string): string {
    const properties = Object.keys(columnOfProperty) as UserProperty[];
    return properties.find((property) => columnOfProperty[property] === column) ?? column;
}

function columnsOf(users: readonly UserRecord[]): readonly string[] {
    const others = new Set<string>();
    for (const user of users) {
        for (const [name, value] of Object.entries(user?.attributes ?? {})) {
            if (isGiven(value)) {
                others.add(name);
            }
        }
    }
    const own: readonly string[] = [...standardColumns, passwordHashColumn];
    const custom = [...others]
        .filter((name) => isColumnName(name) && !own.includes(name))
        .sort((one, other) => (one < other ? -1 : 1));
    const hasHashes = users.some((user) => isGiven(user?.passwordHash) && user.passwordHash !== "");
    return [...headerWithCustomColumns(custom), ...(hasHashes ? [passwordHashColumn] : [])];
}

/** A problem; a user that is not an object has no attribute. */
type BatchProblem = Pick<UserProblem, "user" | "message"> & { readonly attribute?: string };

function encodeBatch(
    users: readonly UserRecord[],
    columns: readonly string[],
): { readonly csv: Buffer; readonly problems: readonly BatchProblem[] } {
    const broken = users.flatMap((user, index) =>
        typeof user === "object" && user !== null
            ? []
            : [{ user: index, message: "It is not an object with a username." }],
    );
    return broken.length > 0 ? { csv: Buffer.alloc(0), problems: broken } : encodeUsers(users, columns);
}

function describe({ user, attribute, message }: BatchProblem, first: number): string {
    return attribute === undefined
        ? `users[${first + user}]: ${message}`
        : describeUserProblem(first + user, attribute, message);
}
