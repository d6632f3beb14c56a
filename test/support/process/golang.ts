import { spawnSync } from "node:child_process";
import { generatorModule } from "../../../scripts/sdk/sdkGenerator";

/**
 * Whether there is a Go that can build for the tests. If not, prints which tests are left out.
 *
 * @param tests - such as "of the generated SDKs"
 * @throws Error in CI, where nothing may be left out
 */
export function hasGo(tests: string): boolean {
    // In a module an older Go fetches the one that go.mod asks for, where that is allowed, and else fails.
    const { status } = spawnSync("go", ["env", "GOVERSION"], { cwd: generatorModule });
    if (status === 0) return true;
    const message = `There is no Go 1.26 or later on PATH: the tests ${tests} are LEFT OUT.`;
    if (process.env.CI) throw new Error(message);
    process.emitWarning(message);
    return false;
}
