import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { withEmulator } from "../../test/support/aws/withEmulator";
import { createPool, csvFor, people, roleArn } from "../../test/support/emulator/importFixtures";
import { inTurns, medianFigure } from "../inTurns";
import type { Figure, Row } from "../row";

const run = promisify(execFile);
const rows = 1000;
/** Of 2 s, as AWS would have it: a while in the queue, then the import, row after row. */
const job = { pendingSeconds: 0.5, rowsPerSecond: rows / 1.5 };

/** What one import took, from nothing to the end of the job being known. */
interface Import {
    readonly milliseconds: number;
    /** The operations that were called, the upload among them. */
    readonly calls: readonly string[];
    readonly importedUsers: number;
}

type Importer = (endpoint: string, poolId: string, file: string, calls: () => readonly string[]) => Promise<Import>;

export const row: Row = {
    name: "wholeJob",
    work: "create() for 1,000 rows and a job that takes 2 s, beside the shell script that people write",
    explained: [
        "The script (`bench/importUsers.sh`) is CreateUserImportJob, `curl -T`, StartUserImportJob and DescribeUserImportJob every 5 s.",
        "It calls AWS with `curl`: the AWS CLI would take half a second more for each call. It takes four calls, the fewest that import",
        "anybody. create() calls DescribeUserImportJob every second at first, not after 5 s, and so knows sooner. Its three other calls are what",
        "the script leaves out: GetCSVHeader and DescribeUserPool, to put the columns into the pool's order and to check them, and",
        "ListUserImportJobs, since an earlier run that was killed may have made the job already.",
    ].join(" "),
    moved: [
        "by the emulator's record of calls, before: the polls came 0.0, 1.0, 2.0 and 3.0 s after the start, and the one at 2.0 s mostly just",
        "before the job's end, because pauses are shortened at random, so that create() knew 1 s late. Since then a poll that sees",
        "the counts rise puts the next one just behind the end that they announce: the last one comes at about 2.1 s. The emulator counted all",
        "rows of this row's job at once before, which AWS does not do, so that no poll saw them rise (0.59 ×). They are counted one after another now.",
    ].join(" "),
    measure: async ({ quick, say }) => {
        const tasks = { theirs: () => importInto(runScript), ours: () => importInto(runCreate) };
        const { ours, theirs } = await inTurns(tasks, quick ? 1 : 5, say);
        say(`create(): ${ours.at(-1)?.calls.join(", ")}`);
        say(`the script: ${theirs.at(-1)?.calls.join(", ")}`);
        return figures(ours, theirs);
    },
};

function figures(ours: readonly Import[], theirs: readonly Import[]): Figure[] {
    const seconds = (imports: readonly Import[]): number[] => imports.map(({ milliseconds }) => milliseconds / 1000);
    const calls = (imports: readonly Import[]): number[] => imports.map((one) => one.calls.length);
    const name = "the shell script";
    return [
        medianFigure({ what: "until the end of the job is known", unit: "s", goal: { atMost: 0.5 } }, seconds(ours), {
            name,
            values: seconds(theirs),
        }),
        medianFigure({ what: "calls", unit: "calls", goal: { atMost: 1 }, explainedUpTo: 2.5 }, calls(ours), {
            name,
            values: calls(theirs),
        }),
    ];
}

/** Each import has an emulator and a pool of its own, and is checked. */
async function importInto(importer: Importer): Promise<Import> {
    const folder = await mkdtemp(join(tmpdir(), "bench-whole-job-"));
    try {
        return await withEmulator(job, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const file = join(folder, "users.csv");
            await writeFile(file, await csvFor(cognito, poolId, people(rows)));
            const before = emulator.calls.length;
            const result = await importer(emulator.url, poolId, file, () =>
                emulator.calls.slice(before).map(({ operation }) => operation),
            );
            if (result.importedUsers !== rows) {
                throw new Error(`${result.importedUsers} of ${rows} users were imported`);
            }
            return result;
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

const runScript: Importer = async (endpoint, poolId, file, calls) => {
    const began = performance.now();
    const { stdout } = await run("sh", [join(__dirname, "../importUsers.sh"), endpoint, poolId, roleArn, file]);
    return { milliseconds: performance.now() - began, calls: calls(), importedUsers: Number(stdout) };
};

const runCreate: Importer = async (endpoint, userPoolId, source) => {
    const args = { userPoolId, source, cloudWatchLogsRoleArn: roleArn };
    const { stdout } = await run(process.execPath, [join(__dirname, "../createRun.js")], {
        env: { ...process.env, NODE_OPTIONS: "", CREATE_RUN: JSON.stringify({ endpoint, args }) },
    });
    return JSON.parse(stdout) as Import;
};
