/**
 * What the classes of the native plugin's package are made of, beside the package itself: what a program loads, and nothing of a
 * plugin's process. Both packages are released together, and nothing else may use this.
 */

export { hideInputs, jobProperties } from "./jobProperties";
export { withSecretCredentials } from "./program/awsProperty";
