import { randomBytes } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random letters and digits, as in the ids of user pools and import jobs. */
export function randomId(length: number): string {
    let id = "";
    while (id.length < length) {
        for (const byte of randomBytes(length)) {
            // 248 = 4 × 62: bytes above it would favour the first letters.
            if (byte < 248 && id.length < length) {
                id += alphabet[byte % alphabet.length];
            }
        }
    }
    return id;
}
