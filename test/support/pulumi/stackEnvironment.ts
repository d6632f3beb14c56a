import { devNull } from "node:os";
import type { PulumiInstallation } from "../../../scripts/pulumi/installation";

/** Environment variables to set; undefined removes one. */
export type EnvironmentOverrides = Readonly<Record<string, string | undefined>>;

/**
 * What must not reach the engine from the person who runs the tests: accounts, backends, proxies; and Node options, since
 * plugins run in plain node, without the ts-node that runs the tests.
 */
const foreign = /^(AWS|PULUMI|TS_NODE|NPM|NODE_OPTIONS$)|_PROXY$/i;

/** The environment of one test's engine: nothing but `home` and `backend` is read or written, and no real account reached. */
export function stackEnvironment(
    pulumi: PulumiInstallation,
    home: string,
    backend: string,
    overrides: EnvironmentOverrides,
): Record<string, string> {
    const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
    const environment: EnvironmentOverrides = {
        ...Object.fromEntries(inherited),
        PATH: pulumi.environment.PATH,
        PULUMI_HOME: home,
        PULUMI_BACKEND_URL: `file://${backend}`,
        PULUMI_CONFIG_PASSPHRASE: "only for tests",
        PULUMI_CREDENTIAL_STORE: "plaintext",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        // The types of programs are checked by `npm run lint`.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        AWS_ACCESS_KEY_ID: "access-key-of-nobody",
        AWS_SECRET_ACCESS_KEY: "secret-key-of-nobody",
        AWS_CONFIG_FILE: devNull,
        AWS_SHARED_CREDENTIALS_FILE: devNull,
        AWS_EC2_METADATA_DISABLED: "true",
        ...overrides,
    };
    const set = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return Object.fromEntries(set);
}
