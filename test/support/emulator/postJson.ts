import type { Emulator } from "../../../emulator/src";

/** An answer as it came over the wire. */
export interface RawAnswer {
    readonly status: number;
    readonly headers: Headers;
    readonly content: Record<string, unknown>;
}

/** A call of a Cognito operation without an SDK in between. */
export async function postJson(emulator: Emulator, operation: string, body: string, headers = {}): Promise<RawAnswer> {
    const answer = await fetch(emulator.url, {
        method: "POST",
        headers: {
            "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
            authorization: "AWS4-HMAC-SHA256 Credential=any",
            ...headers,
        },
        body,
    });
    const content = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, headers: answer.headers, content };
}
