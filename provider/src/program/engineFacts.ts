import type { AsyncLocalStorage } from "node:async_hooks";
import * as pulumi from "@pulumi/pulumi";

/** Pulumi's organization; `undefined` in a test of a program whose mocks name none. */
export function organizationName(): string | undefined {
    try {
        return pulumi.getOrganization();
    } catch {
        return undefined;
    }
}

/**
 * The argument `once` where the program has the engine ignore changes of the source: the engine ignores a change of the path,
 * and knows nothing of the content, which is what counts.
 *
 * @param given what the program says itself, which holds
 */
export function onceWhereIgnored(
    given: unknown,
    { ignoreChanges = [] }: pulumi.CustomResourceOptions = {},
): { readonly once?: true } {
    const isIgnored = ["source", "users", "*"].some((name) => ignoreChanges.includes(name));
    return given === undefined && isIgnored ? { once: true } : {};
}

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

/**
 * The argument that tells the plugin where a path starts. A FileAsset is the engine's to find, in its own folder.
 *
 * @param sourceFolder `undefined`: in the plugin's own folder
 */
export function folderOf(source: unknown, sourceFolder: string | undefined): { readonly sourceFolder?: string } {
    return source === undefined || pulumi.asset.Asset.isInstance(source) || sourceFolder === undefined
        ? {}
        : { sourceFolder };
}
