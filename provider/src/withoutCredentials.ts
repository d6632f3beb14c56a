/**
 * A message of AWS or its SDK without what may be a credential. A presigned URL is one by its query, and a URL may hold a
 * password; where a signature is wrong, AWS may repeat the request that it expected, whose headers hold the session token.
 */
export function withoutCredentials(text: string): string {
    return text
        .replace(/\s*The (?:Canonical String|String-to-Sign)[\s\S]*$/i, "")
        .replace(/(https?:\/\/)[^\s/?#"'<>]*@/gi, "$1")
        .replace(/(https?:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi, "$1");
}
