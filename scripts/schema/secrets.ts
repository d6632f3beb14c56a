import { secretAwsNames } from "../../provider/src/aws/settings/awsArgument";

/** Typed users are people; what in the AWS settings lets somebody in is named by the plugin, which marks it too. */
const secretNames: readonly string[] = ["users", "passwordHash", ...secretAwsNames];

/** Whether generated SDKs keep the value of a property as a secret, wherever it stands. */
export function isSecret(name: string): boolean {
    return secretNames.includes(name);
}
