import { scanCsv } from "../csv/scanCsv";
import { UserImportError } from "../errors/errors";
import { type ExistingUsersSearch, findExistingLines } from "../existing/findExistingLines";
import type { Source } from "../source/source";

/** The columns of the mapping. */
export const mappingHeader = "line,cognito:username,sub,status";

/** What the status is of a row whose user is not in the pool. */
const missing = "MISSING";

/** How many rows a mapping has. */
export interface WrittenMapping {
    readonly rows: number;
    readonly found: number;
}

/**
 * Writes who each row of a source is in the pool now: a CSV in Cognito's dialect with {@link mappingHeader}. Goes through the pool
 * or asks for each row, whichever takes fewer calls, at a bounded rate.
 *
 * @param write gets the text, piece by piece
 * @throws UserImportError where the source cannot be read; and what the SDK throws
 */
export async function writeMapping(
    search: ExistingUsersSearch,
    write: (text: string) => void,
): Promise<WrittenMapping> {
    // Before the pool is gone through for nothing.
    const first = usernames(search.source);
    await first.next();
    await first.return(undefined);
    const subs: (string | undefined)[] = [];
    const statuses: (string | undefined)[] = [];
    await findExistingLines({
        ...search,
        onFound: (line, { attributes, status }) => {
            subs[line] = attributes.get("sub") ?? "";
            statuses[line] = status ?? "";
        },
    });
    let rows = 0;
    let found = 0;
    write(`${mappingHeader}\n`);
    for await (const { line, username } of usernames(search.source)) {
        rows++;
        found += subs[line] === undefined ? 0 : 1;
        write(`${line},${username.replaceAll(",", "\\,")},${subs[line] ?? ""},${statuses[line] ?? missing}\n`);
    }
    return { rows, found };
}

async function* usernames(source: Source): AsyncGenerator<{ line: number; username: string }> {
    let column: number | undefined;
    for await (const { line, values } of scanCsv(source.read({ canReuseChunks: true }))) {
        if (column === undefined) {
            column = values.indexOf("cognito:username");
            if (column < 0) {
                throw new UserImportError(
                    "source-unreadable",
                    `${source.description} has no column cognito:username. Give the CSV that the job imported.`,
                );
            }
            continue;
        }
        yield { line, username: values[column] ?? "" };
    }
}
