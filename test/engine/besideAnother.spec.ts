import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { HeldClock } from "../support/process/heldClock";
import { until } from "../support/process/until";
import { needsEngine } from "../support/pulumi/engine";
import { stackCommands } from "../support/pulumi/leftProcesses";
import { type ManyJobs, withManyJobs } from "../support/pulumi/manyJobs";
import { withStack } from "../support/pulumi/pulumiStack";

const program = path.resolve(__dirname, "../fixtures/programs/besideAnother");

describe("another dynamic provider in the same plugin process, through the real engine", () => {
    before(needsEngine);

    it("ends its create after kill -9 of the CLI, and its process is left, as where no user import is in the program", async () => {
        await withManyJobs({ clock: new HeldClock() }, async (jobs) => {
            const beside = await outlivesItsEngine(jobs, "beside");
            const alone = await outlivesItsEngine(jobs, undefined);

            assert.deepEqual(beside, alone);
            assert.equal(beside.isDone, true);
        });
    });
});

/** What the other provider came to, beside a user import of this name or alone. */
async function outlivesItsEngine(
    { emulator, jobsConfig }: ManyJobs,
    name: string | undefined,
): Promise<{ isDone: boolean; processesLeft: number }> {
    const folder = await mkdtemp(path.join(tmpdir(), "beside-another-"));
    const file = (event: string): string => path.join(folder, event);
    const { jobs = {}, ...aws } = await jobsConfig(name === undefined ? [] : [name]);
    const [args] = Object.values(jobs);
    try {
        return await withStack(
            { program, config: { folder, ...(args !== undefined && { args }), ...aws } },
            async (stack) => {
                const pluginProcesses = async (): Promise<number> =>
                    (await stackCommands(stack.home)).filter((command) => command.includes("dynamic-provider")).length;
                const isImporting = (): boolean =>
                    name === undefined || emulator.calls.some(({ operation }) => operation === "StartUserImportJob");
                const up = stack.spawnUp();
                await until(
                    () => existsSync(file("begun")) && isImporting(),
                    () => "both creates",
                );

                await up.killCli();
                await writeFile(file("go"), "");
                const isOver = async (): Promise<boolean> =>
                    existsSync(file("done")) || (await pluginProcesses()) === 0;
                await until(isOver, () => "the end of the other create");

                return { isDone: existsSync(file("done")), processesLeft: await pluginProcesses() };
            },
        );
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
