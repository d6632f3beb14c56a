import { InitializationError } from "pulumi-cognito-user-import/bin/native";
import { type Values, withSecretsOf } from "./values";

/** What an operation puts out, also where it fails and keeps the resource, with secrets under the names that had one. */
export async function keepingSecrets<Made extends { readonly outputs: object }>(
    given: Values,
    operation: Promise<Made>,
): Promise<Made> {
    try {
        const made = await operation;
        return { ...made, outputs: withSecretsOf(given, made.outputs) };
    } catch (error) {
        throw InitializationError.changed(error, (properties) => withSecretsOf(given, properties));
    }
}
