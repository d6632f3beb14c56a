import { EmulatorError } from "../errors";

/** What a token says of who has it. */
export interface WebIdentity {
    readonly issuer: string;
    readonly subject: string;
    readonly audience: string;
}

/**
 * Reads the JSON Web Token of an identity provider. Nobody can verify its signature: any provider is trusted.
 * Assumed: the text for a claim that is missing. The others are AWS's.
 * @throws EmulatorError InvalidIdentityToken when it is no such token or lacks a claim, ExpiredTokenException when its time is over.
 */
export function readWebIdentity(token: string, nowMs: number): WebIdentity {
    const parts = token.split(".");
    const [header, claims] = parts.slice(0, 2).map(parsePart);
    if (parts.length !== 3 || header === undefined || claims === undefined) {
        const message =
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
        throw new EmulatorError("InvalidIdentityToken", message);
    }
    const { exp, iss, sub, aud } = claims;
    const audience: unknown = Array.isArray(aud) ? aud[0] : aud;
    for (const [name, value] of Object.entries({ iss, sub, aud: audience })) {
        if (typeof value !== "string" || value === "") {
            throw new EmulatorError("InvalidIdentityToken", `Missing a required claim: ${name}`);
        }
    }
    if (typeof exp !== "number") {
        throw new EmulatorError("InvalidIdentityToken", "Missing a required claim: exp");
    }
    const nowSeconds = Math.floor(nowMs / 1000);
    if (nowSeconds >= exp) {
        const message = `Token expired: current date/time ${nowSeconds} must be before the expiration date/time ${exp}`;
        throw new EmulatorError("ExpiredTokenException", message);
    }
    return { issuer: String(iss), subject: String(sub), audience: String(audience) };
}

function parsePart(text: string): Readonly<Record<string, unknown>> | undefined {
    try {
        const content: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
        const isObject = typeof content === "object" && content !== null && !Array.isArray(content);
        return isObject ? (content as Readonly<Record<string, unknown>>) : undefined;
    } catch {
        // Not JSON, so not a part of such a token.
        return undefined;
    }
}
