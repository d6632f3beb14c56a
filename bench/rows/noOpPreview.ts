import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { putObjects } from "../../test/support/aws/putObjects";
import { clientOf, withEmulatorProcess } from "../../test/support/emulator/emulatorProcess";
import { createPool, roleArn } from "../../test/support/emulator/importFixtures";
import { withStack } from "../../test/support/pulumi/pulumiStack";
import type { StackConfig } from "../../test/support/pulumi/stackConfig";
import type { TestStack } from "../../test/support/pulumi/testStack";
import { inTurns, medianFigure } from "../inTurns";
import type { Figure, Row, RowOptions } from "../row";
import { median } from "../statistics";
import { writeCsv } from "../uploadUsers";

const program = resolve(__dirname, "../programs/manyRows");
const fewRows = 10;

type Kind = "file" | "S3" | "users";

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
    return await withImported(scene, kind, fewRows, async (fewStack) => {
        return await withImported(scene, kind, rows, async (manyStack) => {
            const tasks = {
                read: () => secondsOf(async () => await readToEnd(scene.fileOf(rows))),
                few: () => previewSeconds(fewStack),
                many: () => previewSeconds(manyStack),
            };
            const { read, few, many } = await inTurns(tasks, quick ? 1 : 5, say);
            const readSeconds = kind === "file" ? median(read) : 0;
            const less = kind === "file" ? `, less ${(1000 * readSeconds).toFixed(0)} ms for one read` : "";
            const source = { file: "a file", S3: "an object in S3", users: "typed users" }[kind];
            return medianFigure(
                { what: `${source}${less}`, unit: "s", ...(kind !== "users" && { goal: { atMost: 1.15 } }) },
                many.map((seconds) => seconds - readSeconds),
                { name: `${fewRows} rows`, values: few },
            );
        });
    });
}

async function withImported<T>(
    { cognito, endpoint, fileOf }: Scene,
    kind: Kind,
    rows: number,
    use: (stack: TestStack) => Promise<T>,
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
        return await use(stack);
    });
}

async function previewSeconds(stack: TestStack): Promise<number> {
    let output = "";
    const seconds = await secondsOf(async () => {
        output = (await stack.preview()).stdout;
    });
    if (!/2 unchanged/.test(output)) {
        throw new Error(`the preview has something to do:\n${output}`);
    }
    return seconds;
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
