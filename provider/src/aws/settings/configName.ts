import { AsyncLocalStorage } from "node:async_hooks";

/** Where settings stand in a stack's config: dynamic resources read the AWS plugin's, the native plugin has its own. */
export type ConfigNamespace = "aws" | "cognito-user-import";

/** The namespace of the operation that runs: what an error advises has to be where its reader has written the settings. */
const namespaces = new AsyncLocalStorage<ConfigNamespace>();

/** Runs an operation whose texts name config in this namespace. Outside of any it is `aws`. */
export function namingConfigIn<T>(namespace: ConfigNamespace, operation: () => T): T {
    return namespaces.run(namespace, operation);
}

/** The full name of a key of the config, such as `aws:region`. */
export function configName(key: string): string {
    return `${namespaces.getStore() ?? "aws"}:${key}`;
}
