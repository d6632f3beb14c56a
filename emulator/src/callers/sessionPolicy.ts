import { EmulatorError } from "../errors";

/** What limits a session, as AssumeRole takes it. */
interface SessionLimits {
    readonly Policy?: string | undefined;
    readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
    readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
}

const mostArns = 10;
/** The characters that policies and tags may have together. */
const mostCharacters = 2048;

/**
 * How much of the room for policies and tags a session takes, in percent; `undefined`: it has neither.
 * Assumed: a character takes as much room as any other (AWS packs them), and the texts.
 * @throws EmulatorError MalformedPolicyDocument, PackedPolicyTooLarge, or ValidationError for too many ARNs.
 */
export function packedSize({ Policy, PolicyArns = [], Tags = [] }: SessionLimits): number | undefined {
    if (Policy !== undefined && !isJsonObject(Policy)) {
        throw new EmulatorError("MalformedPolicyDocument", "The policy is not in the valid JSON format.");
    }
    if (PolicyArns.length > mostArns) {
        throw new EmulatorError("ValidationError", `A session can have at most ${mostArns} managed policies.`);
    }
    const texts = [
        Policy ?? "",
        ...PolicyArns.map(({ arn }) => arn ?? ""),
        ...Tags.flatMap(({ Key, Value }) => [Key, Value]),
    ];
    const characters = texts.join("").length;
    const percent = Math.ceil((characters / mostCharacters) * 100);
    if (percent > 100) {
        const message = `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`;
        throw new EmulatorError("PackedPolicyTooLarge", message);
    }
    return characters === 0 ? undefined : percent;
}

function isJsonObject(text: string): boolean {
    try {
        const content: unknown = JSON.parse(text);
        return typeof content === "object" && content !== null && !Array.isArray(content);
    } catch {
        return false;
    }
}
