import { delimiter, dirname, join } from "node:path";
import execa from "execa";
import type { PackageManager } from "./packageManagers";

/** The Node and the package manager of a trial, ready to run. */
export interface Toolchain {
    /** Absolute path of Node. */
    readonly node: string;
    /** The manager's script, for that Node. */
    readonly managerScript: string;
    readonly nodeVersion: string;
    readonly managerVersion: string;
}

/**
 * Installs both from the npm registry into a folder.
 *
 * @param nodeVersion `undefined`: the Node that runs this
 */
export async function installToolchain(
    folder: string,
    manager: PackageManager,
    nodeVersion: string | undefined,
): Promise<Toolchain> {
    // What the package `node` would fetch by a script when it is installed.
    const nodePackage = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
    const wanted = [manager.package, ...(nodeVersion === undefined ? [] : [`${nodePackage}@${nodeVersion}`])];
    const quiet = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel=error"];
    await execa("npm", ["install", "--prefix", folder, ...quiet, ...wanted], { cwd: folder });
    const installed = join(folder, "node_modules");
    const node = nodeVersion === undefined ? process.execPath : join(installed, nodePackage, "bin", "node");
    const managerScript = join(installed, manager.package.replace(/(?<=.)@.*$/, ""), manager.script);
    const version = async (args: readonly string[]): Promise<string> => (await execa(node, args)).stdout.trim();
    return {
        node,
        managerScript,
        nodeVersion: await version(["--version"]),
        managerVersion: await version([managerScript, "--version"]),
    };
}

/** The variables with which everything runs on that Node, and on no other that PATH has. */
export function withNode(environment: NodeJS.ProcessEnv, { node }: Pick<Toolchain, "node">): NodeJS.ProcessEnv {
    return { ...environment, PATH: [dirname(node), environment.PATH].filter(Boolean).join(delimiter) };
}
