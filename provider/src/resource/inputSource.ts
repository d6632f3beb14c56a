import { isPresent } from "../argumentValues";
import type { Source } from "../source/source";
import { describeLocation, locateSource, type SourceLocation, signatureKey } from "../source/sourceLocation";
import { openUsersSource } from "../source/usersSource";
import { parsePartReference } from "../split/part";
import type { OpenSourceOrPart } from "../split/partSource";
import { isUnknown, readableBytesOf } from "./inputValues";
import type { CheckedInputs } from "./properties";

/** The mark of a secret on its way to the engine (`@pulumi/pulumi`, runtime/rpc: specialSecretSig). */
export const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The state's name for a source whose content is in the program. */
const textName = describeLocation({ kind: "text", text: "" });

/** The arguments that say who is imported. */
export type SourceArguments = Pick<
    CheckedInputs,
    "source" | "sourceFolder" | "plannedPart" | "users" | "userPoolId" | "ignoreProblems"
>;

/**
 * Opens the CSV that the arguments name or hold.
 *
 * @throws UserImportError saying why it cannot be read
 */
export async function openInputSource(
    deps: { readonly openSource: OpenSourceOrPart },
    inputs: SourceArguments,
): Promise<Source> {
    if (isPresent(inputs.users)) {
        return openUsersSource(inputs.users);
    }
    const { source = "", sourceFolder, plannedPart, userPoolId } = inputs;
    // The engine looks for a FileAsset in its own folder; an asset in an output has the program's folder all the same.
    const folder = typeof source === "string" ? sourceFolder : undefined;
    const pool = isUnknown(userPoolId) ? undefined : userPoolId;
    return await deps.openSource(source, pool, { folder, maxBytes: readableBytesOf(inputs), plannedPart });
}

/** Whether the source is known; in a preview it may depend on what does not exist yet. */
export function isSourceKnown(inputs: SourceArguments): boolean {
    return !isUnknown(inputs.source) && !isUnknown(inputs.users);
}

/** Whether the source, or what it is a part of, is an object in S3. */
export function isInS3({ source }: SourceArguments): boolean {
    const name = typeof source === "string" ? (parsePartReference(source)?.source ?? source) : "";
    return /^s3:/i.test(name);
}

/**
 * The name of the source for the state. The state has the content only as a digest, and never users, text or the whole URL
 * of an asset.
 *
 * @returns `undefined` for `users`
 */
export function sourceName(inputs: SourceArguments): string | undefined {
    if (!isPresent(inputs.source) || typeof inputs.source === "string") {
        return inputs.source ?? undefined;
    }
    const location = tryLocate(inputs);
    return location === undefined ? undefined : describeLocation(location);
}

/**
 * Whether the content is a secret, so that it cannot be guessed from its digest: content in the program itself, and content
 * from a URL, which may contain a credential.
 */
export function isContentSecret(inputs: SourceArguments): boolean {
    const kind = tryLocate(inputs)?.kind;
    return isPresent(inputs.users) || kind === "text" || kind === "remote";
}

/**
 * Whether the source can be opened again by its name in the state: a file, an object in S3, or a part of one. A file whose
 * name looks like a source of another kind is never opened in its place.
 */
export function isReopenable(inputs: SourceArguments): boolean {
    const name = sourceName(inputs);
    return name !== undefined && name !== textName && !/^https?:/i.test(name);
}

/**
 * Inputs whose digest the engine encrypts if the content is a secret: a phone number can be guessed from the SHA-256 of its
 * row in a second. The engine passes secrets in plain text, and also marks the output of the same name as a secret.
 */
export function withSecretDigest(inputs: CheckedInputs): CheckedInputs {
    const { sourceDigest }: Partial<CheckedInputs> = inputs;
    if (sourceDigest === undefined || isUnknown(sourceDigest) || !isContentSecret(inputs)) {
        return inputs;
    }
    return { ...inputs, sourceDigest: asSecret(sourceDigest) };
}

/** A value that the engine takes for a secret, wherever it is sent. */
export function asSecret<Value>(value: Value): Value {
    return { [signatureKey]: secretSignature, value } as unknown as Value;
}

/**
 * The property on which an error of the source is reported; the engine prints its value. It is empty, so that the error is the
 * resource's, if the value could be personal data or a credential, or is not a path that the program wrote.
 */
export function reportableProperty(inputs: SourceArguments): string {
    const isPart = typeof inputs.source === "string" && parsePartReference(inputs.source) !== undefined;
    if (isPresent(inputs.users) || isPart) {
        return "";
    }
    const kind = tryLocate(inputs)?.kind;
    return kind === "file" || kind === "s3" || !inputs.source ? "source" : "";
}

function tryLocate(inputs: SourceArguments): SourceLocation | undefined {
    try {
        return isPresent(inputs.source) ? locateSource(inputs.source) : undefined;
    } catch {
        return undefined;
    }
}
