import { version as sdkVersion } from "@pulumi/pulumi/version";
import * as semver from "semver";

/** The CLI that is downloaded or built when none is on PATH: the one this project is tested with. */
export const pinnedVersion = "3.258.0";

/**
 * The oldest CLI taken from PATH: the version of the installed SDK. An engine may lack what a newer SDK asks of it; an
 * SDK older than its engine is always served. It is also the rule of the Automation API's `PulumiCommand`.
 */
export const minimumVersion = sdkVersion;

/** Reads what `pulumi version` prints (`v3.258.0`, `3.260.0-alpha.1+dirty`); undefined when it is no version. */
export function parseVersion(text: string): string | undefined {
    return semver.parse(text.trim())?.version;
}

/** Whether a CLI of this version can run the installed SDK: not older than it, and of the same major version. */
export function isRecentEnough(version: string): boolean {
    return semver.gte(version, minimumVersion) && semver.major(version) === semver.major(minimumVersion);
}
