import type { Clock } from "../clock";
import { CallPace, usersPerPage } from "../cognito/callPace";
import type { ImportApi, PoolUser } from "../cognito/importApi";
import { scanCsv } from "../csv/scanCsv";
import { formatCount } from "../messages";
import type { Source } from "../source/source";
import { LineSet } from "./lineSet";
import { NameIndex } from "./nameIndex";
import { foldName, isUsername, namesOfUser, needsAttributes, type PoolNaming, poolNaming } from "./poolNames";
import { LineLengths } from "./withoutLines";

/** Questions asked at once. */
const concurrentLookups = 10;

/** What a search for users who exist takes. */
export interface ExistingUsersSearch {
    readonly api: ImportApi;
    readonly clock: Clock;
    readonly userPoolId: string;
    /** Throws at its end where it is not what was checked. */
    readonly source: Source;
    /** How many rows the source has; `undefined`: not known. Decides only how memory is taken. */
    readonly expectedRows?: number | undefined;
    /** Users made later do not count; milliseconds since 1970, `undefined`: all count. */
    readonly createdBeforeMs?: number | undefined;
    /** Told who is on a line; a line may be told twice. `undefined`: nobody is told. */
    readonly onFound?: ((line: number, user: PoolUser) => void) | undefined;
    /** Told now and then what is being done. */
    readonly onProgress: (text: string) => void;
    readonly signal?: AbortSignal | undefined;
}

/** Lines of a source whose users are in the pool already. */
export interface ExistingLines {
    readonly lines: LineSet;
    /** Bytes of these lines. */
    readonly bytes: number;
    /** Rows of the source, those included. */
    readonly rows: number;
}

/**
 * Finds the rows whose users are in the pool already: whose username the pool resolves to a user, in its own way with
 * upper and lower case, e-mail addresses or phone numbers as usernames, and aliases. Goes through all users of the pool
 * or asks for each row, whichever takes fewer calls. Keeps hashes of names, never names. Throws what the SDK throws.
 */
export async function findExistingLines(search: ExistingUsersSearch): Promise<ExistingLines> {
    const naming = poolNaming((await search.api.describeUserPool(search.userPoolId)).raw);
    // The header is a line too.
    const lengths = new LineLengths((search.expectedRows ?? 0) + 1);
    const index = new NameIndex(search.expectedRows);
    let rows = 0;
    for await (const { name, line } of usernames(search.source, lengths)) {
        rows++;
        index.add(foldName(name, naming), line);
    }
    const lines = new LineSet();
    const pages = Math.ceil((naming.estimatedUsers ?? 0) / usersPerPage);
    // The estimate may be old: a pool that turns out to be larger is not paged through for ever.
    const isPaged = pages <= rows && (await pageThrough(search, naming, index, lines, rows));
    index.release();
    if (!isPaged) {
        await askForEach(search, lines, rows);
    }
    return { lines, bytes: lengths.sum(lines), rows };
}

/** @returns `false` where the pool has so many users that asking for each row takes fewer calls */
async function pageThrough(
    search: ExistingUsersSearch,
    naming: PoolNaming,
    index: NameIndex,
    lines: LineSet,
    rows: number,
): Promise<boolean> {
    const { api, clock, userPoolId, onProgress } = search;
    const pace = new CallPace(clock, search.signal);
    let token: string | undefined;
    for (let page = 0; page <= rows + 1; page++) {
        const beganMs = clock.now();
        const answer = await api.listUsers(userPoolId, needsAttributes(naming), token);
        for (const user of answer.users) {
            if (isCounted(search, user.createdMs)) {
                for (const name of namesOfUser(user, naming)) {
                    index.find(name, (line) => {
                        lines.add(line);
                        search.onFound?.(line, user);
                    });
                }
            }
        }
        token = answer.paginationToken;
        if (token === undefined) {
            return true;
        }
        if (page % 20 === 0) {
            onProgress(`${formatCount((page + 1) * usersPerPage)} users of the pool read`);
        }
        await pace.after(beganMs, 1);
    }
    return false;
}

/** Asks for every row but those whose usernames are none: invalid rows, whom nobody in the pool can be. */
async function askForEach(search: ExistingUsersSearch, lines: LineSet, rows: number): Promise<void> {
    const pace = new CallPace(search.clock, search.signal);
    let passed = 0;
    let batch: { name: string; line: number }[] = [];
    const ask = async (): Promise<void> => {
        const beganMs = search.clock.now();
        const users = await Promise.all(
            batch.map(async ({ name }) => await search.api.findUser(search.userPoolId, name)),
        );
        users.forEach((user, index) => {
            if (user !== undefined && isCounted(search, user.createdMs)) {
                const line = batch[index]?.line ?? 0;
                lines.add(line);
                search.onFound?.(line, user);
            }
        });
        const calls = batch.length;
        batch = [];
        search.onProgress(`${formatCount(passed)}/${formatCount(rows)} users looked up in the pool`);
        await pace.after(beganMs, calls);
    };
    for await (const username of usernames(search.source)) {
        passed++;
        if (!isUsername(username.name)) {
            continue;
        }
        batch.push(username);
        if (batch.length === concurrentLookups) {
            await ask();
        }
    }
    if (batch.length > 0) {
        await ask();
    }
}

async function* usernames(source: Source, lengths?: LineLengths): AsyncGenerator<{ name: string; line: number }> {
    let column = -1;
    let isHeader = true;
    for await (const { line, values } of scanCsv(measured(source, lengths))) {
        if (isHeader) {
            column = values.indexOf("cognito:username");
            isHeader = false;
            continue;
        }
        yield { name: values[column] ?? "", line };
    }
}

async function* measured(source: Source, lengths: LineLengths | undefined): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.read({ canReuseChunks: true })) {
        lengths?.push(chunk);
        yield chunk;
    }
}

function isCounted(search: ExistingUsersSearch, createdMs: number | undefined): boolean {
    return search.createdBeforeMs === undefined || createdMs === undefined || createdMs < search.createdBeforeMs;
}
