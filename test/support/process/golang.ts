import { spawnSync } from "node:child_process";

/**
 * Whether there is a Go that can build for the tests. If not, prints which tests are left out.
 *
 * @param tests - such as "of the generated SDKs"
 * @throws Error in CI, where nothing may be left out
 */
export function hasGo(tests: string): boolean {
    const { stdout, status } = spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8" });
    const [, minor = "0"] = /^go1\.(\d+)/.exec(stdout ?? "") ?? [];
    if (status === 0 && Number(minor) >= 26) return true;
    const message = `There is no Go 1.26 or later on PATH: the tests ${tests} are LEFT OUT.`;
    if (process.env.CI) throw new Error(message);
    process.emitWarning(message);
    return false;
}
