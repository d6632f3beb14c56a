import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import execa from "execa";
import { inUserCache } from "../../../scripts/pulumi/cache";
import { fillOnce } from "../../../scripts/pulumi/fillOnce";
import { isExecutable } from "../../../scripts/pulumi/installation";

const command = "python3";

/**
 * Whether there is a Python, 3.10 or later. If not, prints which tests are left out.
 *
 * @param tests - such as "of S3 against moto"
 * @throws Error in CI, where nothing may be left out
 */
export function hasPython(tests: string): boolean {
    const script = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
    if (spawnSync(command, ["-c", script]).status === 0) return true;
    const message = `There is no ${command} 3.10 or later with venv and pip on PATH: the tests ${tests} are LEFT OUT.`;
    if (process.env.CI) throw new Error(message);
    process.emitWarning(message);
    return false;
}

/** A package that is not on PyPI. */
export interface LocalPackage {
    /** Changes with all that the package is made of. */
    readonly digest: string;
    /**
     * Makes it below an empty folder, which is deleted once it is installed; called only where it is not yet.
     *
     * @returns the folder that pip installs
     */
    make(folder: string): Promise<string>;
}

/**
 * A virtual environment with these packages, in the user's cache, where every clone finds it; the first time they are installed
 * from PyPI. Nobody else writes to it.
 *
 * @param requirements - a requirement file of pip, which names exact versions
 * @returns its folder, absolute
 */
export async function pythonVenv(requirements: string, packages: readonly LocalPackage[] = []): Promise<string> {
    const hash = createHash("sha256")
        .update(spawnSync(command, ["-VV"]).stdout)
        .update(await readFile(requirements));
    for (const { digest } of packages) hash.update(digest);
    const venv = inUserCache(process.env, `python-${hash.digest("hex").slice(0, 12)}`);
    const isMade = (): Promise<boolean> => isExecutable(path.join(venv, "bin", "python"));
    // What comes from PyPI is many megabytes that stay the same when a package of ours changes: it is shared.
    const base = packages.length === 0 ? undefined : await pythonVenv(requirements);
    await fillOnce(venv, process.stderr, isMade, async (work) => {
        await execa(command, ["-m", "venv", work, ...(base === undefined ? [] : ["--without-pip"])]);
        const python = path.join(work, "bin", "python");
        if (base !== undefined)
            await writeFile(
                path.join(await sitePackages(python), "base.pth"),
                await sitePackages(path.join(base, "bin", "python")),
            );
        const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        if (base === undefined) await execa(python, [...pip, "--requirement", requirements]);
        const made = path.join(work, "packages");
        for (const { make } of packages) await execa(python, [...pip, "--no-deps", await make(made)]);
        await rm(made, { recursive: true, force: true });
    });
    return venv;
}

/** Where a Python finds what pip has installed for it. */
async function sitePackages(python: string): Promise<string> {
    return (await execa(python, ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])).stdout;
}
