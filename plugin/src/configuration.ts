import {
    assembleBySettings,
    type DependenciesOf,
    type JoinedEngine,
    type ReadConfig,
} from "pulumi-cognito-user-import/bin/native";
import type { Values } from "./protocol/values";

/** Where the plugin's settings stand in a stack's config. */
export const namespace = "cognito-user-import";

/** What the settings of a provider make of every resource and look-up. */
export interface Configuration {
    readonly of: DependenciesOf;
    readonly read: ReadConfig;
}

/** The configuration by the arguments of a provider, which are those of the stack's config for the default one. */
export function configure(engine: JoinedEngine, args: Values): Configuration {
    const read: ReadConfig = (key) => textOf(args[key.slice(namespace.length + 1)]);
    return { of: assembleBySettings(engine, read, namespace), read };
}

/** A setting as the stack's config would have it: text, and JSON where it has parts. Generated SDKs send either. */
function textOf(value: unknown): string | undefined {
    if (value === undefined || value === null) {
        return undefined;
    }
    return typeof value === "string" ? value : JSON.stringify(value);
}
