import { invalidParameter } from "../errors";

/** An opaque pagination token that says where the next page starts. `list` keeps tokens of other lists out. */
export function encodeToken(list: string, position: number): string {
    return Buffer.from(JSON.stringify([list, position])).toString("base64url");
}

/**
 * The position in a token.
 * @throws EmulatorError InvalidParameterException when the token was not made by {@link encodeToken} for this list.
 */
export function decodeToken(list: string, token: string): number {
    try {
        const content: unknown = JSON.parse(Buffer.from(token, "base64url").toString());
        if (Array.isArray(content) && content[0] === list && Number.isSafeInteger(content[1]) && content[1] >= 0) {
            return content[1];
        }
    } catch {
        // Not JSON: no token of ours.
    }
    throw invalidParameter("Invalid pagination token.");
}
