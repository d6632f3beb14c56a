import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { STSClient } from "@aws-sdk/client-sts";

/** Credentials as STS answers them, and as clients take them. */
export interface GivenCredentials {
    readonly AccessKeyId?: string | undefined;
    readonly SecretAccessKey?: string | undefined;
    readonly SessionToken?: string | undefined;
}

/** Any credentials of a user. */
export const userCredentials: GivenCredentials = { AccessKeyId: "AKIDEXAMPLE", SecretAccessKey: "made-up" };

function settingsOf(endpoint: string, given: GivenCredentials) {
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "", SessionToken: sessionToken } = given;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
    return { endpoint, region: "us-east-1", credentials, maxAttempts: 1 };
}

/** A client of the emulator's STS; it tries a call once. */
export function stsClient(endpoint: string, credentials: GivenCredentials = userCredentials): STSClient {
    return new STSClient(settingsOf(endpoint, credentials));
}

/** A client of the emulator's Cognito; it tries a call once. */
export function cognitoClient(endpoint: string, credentials: GivenCredentials): CognitoIdentityProviderClient {
    return new CognitoIdentityProviderClient(settingsOf(endpoint, credentials));
}

/** An unsigned token as identity providers give it out; `expiresInSeconds` may be negative. */
export function webIdentityToken(expiresInSeconds = 600, claims: Readonly<Record<string, unknown>> = {}): string {
    const payload = {
        iss: "https://token.actions.example.com",
        sub: "repo:example/users:ref:refs/heads/main",
        aud: "sts.amazonaws.com",
        exp: Math.floor(Date.now() / 1000) + expiresInSeconds,
        ...claims,
    };
    const [header, content] = [{ alg: "RS256", typ: "JWT" }, payload].map((part) =>
        Buffer.from(JSON.stringify(part)).toString("base64url"),
    );
    return `${header}.${content}.bm90LXZlcmlmaWVk`;
}
