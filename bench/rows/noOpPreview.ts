import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { clientOf, withEmulatorProcess } from "../../test/emulator/emulatorProcess";
import { createPool, roleArn } from "../../test/emulator/importFixtures";
import { putObjects } from "../../test/support/aws/putObjects";
import { withStack } from "../../test/support/pulumi/pulumiStack";
import type { StackConfig } from "../../test/support/pulumi/stackConfig";
import type { TestStack } from "../../test/support/pulumi/testStack";
import type { Figure, Row, RowOptions } from "../row";
import { median, spreadOf } from "../statistics";
import { writeCsv } from "../uploadUsers";

const program = resolve(__dirname, "../programs/manyRows");
const fewRows = 10;

type Kind = "file" | "S3" | "users";

/** A stack whose job has ended, and how long previews of it took. */
interface Imported {
    readonly stack: TestStack;
    readonly rows: number;
    readonly seconds: number[];
}

/** Files, and an emulator that has them as objects. */
interface Scene {
    readonly cognito: CognitoIdentityProviderClient;
    readonly endpoint: string;
    readonly fileOf: (rows: number) => string;
}

export const row: Row = {
    name: "noOpPreview",
    work: "`pulumi preview` of 500,000 rows, 101 MB, that are in the state, beside the same program with 10 rows",
    explained: [
        "A file is read to see that it is the same, as its name, size and times do not tell. So what one read takes is taken off: by `cat`,",
        "from the disk's cache. An object in S3 tells by its revision. Typed users are made, packed and compared",
        "by the program in each run, and sent to the engine: they have no goal.",
    ].join(" "),
    measure: async ({ quick, say }) => {
        const rows = quick ? 20_000 : 500_000;
        const folder = await mkdtemp(join(tmpdir(), "bench-no-op-"));
        const fileOf = (count: number): string => join(folder, `${count}.csv`);
        try {
            return await withEmulatorProcess([], async (endpoint) => {
                const cognito = clientOf(endpoint);
                for (const count of [rows, fewRows]) {
                    await writeCsv(cognito, await createPool(cognito), count, fileOf(count));
                }
                await putObjects(endpoint, { [`${rows}.csv`]: fileOf(rows), [`${fewRows}.csv`]: fileOf(fewRows) });
                const figures: Figure[] = [];
                // One is enough to see that it works.
                for (const kind of quick ? (["file"] as const) : (["file", "S3", "users"] as const)) {
                    const scene = { cognito, endpoint, fileOf };
                    figures.push(await compare(scene, kind, rows, { quick, say }));
                }
                cognito.destroy();
                return figures;
            });
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    },
};

async function compare(scene: Scene, kind: Kind, rows: number, { quick, say }: RowOptions): Promise<Figure> {
    return await withImported(scene, kind, fewRows, async (few) => {
        return await withImported(scene, kind, rows, async (many) => {
            const reads: number[] = [];
            // By turns, so that whatever else the machine does befalls both.
            for (let round = 0; round < (quick ? 1 : 6); round++) {
                reads.push(await secondsOf(async () => await readToEnd(scene.fileOf(rows))));
                await timePreview(few);
                await timePreview(many);
            }
            // The first round warms up.
            const skipped = quick ? 0 : 1;
            const [ours, theirs] = [many.seconds.slice(skipped), few.seconds.slice(skipped)];
            const readSeconds = kind === "file" ? median(reads.slice(skipped)) : 0;
            const less = kind === "file" ? `, less ${(1000 * readSeconds).toFixed(0)} ms for one read` : "";
            say(`${kind}: ${median(ours).toFixed(2)} s, ${median(theirs).toFixed(2)} s with ${fewRows} rows${less}`);
            return {
                what: `${{ file: "a file", S3: "an object in S3", users: "typed users" }[kind]}${less}`,
                unit: "s",
                ours: median(ours) - readSeconds,
                spread: spreadOf(ours.map((seconds) => seconds - readSeconds)),
                peer: { name: `${fewRows} rows`, value: median(theirs) },
                ...(kind !== "users" && { goal: { atMost: 1.15 } }),
            };
        });
    });
}

async function withImported<T>(
    { cognito, endpoint, fileOf }: Scene,
    kind: Kind,
    rows: number,
    use: (imported: Imported) => Promise<T>,
): Promise<T> {
    const source = {
        file: { source: fileOf(rows) },
        S3: { source: `s3://people/${rows}.csv` },
        users: { users: rows },
    };
    const config: StackConfig = {
        "aws:endpoints": [{ cognitoidp: endpoint, logs: endpoint, s3: endpoint }],
        args: { userPoolId: await createPool(cognito), cloudWatchLogsRoleArn: roleArn },
        ...source[kind],
    };
    return await withStack({ program, config, startsAsForUsers: true }, async (stack) => {
        await stack.up({ timeoutSeconds: 3600 });
        const { importedUsers } = await stack.outputs();
        if (importedUsers !== rows) {
            throw new Error(`${importedUsers} of ${rows} users were imported`);
        }
        return await use({ stack, rows, seconds: [] });
    });
}

async function timePreview({ stack, seconds }: Imported): Promise<void> {
    let output = "";
    const took = await secondsOf(async () => {
        output = (await stack.preview()).stdout;
    });
    if (!/2 unchanged/.test(output)) {
        throw new Error(`the preview has something to do:\n${output}`);
    }
    seconds.push(took);
}

/** From the disk's cache, as the preview before has left it. */
async function readToEnd(file: string): Promise<void> {
    await promisify(execFile)("sh", ["-c", 'cat "$1" > /dev/null', "sh", file]);
}

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
    const began = performance.now();
    await run();
    return (performance.now() - began) / 1000;
}
