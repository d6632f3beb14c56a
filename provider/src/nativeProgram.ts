/**
 * What the classes and the components of the native plugin's package are made of, beside the package itself: what a program loads, and
 * nothing of a plugin's process. Both packages are released together, and nothing else may use this.
 */

export type { ComponentHost, HostSettings } from "./componentHost";
export { GroupMembers, GroupRecord } from "./groupResources";
export { hideInputs, jobProperties } from "./jobProperties";
export { withSecretCredentials } from "./program/awsProperty";
export { isConfigured } from "./program/awsProvider";
export { inlineProgramFolder, onceWhereIgnored } from "./program/engineFacts";
export type { PulumiAws } from "./program/pulumiAws";
export { isPlain, packed } from "./program/sourceProperties";
export { jobLimits } from "./split/part";
export { planUsers } from "./split/splitUsers";
