import { parseArgs } from "node:util";
import { type PackageManagerName, packageManagers } from "./packageManagers";

/** What `npm run pack:try` was asked to do. */
export interface PackOptions {
    readonly managers: readonly PackageManagerName[];
    /** A version or range of Node on the npm registry; `undefined`: the Node that runs the script. */
    readonly node: string | undefined;
    /** A version or range of @pulumi/pulumi. */
    readonly pulumi: string;
    /** A tarball of the provider to upgrade from; `undefined`: the packed one under an older version. */
    readonly from: string | undefined;
}

export const usage = `Usage: npm run pack:try -- NAME... [--node VERSION] [--pulumi VERSION] [--from TARBALL]
  NAME               ${Object.keys(packageManagers).join(", ")} or all
  --node VERSION     a Node from the npm registry, such as 22 (default: the one that runs this)
  --pulumi VERSION   of @pulumi/pulumi, such as 3.216.0 (default: 3.248.0, the newest for Node 20)
  --from TARBALL     an older provider to upgrade from (default: this one under an older version)`;

/**
 * Reads the arguments.
 *
 * @throws Error with {@link usage} if they are wrong
 */
export function readPackOptions(args: readonly string[]): PackOptions {
    const { values, positionals } = parse(args);
    const names = positionals.includes("all") ? Object.keys(packageManagers) : positionals;
    const unknown = names.filter((name) => !(name in packageManagers));
    if (names.length === 0 || unknown.length > 0) {
        throw new Error(
            `${unknown.length > 0 ? `There is no ${unknown.join(", ")}.` : "A package manager is missing."}\n${usage}`,
        );
    }
    return {
        managers: names as PackageManagerName[],
        node: values.node,
        pulumi: values.pulumi ?? "3.248.0",
        from: values.from,
    };
}

function parse(args: readonly string[]): ReturnType<typeof parseStrictly> {
    try {
        return parseStrictly(args);
    } catch (error) {
        throw new Error(`${(error as Error).message}\n${usage}`);
    }
}

function parseStrictly(args: readonly string[]) {
    return parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { node: { type: "string" }, pulumi: { type: "string" }, from: { type: "string" } },
    });
}
