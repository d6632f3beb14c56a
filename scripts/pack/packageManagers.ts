import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A folder that a package manager installs into, and where it may keep what it downloads. */
export interface InstallFolders {
    /** The program's folder, with its package.json. */
    readonly program: string;
    /** For the manager's own files; deleted with the trial. */
    readonly cache: string;
}

/** A package manager as it is tried. */
export interface PackageManager {
    /** Its package and version on the npm registry: pinned, so that a trial means the same tomorrow. */
    readonly package: string;
    /** The manager's script inside its package. */
    readonly script: string;
    /** What it reads beside package.json. */
    readonly settings?: { readonly file: string; readonly text: (folders: InstallFolders) => string };
    /** Arguments that install what package.json says, also where it has changed since. */
    readonly install: (folders: InstallFolders) => readonly string[];
    /** Whether packages lie in folders, where the engine finds a plugin. */
    readonly hasFolders: boolean;
    /** Node options with which programs find what it installed; `undefined`: they need none. */
    readonly nodeOptions?: (folders: InstallFolders) => string;
}

const yarn4 = (linker: "node-modules" | "pnp"): PackageManager => ({
    package: "@yarnpkg/cli-dist@4.18.1",
    script: "bin/yarn.js",
    settings: {
        file: ".yarnrc.yml",
        text: ({ cache }) =>
            [
                `nodeLinker: ${linker}`,
                "enableTelemetry: false",
                "enableScripts: false",
                "enableImmutableInstalls: false",
                "enableGlobalCache: true",
                `globalFolder: ${JSON.stringify(cache)}`,
                "",
            ].join("\n"),
    },
    install: () => ["install"],
    hasFolders: linker === "node-modules",
    ...(linker === "pnp" && {
        nodeOptions: ({ program }) =>
            `--require ${join(program, ".pnp.cjs")} --experimental-loader ${join(program, ".pnp.loader.mjs")}`,
    }),
});

/** The package managers by the name that `npm run pack:try` takes. */
export const packageManagers = {
    npm: {
        package: "npm@11.19.1",
        script: "bin/npm-cli.js",
        hasFolders: true,
        install: () => ["install", "--no-audit", "--no-fund", "--ignore-scripts"],
    },
    yarn1: {
        package: "yarn@1.22.22",
        script: "bin/yarn.js",
        hasFolders: true,
        install: ({ cache }) => ["install", "--cache-folder", cache, "--non-interactive", "--ignore-scripts"],
    },
    yarn4: yarn4("node-modules"),
    "yarn4-pnp": yarn4("pnp"),
    pnpm: {
        package: "pnpm@10.34.8",
        script: "bin/pnpm.cjs",
        hasFolders: true,
        install: ({ cache }) => ["install", "--store-dir", cache, "--no-frozen-lockfile", "--ignore-scripts"],
    },
} as const satisfies Readonly<Record<string, PackageManager>>;

export type PackageManagerName = keyof typeof packageManagers;

/** Writes what the manager reads beside package.json. */
export async function writeSettings({ settings }: PackageManager, folders: InstallFolders): Promise<void> {
    if (settings !== undefined) {
        await writeFile(join(folders.program, settings.file), settings.text(folders));
    }
}
