import {
    assembleBySettings,
    type DependenciesOf,
    type JoinedEngine,
    type ReadConfig,
    secretAwsNames,
} from "pulumi-cognito-user-import/bin/native";
import type { Values } from "./protocol/values";

/** Where the plugin's settings stand in a stack's config. */
export const namespace = "cognito-user-import";

/** What the settings of a provider make of every resource and look-up. */
export interface Configuration {
    readonly of: DependenciesOf;
    readonly read: ReadConfig;
    /** Whether a setting, by its whole key, came as a secret, or is one whatever it came as. */
    readonly isSecret: (key: string) => boolean;
}

/** Settings that hold a secret, also where they have parts. */
const holdSecrets: readonly string[] = [...secretAwsNames, "assumeRoleWithWebIdentity"];

/**
 * The configuration by the arguments of a provider, which are those of the stack's config for the default one.
 *
 * @param secretNames the arguments that came as secrets
 */
export function configure(engine: JoinedEngine, args: Values, secretNames: readonly string[] = []): Configuration {
    const nameOf = (key: string): string => key.slice(namespace.length + 1);
    const read: ReadConfig = (key) => textOf(args[nameOf(key)]);
    const isSecret = (key: string): boolean => [...holdSecrets, ...secretNames].includes(nameOf(key));
    return { of: assembleBySettings(engine, read, namespace), read, isSecret };
}

/** A setting as the stack's config would have it: text, and JSON where it has parts. Generated SDKs send either. */
export function textOf(value: unknown): string | undefined {
    if (value === undefined || value === null) {
        return undefined;
    }
    return typeof value === "string" ? value : JSON.stringify(value);
}
