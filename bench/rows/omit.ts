import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { clientOf, withEmulatorProcess } from "../../test/support/emulator/emulatorProcess";
import { countsOf, createPool, csvFor, endOf, people, startImport } from "../../test/support/emulator/importFixtures";
import { inTurns, medianFigure } from "../inTurns";
import type { Figure, Row } from "../row";

const run = promisify(execFile);

/**
 * V8's young generation has two halves of up to 16 MB, and whether the second one is resident at the end depends on when garbage was
 * collected last, not on the rows: by the system's account that was 14 to 17 MB more or less between two runs. So both processes keep it small.
 */
const memoryFlags = ["--expose-gc", "--max-semi-space-size=1"];

/**
 * Calls of ListUsers that AWS allows an account a second, in the category UserList.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
const documentedCallsPerSecond = 30;

/** What a run came to; 0 where it was not for that. */
interface Result {
    readonly found: number;
    readonly seconds: number;
    readonly rows: number;
    /** Of the process once all rows are in the index, without garbage. */
    readonly arrayBytes: number;
    readonly residentBytes: number;
}

/** Where it is searched, and for whom. */
interface Search {
    readonly endpoint: string;
    readonly userPoolId: string;
    readonly file: string;
    /** As create() knows it from check(). */
    readonly expectedRows: number;
}

export const row: Row = {
    name: "omit",
    work: "which of 500,000 rows are in a pool of 100,000 users (existingUsers: omit)",
    explained: [
        "The peer is a plain loop over all pages of ListUsers, with the same SDK on the same emulator, 30 a second, the quota that AWS",
        "documents for an account. Pauses are not waited for, but count. The provider takes 20 calls a second, which leaves",
        "a third of the quota to others ([decision 3](decisions/0003-users-who-exist-already.md)). Memory is what a process of 500,000 rows",
        "has in use above one of 50,000, once all rows are in the index and garbage is collected: arrays outside of V8's heap by Node's",
        "account, the whole process by the system's. Both processes keep V8's young generation at 1 MB.",
    ].join(" "),
    moved: [
        "by V8's account of its spaces and by the system's map of the process, of 500,000 rows above 50,000, before: arrays 18 MB (37 bytes a",
        "row), the second half of V8's young generation 14 to 17 MB in most runs and nothing in others, however many rows follow. Since then the",
        "index takes its memory once, by the number of rows that the check has counted, and the bench keeps the young generation small in both",
        "processes, so that it is not counted as memory of the rows (91 bytes a row before that).",
    ].join(" "),
    measure: async ({ quick, say }) => {
        const [rows, users, rounds] = quick ? [50_000, 3_000, 1] : [500_000, 100_000, 5];
        const folder = await mkdtemp(join(tmpdir(), "bench-omit-"));
        try {
            return await withEmulatorProcess([], async (endpoint) => {
                const userPoolId = await filledPool(endpoint, users);
                const search = { endpoint, userPoolId, file: join(folder, "users.csv"), expectedRows: rows };
                const few = { ...search, file: join(folder, "few.csv"), expectedRows: rows / 10 };
                await writeRows(search.file, rows);
                await writeRows(few.file, rows / 10);
                const tasks = {
                    theirs: () => pagesOf(search, users),
                    ours: () => found(search, users, rows),
                    fewInMemory: () => memoryOf(few),
                    allInMemory: () => memoryOf(search),
                };
                return figures(await inTurns(tasks, rounds, say), quick);
            });
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    },
};

function figures(
    results: Readonly<Record<"theirs" | "ours" | "fewInMemory" | "allInMemory", Result[]>>,
    quick: boolean,
): Figure[] {
    const seconds = (all: readonly Result[]): number[] => all.map((one) => one.seconds);
    // Of few rows what a process takes by itself is the most.
    const goal = quick ? {} : { goal: { atMost: 64 } };
    /** What the rows take that only the larger source has. */
    const bytesPerRow = (name: "arrayBytes" | "residentBytes"): number[] =>
        results.allInMemory.map((all, round) => {
            const few = results.fewInMemory[round] as Result;
            return (all[name] - few[name]) / (all.rows - few.rows);
        });
    return [
        medianFigure(
            { what: "all found", unit: "s", goal: { atMost: 1.1 }, explainedUpTo: 1.8 },
            seconds(results.ours),
            {
                name: `ListUsers, ${documentedCallsPerSecond} a second`,
                values: seconds(results.theirs),
            },
        ),
        medianFigure({ what: "arrays, of a row more", unit: "bytes a row", ...goal }, bytesPerRow("arrayBytes")),
        medianFigure(
            { what: "the whole process, of a row more", unit: "bytes a row", ...goal },
            bytesPerRow("residentBytes"),
        ),
    ];
}

async function pagesOf(search: Search, users: number): Promise<Result> {
    const result = await childResult({ ...search, callsPerSecond: documentedCallsPerSecond });
    if (result.found !== users) {
        throw new Error(`${result.found} of ${users} users were listed`);
    }
    return result;
}

async function found(search: Search, users: number, rows: number): Promise<Result> {
    const result = await childResult(search);
    if (result.found !== users || result.rows !== rows) {
        throw new Error(`${result.found} of ${users} users were found for ${result.rows} rows`);
    }
    return result;
}

async function memoryOf(search: Search): Promise<Result> {
    return await childResult({ ...search, isMemory: true });
}

/** A pool with users 0 up to `users`. */
async function filledPool(endpoint: string, users: number): Promise<string> {
    const cognito = clientOf(endpoint);
    try {
        const poolId = await createPool(cognito);
        const csv = await csvFor(cognito, poolId, people(users));
        const job = await endOf(cognito, await startImport(cognito, poolId, csv));
        if (countsOf(job)[0] !== users) {
            throw new Error(`${countsOf(job)[0]} of ${users} users were imported`);
        }
        return poolId;
    } finally {
        cognito.destroy();
    }
}

/** Rows of as many users, the pool's among them. */
async function writeRows(file: string, rows: number): Promise<void> {
    function* lines(): Generator<string> {
        yield "cognito:username,email,address\n";
        for (let user = 0; user < rows; user++) {
            yield `user${user},user${user}@example.com,${"x".repeat(150)}\n`;
        }
    }
    await pipeline(Readable.from(lines()), createWriteStream(file));
}

async function childResult(
    search: Search & { readonly callsPerSecond?: number; readonly isMemory?: boolean },
): Promise<Result> {
    const { stdout } = await run(process.execPath, [...memoryFlags, join(__dirname, "../omitRun.js")], {
        env: { ...process.env, NODE_OPTIONS: "", OMIT_RUN: JSON.stringify(search) },
    });
    return { rows: 0, arrayBytes: 0, residentBytes: 0, ...JSON.parse(stdout) } as Result;
}
