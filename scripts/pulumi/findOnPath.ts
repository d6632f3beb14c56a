import { realpath } from "node:fs/promises";
import path from "node:path";
import { askVersion, isExecutable, type PulumiInstallation, programs, withFolderOnPath } from "./installation";
import { isRecentEnough, minimumVersion } from "./versions";

/** What was found on PATH: an installation, or for each CLI passed over, why. */
export type PathSearch = { readonly found: PulumiInstallation } | { readonly reasons: readonly string[] };

/** Takes the first CLI on PATH that is recent enough and has its Node.js language host and dynamic provider. */
export async function findOnPath(environment: NodeJS.ProcessEnv): Promise<PathSearch> {
    const folders = pathFolders(environment);
    const reasons: string[] = [];
    for (const folder of folders) {
        const command = path.join(folder, programs.cli);
        if (!(await isExecutable(command))) continue;
        const version = await askVersion(command, environment);
        const reason = await whyUnfit(command, version, folders);
        // The chosen folder goes first: an unfit CLI before it on PATH must not lend it its own language host.
        if (reason === undefined && version !== undefined) {
            return { found: { command, version, environment: { PATH: withFolderOnPath(folder, environment) } } };
        }
        reasons.push(`${command} ${reason}`);
    }
    return { reasons: reasons.length > 0 ? reasons : ["no pulumi on PATH"] };
}

/** The absolute folders of PATH, each once. A relative entry would name another folder in every working directory. */
function pathFolders(environment: NodeJS.ProcessEnv): string[] {
    const entries = (environment.PATH ?? "").split(path.delimiter).filter((entry) => path.isAbsolute(entry));
    return [...new Set(entries)];
}

async function whyUnfit(command: string, version: string | undefined, folders: string[]): Promise<string | undefined> {
    if (version === undefined) return "did not answer `pulumi version`";
    if (!isRecentEnough(version)) return `is version ${version}, not a ${minimumVersion} or later of the same major`;
    // A package manager may link only the CLI into PATH; Pulumi then looks beside the real file.
    const places = [...new Set([path.dirname(command), path.dirname(await realpath(command)), ...folders])];
    for (const program of [programs.languageHost, programs.dynamicProvider]) {
        const found = await Promise.all(places.map((folder) => isExecutable(path.join(folder, program))));
        if (!found.includes(true)) return `has no ${program} beside it`;
    }
    return undefined;
}
