import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";

/** The clients by other authors, in the versions with which the tests were written. */
const packages = ["awscli==1.46.2", "boto3==1.44.5"];

let known: { readonly folder?: string; readonly reason?: string } | undefined;

/**
 * Hands over the `bin` folder of a virtual environment with the AWS CLI and boto3. It is made from PyPI once for each user, in
 * the cache folder. Where that cannot be, says so loudly and runs nothing; under CI that is a failure.
 */
export async function withPython(use: (binFolder: string) => Promise<void>): Promise<void> {
    known ??= ensureEnvironment();
    if (known.folder !== undefined) {
        return use(join(known.folder, "bin"));
    }
    const notice = `NOT TESTED: the AWS CLI and boto3 against the emulator, because ${known.reason}`;
    if (process.env.CI !== undefined) {
        throw new Error(notice);
    }
    process.stderr.write(`\n${"!".repeat(80)}\n${notice}\n${"!".repeat(80)}\n\n`);
}

function ensureEnvironment(): NonNullable<typeof known> {
    const { XDG_CACHE_HOME: given } = process.env;
    const cache = given !== undefined && isAbsolute(given) ? given : join(homedir(), ".cache");
    const folder = join(cache, "cognito-user-import", `python-${packages.join("-").replaceAll("==", "-")}`);
    if (existsSync(join(folder, "ready"))) {
        return { folder };
    }
    const making = `${folder}.${process.pid}`;
    mkdirSync(dirname(folder), { recursive: true });
    try {
        for (const [command, ...args] of [
            ["python3", "-m", "venv", making],
            [join(making, "bin", "python"), "-m", "pip", "install", "--quiet", "--no-input", ...packages],
        ]) {
            const { status, error, stderr } = spawnSync(command ?? "", args, { encoding: "utf8", timeout: 1_200_000 });
            if (status !== 0) {
                return { reason: `${command} failed: ${error?.message ?? stderr.trim().split("\n").at(-1)}` };
            }
        }
        writeFileSync(join(making, "ready"), "");
        // Two test runs at the same time make the same thing: either will do.
        if (!existsSync(folder)) {
            renameSync(making, folder);
        }
        return { folder };
    } finally {
        rmSync(making, { recursive: true, force: true });
    }
}
