/**
 * What the native plugin (`plugin/`, published as pulumi-resource-cognito-user-import) is made of: the other door to the same
 * lifecycle. Both packages are released together, and nothing else may use this.
 */

export { isPresent } from "./argumentValues";
export { assembleBySettings, type DependenciesOf, type JoinedEngine, joinEngine } from "./assembly";
export { type AwsArgument, secretAwsNames } from "./aws/settings/awsArgument";
export { ignoredFindings, type ReadConfig } from "./aws/settings/config";
export { namingConfigIn } from "./aws/settings/configName";
export { nearName } from "./aws/settings/nearName";
export { hasEnded } from "./cognito/jobStatus";
export { engineAddressIn } from "./engine/engineProgress";
export { sendableError } from "./engine/sendableError";
export { messageOf, shownCause, UserImportError } from "./errors/errors";
export { isWorkLeft } from "./groups/members";
export { membersMethods, recordMethods } from "./groups/methods";
export { describeUserImportJob, getCsvHeader, listUserImportJobs } from "./invokes";
export { InitializationError } from "./job/initializationError";
export { contentOnce, withContentOf } from "./lifecycle/contentOnce";
export { changedInPlace } from "./lifecycle/diff";
export { asShown, jobMethods } from "./methods";
export { awsProblems, settingProblems } from "./resource/awsProblems";
export { asSecret, isContentSecret, secretSignature } from "./resource/inputSource";
export { isUnknown, unknownValue } from "./resource/inputValues";
export { jobOutputs } from "./resource/jobOutputs";
export { recordedInputs } from "./resource/outputs";
export {
    argumentNames,
    type CheckedInputs,
    defaultTimeout,
    hasContent,
    type UserImportJobOutputs,
} from "./resource/properties";
export { noJobId, parseResourceId } from "./resource/resourceId";
export { assetKind, signatureKey } from "./source/sourceLocation";
export { isPackedUsers, packUsers } from "./users/packUsers";
