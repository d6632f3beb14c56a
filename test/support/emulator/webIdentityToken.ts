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
