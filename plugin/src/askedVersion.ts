import { satisfies, valid } from "semver";
import { version } from "./schema";

/**
 * Why this plugin cannot serve the SDK that asks for it; `undefined`: it can. An older plugin does not know all that the SDK has, and
 * another major version (before 1.0.0 another minor one) means other things by the same names. The engine itself takes
 * the plugin of `Pulumi.yaml` whatever its version, and only warns of an older one on PATH (3.258, tried).
 *
 * @param asked what the engine is asked for: the version of the SDK, or of the option `version`; `undefined`: none
 */
export function reasonAgainstVersion(asked: unknown): string | undefined {
    if (typeof asked !== "string" || valid(asked) === null) {
        return undefined;
    }
    return satisfies(version, `^${asked}`, { includePrerelease: true })
        ? undefined
        : `The program asks for version ${asked} of the plugin cognito-user-import, and this is ${version}. Install that version ` +
              `(npm install pulumi-resource-cognito-user-import@${asked}, or pulumi plugin install resource cognito-user-import ${asked}), ` +
              `or take the SDK of version ${version}.`;
}
