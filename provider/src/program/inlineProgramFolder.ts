import type { AsyncLocalStorage } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";

/** Where Pulumi's SDK keeps what an inline program, or a component package, runs in. */
interface SdkGlobals {
    readonly asyncLocalStorage?: AsyncLocalStorage<unknown>;
}

/**
 * The folder where relative paths of an inline program of the Automation API start: where it runs. Its engine, and so the
 * plugin, work in the stack's `workDir`, of which the SDK tells a program nothing. A component package is
 * told no more.
 *
 * @returns `undefined` in a program that the CLI runs, whose plugin works in the same folder
 */
export function inlineProgramFolder(): string | undefined {
    // Only read. The SDK runs inline programs, and what a component package constructs or calls, in a store of their own.
    const isInline = (globalThis as SdkGlobals).asyncLocalStorage?.getStore() !== undefined;
    return isInline ? process.cwd() : undefined;
}

/** The argument that tells the plugin where a path starts. A FileAsset is the engine's to find, in its own folder. */
export function folderOf(source: unknown): { readonly sourceFolder?: string } {
    const sourceFolder = inlineProgramFolder();
    return source === undefined || pulumi.asset.Asset.isInstance(source) || sourceFolder === undefined
        ? {}
        : { sourceFolder };
}
