import { isDeepStrictEqual } from "node:util";
import { ContentDigest } from "../csv/contentDigest";
import { encodeUsers } from "../csv/encodeUsers";
import { headerWithCustomColumns, standardColumns } from "../csv/standardColumns";
import type { UserRecord } from "../csv/userRecord";
import { UserImportError } from "../errors";
import type { Source } from "../source/source";

/** Users that are encoded at a time: some 200 kB. */
const batchUsers = 1000;

/** How many problems one message lists. */
const listedProblems = 20;

/** What the name of a column may look like; anything else is not repeated in messages, nor written into a header. */
const columnName = /^[\w:.-]{1,100}$/;

const lineFeed = 0x0a;

/**
 * Users that the program holds, as a CSV. It is encoded anew with every reading, in batches, so that there never is a
 * second copy of all users.
 *
 * @param columns the pool's; `undefined`: the standard ones and those that the users have, in a fixed order, so that
 *   the content's digest does not depend on the pool
 * @throws UserImportError `validation-failed`, naming users by their place and properties, never a value
 */
export function openUsersSource(users: readonly UserRecord[], columns?: readonly string[]): Source {
    const header = columns ?? ownHeader(users);
    const digest = new ContentDigest();
    let sizeBytes = 0;
    for (const chunk of encodeBatches(users, header)) {
        sizeBytes += chunk.byteLength;
        digest.update(chunk);
    }
    const source: Source = {
        description: "users",
        sizeBytes,
        digest: digest.finish(),
        describeLine: (line) => (line === 1 ? "users" : `users[${line - 2}]`),
        withColumns: (poolColumns) =>
            isDeepStrictEqual(poolColumns, header) ? source : openUsersSource(users, poolColumns),
        read: async function* () {
            yield* encodeBatches(users, header);
        },
    };
    return source;
}

function ownHeader(users: readonly UserRecord[]): readonly string[] {
    const others = new Set<string>();
    for (const user of users) {
        for (const name in user?.attributes) {
            others.add(name);
        }
    }
    const standard: readonly string[] = standardColumns;
    return headerWithCustomColumns(
        [...others]
            .filter((name) => columnName.test(name) && !standard.includes(name))
            .sort((one, other) => (one < other ? -1 : 1)),
    );
}

function* encodeBatches(users: readonly UserRecord[], header: readonly string[]): Generator<Buffer> {
    const problems: string[] = [];
    let moreProblems = 0;
    for (let first = 0; first < users.length; first += batchUsers) {
        const batch = users.slice(first, first + batchUsers);
        const broken = batch.findIndex((user) => typeof user !== "object" || user === null);
        if (broken >= 0) {
            throw refused([`users[${first + broken}]: it is not an object with a username`], 0);
        }
        const encoded = encodeUsers(batch, header);
        for (const { user, attribute, message } of encoded.problems) {
            if (problems.length === listedProblems) {
                moreProblems++;
                continue;
            }
            const place = columnName.test(attribute) ? `.${attribute}` : ".attributes";
            const text = columnName.test(attribute) ? message : "There is an attribute with no possible name.";
            problems.push(`users[${first + user}]${place}: ${text}`);
        }
        if (problems.length === 0) {
            yield first === 0 ? encoded.csv : encoded.csv.subarray(encoded.csv.indexOf(lineFeed) + 1);
        }
    }
    if (problems.length > 0) {
        throw refused(problems, moreProblems);
    }
}

function refused(problems: readonly string[], moreProblems: number): UserImportError {
    const more = moreProblems > 0 ? `\n  … and ${moreProblems.toLocaleString("en-US")} more` : "";
    return new UserImportError(
        "validation-failed",
        `Users that cannot be written for Cognito:\n${problems.map((problem) => `  ${problem}`).join("\n")}${more}`,
    );
}
