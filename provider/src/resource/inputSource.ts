import { isPresent } from "../argumentValues";
import type { Source } from "../source/source";
import { describeLocation, locateSource, type SourceLocation, signatureKey } from "../source/sourceLocation";
import { openUsersSource } from "../source/usersSource";
import { parsePartReference } from "../split/part";
import type { OpenSourceOrPart } from "../split/partSource";
import { isUnknown, readableBytesOf } from "./inputValues";
import type { CheckedInputs } from "./properties";

/** What marks a value as a secret on its way to the engine (`@pulumi/pulumi`, runtime/rpc: specialSecretSig). */
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What state calls a source whose content is in the program. */
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
    // The engine looks for a FileAsset in its own folder; one in an output comes with the program's all the same.
    const folder = typeof source === "string" ? sourceFolder : undefined;
    const pool = isUnknown(userPoolId) ? undefined : userPoolId;
    return await deps.openSource(source, pool, { folder, maxBytes: readableBytesOf(inputs), plannedPart });
}

/** Whether who is imported is known; it is not where it depends on what does not exist yet in a preview. */
export function isSourceKnown(inputs: SourceArguments): boolean {
    return !isUnknown(inputs.source) && !isUnknown(inputs.users);
}

/**
 * What state records of the source: its name. The content is recorded by its digest, and users, text and URLs with a
 * query are nobody's business.
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
 * Whether the content is kept as a secret, so that nothing of it may be guessed from its digest: what the program holds
 * itself, and what it has from a URL, which may hold a credential.
 */
export function isContentSecret(inputs: SourceArguments): boolean {
    const kind = tryLocate(inputs)?.kind;
    return isPresent(inputs.users) || kind === "text" || kind === "remote";
}

/**
 * Whether the name that state records of the source is enough to open it again: that of a file, an object in S3, or a part
 * of one. A file that is called like a source of another kind is never opened in its place.
 */
export function isReopenable(inputs: SourceArguments): boolean {
    const name = sourceName(inputs);
    return name !== undefined && name !== textName && !/^https?:/i.test(name);
}

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

/**
 * The property that a failure of the source is reported on: the engine prints its value. Where that could be a person's
 * data or a credential, or is no path that the program wrote, it is none, so that the failure is the resource's.
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
