import { scanCsv } from "../csv/scanCsv";
import { isUserImportError, UserImportError } from "../errors/errors";
import { isUsername } from "../existing/poolNames";
import { listedProblems, listProblems } from "../messages";
import type { Source } from "../source/source";
import { contentDigestOf } from "./ledger";

const usernameColumn = "cognito:username";
const groupColumn = "group";

/** One line of the source. */
export interface Membership {
    readonly group: string;
    readonly username: string;
    /** What messages call it, such as `groups.csv:17`. */
    readonly place: string;
}

/** What a groups file says. Personal data: neither kept nor shown. */
export interface GroupsContent {
    readonly memberships: readonly Membership[];
    /** In the order in which they come first. */
    readonly groupNames: readonly string[];
    readonly digest: string;
}

/**
 * Reads a groups file: the users' CSV dialect, with the columns `cognito:username` and `group` in any order.
 *
 * @param isRecord whether the program gave a record, so that places are named as it has them
 * @throws UserImportError `validation-failed` with every problem by its line, or what the source throws
 */
export async function readGroups(source: Source, isRecord: boolean): Promise<GroupsContent> {
    const memberships: Membership[] = [];
    const problems: string[] = [];
    const seen = new Map<string, number>();
    let columns: readonly number[] | undefined;
    try {
        for await (const { line, values } of scanCsv(source.read())) {
            if (columns === undefined) {
                columns = readHeader(source, values, line);
                continue;
            }
            const [username = "", group = ""] = columns.map((column) => values[column] ?? "");
            const index = seen.get(group) ?? 0;
            seen.set(group, index + 1);
            const place = isRecord ? `groups[${JSON.stringify(group)}][${index}]` : `${source.description}:${line}`;
            const problem = values.length === 2 ? problemOf(username, group) : wrongCount(values.length);
            if (problem !== undefined) {
                problems.push(`${place}: ${problem}`);
            }
            memberships.push({ group, username, place });
        }
    } catch (error) {
        // A line that is too long to be one. The text names its number.
        throw isUserImportError(error) || !(error instanceof RangeError)
            ? error
            : invalid(`${source.description}: ${error.message}`);
    }
    if (columns === undefined) {
        throw invalid(`${source.description}: it is empty. The first line must be ${usernameColumn},${groupColumn}`);
    }
    if (problems.length > 0) {
        const listed = problems.slice(0, listedProblems);
        throw invalid(listProblems(listed, problems.length - listed.length).trimStart());
    }
    const digest = contentDigestOf(memberships.map(({ group, username }) => [group, username] as const));
    return { memberships, groupNames: [...seen.keys()], digest };
}

/** The places of the two columns. */
function readHeader({ description }: Source, values: readonly string[], line: number): readonly number[] {
    const columns = [usernameColumn, groupColumn].map((name) => values.indexOf(name));
    if (values.length !== 2 || columns.includes(-1)) {
        throw invalid(
            `${description}:${line}: the header must have the columns ${usernameColumn} and ${groupColumn}, and no other`,
        );
    }
    return columns;
}

function problemOf(username: string, group: string): string | undefined {
    if (username === "") {
        return "the username is empty";
    }
    if (!isUsername(username)) {
        return "this cannot be a username: it has spaces or control characters, or more than 128 characters";
    }
    if (group === "") {
        return "the group is empty";
    }
    // The rules are the same: AWS's GroupNameType and UsernameType.
    return isUsername(group)
        ? undefined
        : "this cannot be the name of a group: it has spaces or control characters, or more than 128 characters";
}

function wrongCount(count: number): string {
    return `it has ${count} value${count === 1 ? "" : "s"} instead of 2. A comma in a value is written \\,`;
}

function invalid(problems: string): UserImportError {
    return new UserImportError(
        "validation-failed",
        `The groups cannot be used, and nothing was changed:\n  ${problems}\nCorrect these lines.`,
    );
}
