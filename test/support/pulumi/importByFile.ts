import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { runProcess } from "../../unit/cli/cliRun";
import { withEnvironment } from "../process/withEnvironment";
import type { ImportStack } from "./importStack";
import type { TestStack } from "./testStack";

/** Imports a job as the dynamic resource `users` into a stack, as the command's help says it. */
export async function importByFile(
    { emulator, folder, csvPath }: Pick<ImportStack, "emulator" | "folder" | "csvPath">,
    stack: TestStack,
    id: string,
    ...options: string[]
): Promise<void> {
    const environment = { AWS_ENDPOINT_URL: emulator.url, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" };
    const args = ["import-file", id, "--name", "users", "--source", csvPath, ...options];
    const { exitCode, stdout, stderr } = await withEnvironment(environment, () => runProcess(args));
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const file = path.join(folder, "job.json");
    await writeFile(file, stdout);
    await stack.importFile(file);
}
