import { signatureKey } from "../source/sourceLocation";
import { isContentSecret } from "./inputSource";
import type { CheckedInputs } from "./properties";
import { isUnknown } from "./unknown";

/** What marks a value as a secret on its way to the engine (`@pulumi/pulumi`, runtime/rpc: specialSecretSig). */
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/**
 * Inputs whose digest the engine encrypts where the content is kept as a secret: a phone number is guessed from the SHA-256
 * of its row in a second. The engine hands secrets over in plain text, and marks the output of the same name as one too.
 */
export function withSecretDigest(inputs: CheckedInputs): CheckedInputs {
    const { sourceDigest }: Partial<CheckedInputs> = inputs;
    if (sourceDigest === undefined || isUnknown(sourceDigest) || !isContentSecret(inputs)) {
        return inputs;
    }
    const secret = { [signatureKey]: secretSignature, value: sourceDigest };
    return { ...inputs, sourceDigest: secret as unknown as string };
}
